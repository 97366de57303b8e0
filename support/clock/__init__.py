"""Time, injected: virtual for the reference platform, wall for real servers."""

from support.clock.base import Clock, Participant, Signal, Timeout
from support.clock.virtual import VirtualClock
from support.clock.wall import WallClock

__all__ = ["Clock", "Participant", "Signal", "Timeout", "VirtualClock", "WallClock"]
