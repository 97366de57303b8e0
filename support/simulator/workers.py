"""A bounded number of workers, and a bounded line of runs that wait for one."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from support.clock import Clock, Signal
from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure
from support.simulator.resources import Resources

PLACE_IN_LINE: Final = "place in the line"
WORKER: Final = "worker"


def no_capacity(message: str, root: str | None = None) -> AgentFailure:
    return AgentFailure(ErrorType.PROCESSING_CAPACITY_EXCEEDED, message, root=root)


def _nothing() -> None:
    """What holds everybody up, where nobody is."""


@dataclass(eq=False)
class Place:
    """One run's place: in the line until `granted`, then at a worker.

    `on_lost` is called where the worker is taken away before the place was left.
    """

    granted: Signal
    on_lost: Callable[[AgentFailure], None] = field(default=lambda _: None)


@dataclass(eq=False)
class Workers:
    """`size` runs work at the same time; at most `queue_limit` wait, first come first served.

    `held_up_by` names the failure that keeps those at work from coming to an end; None for none.
    """

    clock: Clock
    size: int
    queue_limit: int
    busy: list[Place] = field(default_factory=list, init=False)
    line: deque[Place] = field(default_factory=deque, init=False)
    held_up_by: Callable[[], str | None] = field(default_factory=lambda: _nothing, init=False)

    def admit(self) -> Place | None:
        """A place for a new run; None where all workers are busy and the line is full."""
        if len(self.busy) >= self.size and len(self.line) >= self.queue_limit:
            return None
        return self.line_up()

    def line_up(self) -> Place:
        """A place for a run that was admitted before: a retry is never turned away."""
        place = Place(self.clock.signal("a free worker"))
        self.line.append(place)
        self._grant()
        return place

    async def take(
        self,
        place: Place,
        resources: Resources,
        within: float,
        on_lost: Callable[[AgentFailure], None],
    ) -> None:
        """Waits, at most so many seconds, for the worker, and makes it one of the resources.

        Raises AgentFailure where none was free in time.
        """

        async def leave() -> None:
            self.leave(place)

        def lost(failure: AgentFailure) -> None:
            resources.forget(WORKER)
            on_lost(failure)

        if not place.granted:
            resources.hold(PLACE_IN_LINE, leave)
            try:
                async with self.clock.timeout(within):
                    await place.granted.wait()
            except TimeoutError:
                told = f"No worker was free within {within:g} s."
                raise no_capacity(told, self.held_up_by()) from None
            resources.forget(PLACE_IN_LINE)
        resources.hold(WORKER, leave)
        place.on_lost = lost

    def leave(self, place: Place) -> None:
        """Gives up the worker, or the place in the line."""
        if place in self.busy:
            self.busy.remove(place)
        elif place in self.line:
            self.line.remove(place)
        self._grant()

    def take_away(self) -> bool:
        """One worker fewer, the one that began last; says whether a run has lost its worker."""
        self.size -= 1
        if not self.busy:
            return False
        self.busy.pop().on_lost(no_capacity("The worker of this run was taken away."))
        return True

    def give_back(self) -> None:
        """One worker more."""
        self.size += 1
        self._grant()

    def _grant(self) -> None:
        while self.line and len(self.busy) < self.size:
            place = self.line.popleft()
            self.busy.append(place)
            place.granted.set()
