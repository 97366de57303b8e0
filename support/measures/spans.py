"""Stretches of time, and how long they are together."""

from collections.abc import Iterable
from typing import TypeAlias

Span: TypeAlias = tuple[float, float]


def length_of(spans: Iterable[Span]) -> float:
    """Seconds that at least one of them covers."""
    covered, reached = 0.0, float("-inf")
    for start, end in sorted(spans):
        if end > reached:
            covered += end - max(start, reached)
            reached = end
    return covered
