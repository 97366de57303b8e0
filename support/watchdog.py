"""A real-time limit on every step: a hang becomes a failure that says who waited for what."""

import signal
from collections.abc import Callable
from types import FrameType
from typing import ClassVar, Final

_AGAIN: Final = 0.5


class StepTookTooLong(AssertionError):  # noqa: N818 - it is read as the sentence of a failed step
    """The step was ended by the watchdog."""


class Watchdog:
    """`seconds` of real time a step; an alarm signal ends it, whatever it is doing.

    The alarm repeats until the step is over, because the first one may be raised in a task of the
    platform, where it ends that task and not the step. `fired` keeps a sentence for each step.
    """

    _on_guard: ClassVar["Watchdog | None"] = None

    def __init__(self, seconds: float, waiting: Callable[[], list[str]]) -> None:
        self._seconds = seconds
        self._waiting = waiting
        self._doing = ""
        self.fired: list[str] = []

    def arm(self, doing: str) -> None:
        self._doing = doing
        if Watchdog._on_guard is not self:
            Watchdog._on_guard = self
            signal.signal(signal.SIGALRM, self._alarm)
        signal.setitimer(signal.ITIMER_REAL, self._seconds, _AGAIN)

    def allow(self, seconds: float) -> None:
        """The step under way may take so long from now on; the next one may not."""
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)

    def at_least(self, seconds: float) -> None:
        """Each step from the next one on may take so long, where it could not before."""
        self._seconds = max(self._seconds, seconds)

    def disarm(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _alarm(self, _signal: int, _frame: FrameType | None) -> None:
        waiting = "\n".join(f"  {line}" for line in self._waiting()) or "  nobody"
        late = f"'{self._doing}' was not over within {self._seconds:g} s of real time."
        if late not in self.fired:
            self.fired.append(late)
        raise StepTookTooLong(f"{late} At work or waiting:\n{waiting}")
