"""What flows in one direction of a connection: pieces of its bytes, and then its end."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class Direction(StrEnum):
    """Upstream is what the customer sends, downstream what the customer receives."""

    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of one WebSocket frame at most, or the end of the stream, which has none.

    `at_ns` is when they came to whoever has them now, on the clock. `frame` counts from 1; 0 is
    what precedes the first frame, and everything where no WebSocket is spoken. `completes` its
    frame, or not yet.
    """

    data: bytes
    at_ns: int
    frame: int
    completes: bool = False
    ends: bool = False
    by_reset: bool = False

    def split(self, size: int) -> tuple[Self, Self | None]:
        """Its first `size` bytes, and the rest where there is any."""
        if size >= len(self.data):
            return self, None
        head = replace(self, data=self.data[:size], completes=False)
        return head, replace(self, data=self.data[size:])
