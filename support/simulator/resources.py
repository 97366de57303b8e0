"""What one execution holds, and what became of each when it let go."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from support.clock import Clock
from support.contract.vocabulary import CleanupStatus
from support.simulator.memory import UNLIMITED, WorkingMemory

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
    """Held by name, released in reverse order.

    `within` bounds the release of them all, in seconds; `budget` bounds the memory, in bytes.
    """

    clock: Clock
    within: float
    budget: int = UNLIMITED
    memory: WorkingMemory = field(init=False)
    problems: dict[str, BaseException] = field(default_factory=dict, init=False)
    _held: dict[str, Release] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.memory = WorkingMemory(self.budget)

    def hold(self, name: str, release: Release) -> str:
        """Keeps it until it is released; returns its name here, which is numbered if taken."""
        same = sum(held.startswith(name) for held in self._held)
        unique = f"{name} {same + 1}" if same else name
        self._held[unique] = release
        return unique

    async def let_go(self, name: str) -> None:
        """Releases one in the ordinary course of things; what refuses waits for the cleanup."""
        try:
            await self._release(name, self.within)
        except Exception as problem:  # noqa: BLE001 - it is no reason to fail the work itself
            self.problems[name] = problem

    def forget(self, name: str) -> None:
        """It has become something else, or somebody else's."""
        del self._held[name]

    def still_held(self) -> dict[str, Release]:
        """After the cleanup: what could not be released, and how to try again."""
        return dict(self._held)

    async def clean_up(self) -> Cleanup:
        """Releases all that is held, and hides nothing that could not be.

        Each has an equal share of the time, so that one that hangs leaves the others theirs. A
        cancellation waits until all had their turn.
        """
        cleaned, stopped = [], None
        share = self.within / max(1, len(self._held))
        for name in reversed(tuple(self._held)):
            try:
                await self._release(name, share)
            except asyncio.CancelledError as stop:
                stopped = self.problems[name] = stop
            except Exception as problem:  # noqa: BLE001 - one failed release must not stop the next
                self.problems[name] = problem
            else:
                cleaned.append(name)
        freed = self.memory.free()
        if stopped is not None:
            raise stopped
        return Cleanup(tuple(cleaned), tuple(reversed(self._held)), freed)

    async def _release(self, name: str, within: float) -> None:
        async with self.clock.timeout(within):
            await self._held[name]()
        del self._held[name]
