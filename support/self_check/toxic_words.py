"""The words with which the proxy's features name toxics and directions."""

from collections.abc import Mapping
from typing import Final

from support.network import (
    Bandwidth,
    Direction,
    HalfOpen,
    Latency,
    LimitData,
    ResetPeer,
    Slicer,
    SlowClose,
    Timeout,
    Toxic,
)

TOXICS: Final[Mapping[str, Toxic]] = {
    "0.05 s of latency": Latency(0.05),
    "2 s of latency": Latency(2),
    "2 s of latency, give or take 0.5 s": Latency(2, 0.5),
    "10 bytes a second": Bandwidth(10),
    "slices of 4 bytes every 0.5 s": Slicer(4, 0, 0.5),
    "slices of about 4 bytes every 0.5 s": Slicer(4, 2, 0.5),
    "silence": Timeout(),
    "silence and the end after 5 s": Timeout(5),
    "a reset 3 s after the first word": ResetPeer(3),
    "an end that comes 4 s late": SlowClose(4),
    "an end after 8 bytes": LimitData(8),
    "half-open silence": HalfOpen(),
}
DIRECTIONS: Final[Mapping[str, tuple[Direction, ...]]] = {
    "upstream": (Direction.UPSTREAM,),
    "downstream": (Direction.DOWNSTREAM,),
    "both ways": (Direction.UPSTREAM, Direction.DOWNSTREAM),
}
