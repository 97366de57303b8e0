"""What a cleanup could not release: tried again until it lets go, and not forgotten meanwhile."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from support.clock import Clock
from support.simulator.observation import Observation, Observer, nobody_watches
from support.simulator.operator_log import Level
from support.simulator.operators import Operators
from support.simulator.resources import Release, Resources

SWEEP_EVERY: Final = 20.0


@dataclass(eq=False)
class Leftovers:
    """Swept every 20 s as long as anything is left. `within` bounds each release, in seconds."""

    clock: Clock
    within: float
    operators: Operators
    observer: Observer = nobody_watches
    _left: list[tuple[str, Release]] = field(default_factory=list, init=False)
    _sweeper: "asyncio.Task[Any] | None" = field(default=None, init=False)
    _call_off: Callable[[], None] | None = field(default=None, init=False)

    def take(self, resources: Resources, failure_id: str | None = None) -> None:
        """Takes over what these could not release. An operator reads of it under the failure."""
        for name, release in resources.still_held().items():
            resources.forget(name)
            self._left.append((name, release))
            why = resources.problems[name]
            self.operators.tell(f"not released: {name}", why, failure_id=failure_id)
        if self._left and self._call_off is None:
            self._set_the_clock()

    async def sweep(self) -> None:
        """Tries each once more."""
        tried, self._left = self._left, []
        for name, release in tried:
            try:
                async with self.clock.timeout(self.within):
                    await release()
            except Exception as problem:  # noqa: BLE001 - whatever it is, it is tried again
                self.operators.tell(f"still not released: {name}", problem, level=Level.WARNING)
                self._left.append((name, release))
            else:
                self._tell(f"released at last: {name}")

    async def stop(self) -> None:
        """Ends the sweeping; whatever is left then stays."""
        if self._call_off is not None:
            self._call_off()
        if self._sweeper is not None and not self._sweeper.done():
            self.clock.cancel(self._sweeper)
            await self.clock.join(self._sweeper)

    def _set_the_clock(self) -> None:
        due = self.clock.now_ns() + int(SWEEP_EVERY * 1_000_000_000)
        self._call_off = self.clock.call_at(due, self._begin)

    def _begin(self) -> None:
        self._sweeper = self.clock.spawn(self._sweep_and_go_on(), "sweeper of leftovers")

    async def _sweep_and_go_on(self) -> None:
        await self.sweep()
        self._call_off = None
        if self._left:
            self._set_the_clock()

    def _tell(self, label: str) -> None:
        self.observer(Observation(self.clock.now(), "note", "agent", None, "sweeper", label))
