"""Tasks that sleep on a clock, and a list of who woke when."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from support.clock import Clock, VirtualClock
from support.watchdog import StepTookTooLong, Watchdog

LIMIT: Final = 0.05


@dataclass(eq=False)
class Sleepers:
    """Named `sleeper 1`, `sleeper 2` ... in the order of their start."""

    clock: Clock = field(default_factory=VirtualClock)
    woke: list[tuple[str, float]] = field(default_factory=list)
    tasks: "list[asyncio.Task[Any]]" = field(default_factory=list)

    def start(self, seconds: float, *, limit: float | None = None, then: float = 0) -> None:
        name = f"sleeper {len(self.tasks) + 1}"
        work = self._sleep(name, seconds, then) if limit is None else None
        self.tasks.append(
            self.clock.spawn(work or self._sleep_within(name, seconds, limit or 0), name)
        )

    def keep_busy(self, name: str) -> None:
        async def work() -> None:
            await asyncio.get_running_loop().create_future()

        self.tasks.append(self.clock.spawn(work(), name))

    async def _sleep(self, name: str, seconds: float, then: float) -> None:
        await self.clock.sleep(seconds)
        self._wakes(name)
        if then:
            self.clock.spawn(self._sleep("the other", then, 0), "the other")

    async def _sleep_within(self, name: str, seconds: float, limit: float) -> None:
        try:
            async with self.clock.timeout(limit):
                await self._sleep(name, seconds, 0)
        except TimeoutError:
            self._wakes(f"{name} out of time")

    def _wakes(self, name: str) -> None:
        self.woke.append((name, self.clock.now()))

    def told(self) -> str:
        return ", ".join(f"{name} at {at:g}" for name, at in self.woke)

    def names(self) -> str:
        return ", ".join(name for name, _ in self.woke)


@contextmanager
def loop_task(
    loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, None]
) -> "Iterator[asyncio.Task[None]]":
    """A task on a loop that stands still; cancelled in the end."""
    task = loop.create_task(work)
    try:
        yield task
    finally:
        task.cancel()


def ended_by_watchdog(waiting: Callable[[], list[str]], action: Callable[[], object]) -> str:
    """What the watchdog says when it ends the action; fails where it lets it go on."""
    watchdog = Watchdog(LIMIT, waiting)
    watchdog.arm("an action that hangs")
    try:
        action()
    except StepTookTooLong as ended:
        return str(ended)
    finally:
        watchdog.disarm()
    raise AssertionError("The watchdog let it go on.")
