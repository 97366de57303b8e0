"""How a run is cut short: at once while its agent works or it waits, else before it goes on."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from support.clock import Clock
from support.simulator.failure import AgentFailure
from support.simulator.run import Run


@dataclass(eq=False)
class Interruption:
    """Cancels the task of one run, but only where that is allowed."""

    clock: Clock
    run: Run
    _is_allowed: bool = field(default=False, init=False)
    _is_waiting: bool = field(default=False, init=False)
    _failure: AgentFailure | None = field(default=None, init=False)

    @contextmanager
    def allowed(self, *, waiting: bool = False) -> Iterator[None]:
        """From here on the run may be cut short; raises CancelledError where it is."""
        self._is_allowed, self._is_waiting = True, waiting
        try:
            if self.run.cancel_asked:
                raise asyncio.CancelledError
            yield
        finally:
            self._is_allowed = self._is_waiting = False

    def cancel(self) -> None:
        """The customer's stop."""
        self.run.cancel_asked = True
        self._cut(self._is_allowed)

    def pause(self) -> None:
        """For a planned restart: before the next step, or at once in the wait for an attempt."""
        self.run.pause_asked = True
        self._cut(self._is_waiting)

    def fail(self, failure: AgentFailure) -> None:
        """What the agent works at fails with this, at once."""
        if self._cut(self._is_allowed):
            self._failure = failure

    def failure(self) -> AgentFailure | None:
        """What the run was cut short with, told once; None where somebody else cancelled it."""
        failure, self._failure = self._failure, None
        return failure

    def _cut(self, may_be: bool) -> bool:
        if may_be and self.run.task is not None:
            self.clock.cancel(self.run.task)
            return True
        return False
