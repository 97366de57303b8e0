"""What one execution holds, and what became of each when it let go."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from support.clock import Clock
from support.contract.vocabulary import CleanupStatus

Release = Callable[[], Awaitable[None]]


class Cleanup(NamedTuple):
    """What really happened: names that were released, names that were not, bytes freed."""

    cleaned: tuple[str, ...]
    failed: tuple[str, ...]
    memory_freed: int

    @property
    def status(self) -> CleanupStatus:
        if not self.failed:
            return CleanupStatus.SUCCESS
        return CleanupStatus.PARTIAL if self.cleaned else CleanupStatus.FAILED


@dataclass(eq=False)
class Resources:
    """Held by name, released in reverse order. `within` bounds each release, in seconds."""

    clock: Clock
    within: float
    _held: dict[str, Release] = field(default_factory=dict)
    _memory: int = 0
    problems: list[Exception] = field(default_factory=list)

    def hold(self, name: str, release: Release) -> None:
        self._held[name] = release

    def account(self, size: int) -> None:
        """Bytes that the execution holds from now on."""
        self._memory += size

    @property
    def memory(self) -> int:
        return self._memory

    async def let_go(self, name: str) -> None:
        """Releases one in the ordinary course of things."""
        await self._held.pop(name)()

    async def clean_up(self) -> Cleanup:
        """Releases all that is held, and hides nothing that could not be."""
        cleaned, failed = [], []
        for name in reversed(tuple(self._held)):
            try:
                async with self.clock.timeout(self.within):
                    await self._held[name]()
            except Exception as problem:  # noqa: BLE001 - one failed release must not stop the next
                self.problems.append(problem)
                failed.append(name)
            else:
                del self._held[name]
                cleaned.append(name)
        freed, self._memory = self._memory, 0
        return Cleanup(tuple(cleaned), tuple(failed), freed)
