"""Virtual time: integer nanoseconds from a fixed epoch, moved by `advance` alone."""

import heapq
import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from support.clock.base import Clock, to_ns

EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
Action = Callable[[], None]


class VirtualClock(Clock):
    """Time stands still until somebody advances it, and stops at every timer on the way."""

    def __init__(self, start_ns: int = 0) -> None:
        super().__init__(EPOCH)
        self._now_ns = start_ns
        self._timers: list[tuple[int, int]] = []
        self._actions: dict[int, Action] = {}
        self._order = itertools.count()

    def now_ns(self) -> int:
        return self._now_ns

    def call_at(self, moment_ns: int, action: Action) -> Callable[[], None]:
        due_ns = max(self._now_ns, moment_ns)
        order = next(self._order)
        heapq.heappush(self._timers, (due_ns, order))
        self._actions[order] = action

        def call_off() -> None:
            self._actions.pop(order, None)

        return call_off

    async def advance(self, seconds: float) -> None:
        await self._advance(self._now_ns + to_ns(seconds), lambda: False)

    async def run_until(self, reached: Callable[[], bool], within: float) -> bool:
        return await self._advance(self._now_ns + to_ns(within), reached)

    async def _advance(self, target_ns: int, reached: Callable[[], bool]) -> bool:
        await self.settle()
        while not reached():
            action = self._next_action(target_ns)
            if action is None:
                self._now_ns = target_ns
                return False
            action()
            await self.settle(look_outside=False)
        return True

    def _next_action(self, until_ns: int) -> Action | None:
        """What is due next, at the moment that it is due, or None until then."""
        while self._timers and self._timers[0][0] <= until_ns:
            due_ns, order = heapq.heappop(self._timers)
            action = self._actions.pop(order, None)
            if action is not None:
                self._now_ns = due_ns
                return action
        return None
