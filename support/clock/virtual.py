"""Virtual time: integer nanoseconds from a fixed epoch, moved by `advance` alone."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from support.clock.base import Clock, to_ns

EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(order=True, slots=True)
class _Timer:
    due_ns: int
    order: int
    action: Callable[[], None] | None = field(compare=False)


class VirtualClock(Clock):
    """Time stands still until somebody advances it, and stops at every timer on the way."""

    def __init__(self, start_ns: int = 0) -> None:
        super().__init__(EPOCH)
        self._now_ns = start_ns
        self._timers: list[_Timer] = []
        self._order = itertools.count()

    def now_ns(self) -> int:
        return self._now_ns

    def call_at(self, moment_ns: int, action: Callable[[], None]) -> Callable[[], None]:
        timer = _Timer(max(moment_ns, self._now_ns), next(self._order), action)
        heapq.heappush(self._timers, timer)

        def call_off() -> None:
            timer.action = None

        return call_off

    async def advance(self, seconds: float) -> None:
        await self._advance(self._now_ns + to_ns(seconds), lambda: False)

    async def run_until(self, reached: Callable[[], bool], within: float) -> bool:
        return await self._advance(self._now_ns + to_ns(within), reached)

    async def _advance(self, target_ns: int, reached: Callable[[], bool]) -> bool:
        await self.settle()
        while not reached():
            timer = self._next_timer(target_ns)
            if timer is None:
                self._now_ns = target_ns
                return False
            self._now_ns = timer.due_ns
            if timer.action is not None:
                timer.action()
            await self.settle(look_outside=False)
        return True

    def _next_timer(self, until_ns: int) -> _Timer | None:
        while self._timers and self._timers[0].action is None:
            heapq.heappop(self._timers)
        if self._timers and self._timers[0].due_ns <= until_ns:
            return heapq.heappop(self._timers)
        return None
