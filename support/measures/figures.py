"""A figure: how many it rests on, the mean, p50, p95 and the longest."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

PERCENTILES: Final = "the smallest value that at least p % of the values do not exceed"


class Figure(NamedTuple):
    """Of `of` measured values; everything else is None where nothing was measured."""

    of: int
    mean: float | None = None
    p50: float | None = None
    p95: float | None = None
    max: float | None = None


def figure_of(values: Sequence[float]) -> Figure:
    """Percentiles by nearest rank: the value at place ceil(p/100 x n) of n in order."""
    if not values:
        return Figure(0)
    ordered = sorted(values)
    return Figure(
        of=len(ordered),
        mean=math.fsum(ordered) / len(ordered),
        p50=percentile(ordered, 50),
        p95=percentile(ordered, 95),
        max=ordered[-1],
    )


def percentile(ordered: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile of at least one value, which are in order."""
    return ordered[max(0, -(-percent * len(ordered) // 100) - 1)]
