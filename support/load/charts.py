"""The charts of a load, as coordinates: a line over time, bars for percentiles and for kinds."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from support.load.figures import Outcome
from support.load.telling import duration

WIDTH: Final = 640
HEIGHT: Final = 200
_STEPS: Final = (1.0, 2.0, 5.0, 10.0)


class Tick(NamedTuple):
    """A line across a chart, and what it stands for; `at` is in the chart's own units."""

    at: float
    text: str


class Curve(NamedTuple):
    """`points` as SVG wants them, `name` of the figure, `sign` its class in the style."""

    name: str
    sign: str
    points: str


class Bar(NamedTuple):
    """`length` from 0 to 1 of the longest."""

    name: str
    length: float
    text: str


class OverTime(NamedTuple):
    curves: Sequence[Curve]
    across: Sequence[Tick]
    along: Sequence[Tick]


def over_time(outcome: Outcome) -> OverTime | None:
    """None where there is no second to draw a line to."""
    moments = outcome.over_time
    if len(moments) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    first, last = moments[0].at, moments[-1].at
    most = _round_up(max(one.p99 for one in moments))

    def points(values: Sequence[float]) -> str:
        xs = [WIDTH * (one.at - first) / (last - first) for one in moments]
        ys = [HEIGHT * (1 - value / most) for value in values]
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True))

    halves = (0.0, 0.5, 1.0)
    return OverTime(
        curves=[
            Curve("p99", "high", points([one.p99 for one in moments])),
            Curve("p50", "low", points([one.p50 for one in moments])),
        ],
        across=[Tick(HEIGHT * (1 - part), duration(most * part)) for part in halves],
        along=[Tick(WIDTH * part, f"{first + (last - first) * part:.0f} s") for part in halves],
    )


def percentiles(outcome: Outcome) -> list[Bar]:
    measured = outcome.notify
    named = {
        "half of all": measured.p50,
        "95 of 100": measured.p95,
        "99 of 100": measured.p99,
        "all of them": measured.max,
    }
    known = {name: value for name, value in named.items() if value is not None}
    most = max(known.values(), default=0.0) or 1.0
    return [Bar(name, value / most, duration(value)) for name, value in known.items()]


def kinds(outcome: Outcome) -> list[Bar]:
    """What the model did, and as what customers were told of it."""
    most = max((kind.happened for kind in outcome.kinds), default=1)
    return [
        Bar(
            f"The model {kind.fault}",
            kind.happened / most,
            ", ".join(f"{count:,} told as {name}" for name, count in kind.told_as.items()),
        )
        for kind in outcome.kinds
    ]


def _round_up(value: float) -> float:
    """The next number that people like to read on an axis."""
    if value <= 0:
        return 1.0
    unit = 10.0 ** math.floor(math.log10(value))
    return next(step * unit for step in _STEPS if step * unit >= value * (1 - 1e-9))
