"""Seconds outside, whole nanoseconds inside, so that no boundary drifts."""

from typing import Final

NANOSECONDS: Final = 1_000_000_000


def to_ns(seconds: float) -> int:
    """At least one nanosecond: no duration of the configuration is zero."""
    return max(1, round(seconds * NANOSECONDS))


def to_seconds(duration_ns: int) -> float:
    """Never negative: what is over has no time left."""
    return max(0, duration_ns) / NANOSECONDS
