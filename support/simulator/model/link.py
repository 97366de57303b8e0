"""The agent's line to a provider: what its silence, its refusals and its drops mean."""

from collections import deque
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from support.clock import Clock
from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure
from support.simulator.model.wire import End

RECENTLY: Final = 60.0
REPEATEDLY: Final = 3
_REMEMBERED: Final = 64

_CANNOT_CONNECT: Final = {
    "refused": "The model provider refuses the connection.",
    "unknown_host": "Nobody knows the name of the model provider.",
}
_CLOSED_AT_ONCE: Final = "The model provider closed before it answered."


class _Change(NamedTuple):
    """The line came up or went down; `unanswered`: before a single byte of an answer."""

    at: float
    up: bool
    unanswered: bool = False


@dataclass(eq=False)
class Link:
    """The line to one provider, with its recent history."""

    provider: str
    clock: Clock
    _history: deque[_Change] = field(default_factory=lambda: deque(maxlen=_REMEMBERED), init=False)

    def answered(self) -> None:
        """A status line came."""
        self._history.append(_Change(self.clock.now(), up=True))

    def went_down_unanswered(self, end: End) -> AgentFailure:
        """There is no line, or it went before a single byte of an answer."""
        self._history.append(_Change(self.clock.now(), up=False, unanswered=True))
        return self._keeps_breaking() or self._failure(
            ErrorType.CONNECTION_FAILED, _CANNOT_CONNECT.get(end.how, _CLOSED_AT_ONCE)
        )

    def went_down_in_the_answer(self) -> AgentFailure | None:
        """The line was cut in an answer; None where that is the answer's matter, not the line's."""
        self._history.append(_Change(self.clock.now(), up=False))
        return self._keeps_breaking()

    def silent(self, seconds: float) -> AgentFailure:
        """Not a single byte came within so many seconds."""
        return self._failure(
            ErrorType.NETWORK_TIMEOUT,
            f"Not a byte came from the model provider within {seconds:g} s.",
        )

    def _keeps_breaking(self) -> AgentFailure | None:
        """It dropped and returned, repeatedly, within the last minute, and not in answers only."""
        since = self.clock.now() - RECENTLY
        recent = [change for change in self._history if change.at >= since]
        drops = [
            now
            for before, now in zip([_Change(since, up=True), *recent], recent, strict=False)
            if before.up and not now.up
        ]
        if len(drops) < REPEATEDLY or not any(drop.unanswered for drop in drops):
            return None
        return self._failure(
            ErrorType.CONNECTION_INTERMITTENT,
            f"The line to the model provider dropped {len(drops)} times in {RECENTLY:g} s, "
            "and returned between.",
        )

    def _failure(self, error_type: ErrorType, message: str) -> AgentFailure:
        return AgentFailure(error_type, message, upstream=self.provider)
