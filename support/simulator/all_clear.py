"""When a recovery may be told: once everything that customers were failed by is well again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from support.clock import NANOSECONDS, Clock

LOOKS_AGAIN_AFTER: Final = 1.0


@dataclass(eq=False)
class AllClear:
    """Asks `is_well`, every second while it is not."""

    clock: Clock
    is_well: Callable[[], bool]
    _call_off: Callable[[], None] = field(default_factory=lambda: _nothing, init=False)

    def then(self, tell: Callable[[], None]) -> None:
        """Calls `tell` at once, or as soon as all is well; another call takes its place."""
        self.call_off()
        if self.is_well():
            tell()
            return
        due_ns = self.clock.now_ns() + int(LOOKS_AGAIN_AFTER * NANOSECONDS)
        self._call_off = self.clock.call_at(due_ns, lambda: self.then(tell))

    def call_off(self) -> None:
        self._call_off()
        self._call_off = _nothing


def _nothing() -> None:
    """Where nothing is due."""
