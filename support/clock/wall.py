"""Wall time, for servers that nobody can stop the clock for."""

import asyncio
import time
from collections.abc import Callable

from support.clock.base import NANOSECONDS, Clock, utc_now


class WallClock(Clock):
    """Real seconds since the clock was made.

    `quiet`: after so many seconds whatever was sent is taken to have been answered, for no moment
    is known at which a server in another process has nothing more to say.
    """

    def __init__(self, quiet: float = 0.0) -> None:
        super().__init__(utc_now())
        self._quiet = quiet
        self._start_ns = time.monotonic_ns()

    def now_ns(self) -> int:
        return time.monotonic_ns() - self._start_ns

    def call_at(self, moment_ns: int, action: Callable[[], None]) -> Callable[[], None]:
        delay = max(0, moment_ns - self.now_ns()) / NANOSECONDS
        return asyncio.get_running_loop().call_later(delay, action).cancel

    async def advance(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._pass_barriers()

    async def settle(self, *, look_outside: bool = True) -> None:
        await super().settle(look_outside=look_outside)
        if self._quiet and look_outside:
            await asyncio.sleep(self._quiet)

    async def run_until(self, reached: Callable[[], bool], within: float) -> bool:
        deadline = self.now() + within
        while not reached():
            if self.now() >= deadline:
                return False
            await self._pass_barriers()
            await asyncio.sleep(min(0.01, max(0.0, deadline - self.now())))
        await self.settle(look_outside=self._quiet == 0)
        return True
