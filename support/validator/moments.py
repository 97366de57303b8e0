"""Arithmetic on the contract's moments (RFC 3339, UTC, milliseconds)."""

from datetime import datetime
from typing import Final

ROUNDING: Final = 0.002
"""Two moments, each cut to a millisecond: what a difference of them may be off by, in seconds."""


def seconds_between(earlier: str, later: str) -> float:
    """Seconds from one moment to another; negative where they are the other way round."""
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
