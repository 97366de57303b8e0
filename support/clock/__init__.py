"""Time, injected: virtual for the reference platform, wall for real servers."""

from support.clock.base import NANOSECONDS, Clock, Participant, Signal, Timeout, to_ns
from support.clock.virtual import VirtualClock
from support.clock.wall import WallClock

__all__ = [
    "NANOSECONDS",
    "Clock",
    "Participant",
    "Signal",
    "Timeout",
    "VirtualClock",
    "WallClock",
    "to_ns",
]
