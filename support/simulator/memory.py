"""A run's working memory: real blocks of bytes, measured, and stopped at the budget."""

import sys
from dataclasses import dataclass, field
from typing import Final

from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure

UNLIMITED: Final = sys.maxsize


@dataclass(eq=False)
class WorkingMemory:
    """What one execution keeps in memory. `budget`, `held` and `peak` are bytes."""

    budget: int = UNLIMITED
    held: int = field(default=0, init=False)
    peak: int = field(default=0, init=False)
    _blocks: list[bytearray] = field(default_factory=list, init=False)

    def load(self, data: bytes) -> None:
        """Keeps a copy. Raises AgentFailure where all blocks together now measure too much."""
        block = bytearray(data)
        self._blocks.append(block)
        self.held += sys.getsizeof(block)
        self.peak = max(self.peak, self.held)
        if self.held > self.budget:
            raise AgentFailure(
                ErrorType.MEMORY_LIMIT_EXCEEDED,
                f"The run holds {self.held} bytes; it may hold {self.budget}.",
            )

    def free(self) -> int:
        """Lets go of every block; returns how many bytes they were."""
        freed = sum(map(sys.getsizeof, self._blocks))
        self._blocks.clear()
        self.held = 0
        return freed
