"""A toxic that somebody added: on which connections it acts, from where on, and what it touched."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from support.network.pieces import Direction

if TYPE_CHECKING:
    from support.network.toxics import Toxic

NETWORK: Final = "network"


class Receipt(NamedTuple):
    """A toxic touched this connection for the first time in this direction.

    `connection` counts from 1 at the proxy, `at` is seconds on the clock, `bytes` is how many
    the toxic had let pass untouched in this direction.
    """

    fault: str
    port: str
    connection: int
    direction: Direction
    at: float
    bytes: int


@dataclass(eq=False, slots=True)
class AddedToxic:
    """One toxic until it is removed; never at random, always from a count on.

    It acts on `times` connections (None: all) from number `from_connection` on, and there after
    `after_bytes` bytes and after `after_frames` whole WebSocket frames, counted from the moment
    when it was added or the connection began, whichever came later.
    """

    toxic: "Toxic"
    directions: tuple[Direction, ...]
    from_connection: int = 1
    times: int | None = None
    after_bytes: int = 0
    after_frames: int = 0
    lifted: bool = False
    receipts: list[Receipt] = field(default_factory=list)
    _when_removed: list[Callable[[], None]] = field(default_factory=list)

    @property
    def fault(self) -> str:
        """What it is, as in "latency downstream"."""
        return f"{self.toxic.name} {' and '.join(self.directions)}"

    @property
    def port(self) -> str:
        return NETWORK

    @property
    def touched(self) -> int:
        return len(self.receipts)

    def takes(self, connection: int) -> bool:
        """Whether it acts on the connection of this number."""
        number = connection - self.from_connection
        return not self.lifted and number >= 0 and (self.times is None or number < self.times)

    def remove(self) -> None:
        """Ends it; what it held back flows at once. Twice is once."""
        if not self.lifted:
            self.lifted = True
            for tell in self._when_removed:
                tell()

    def tell_when_removed(self, tell: Callable[[], None]) -> None:
        self._when_removed.append(tell)
