"""A chart of what was tried: load to the right, outage upwards, wasted attempts as size."""

from collections.abc import Sequence
from math import ceil, floor, log10, sqrt
from typing import Final, NamedTuple

from support.figures.saying import number
from support.tuning import Candidate

WIDTH: Final = 720
HEIGHT: Final = 400
LEFT: Final = 56
BOTTOM: Final = 44
_TOP: Final = 14
_RIGHT: Final = 20
_TICKS: Final = 5
_ROUND: Final = (1, 2, 5, 10)
_SMALLEST: Final = 3.0
_LARGEST: Final = 11.0


class Dot(NamedTuple):
    """Pixels; `candidate` is what stands there."""

    x: float
    y: float
    r: float
    candidate: Candidate


class Tick(NamedTuple):
    at: float
    text: str


class Scatter(NamedTuple):
    """`line` is the path along the front of outage and load alone."""

    dots: Sequence[Dot]
    right: Sequence[Tick]
    up: Sequence[Tick]
    line: str


def scatter(candidates: Sequence[Candidate]) -> Scatter:
    """Of at least one."""
    load = _Axis([one.score.load for one in candidates], LEFT, WIDTH - _RIGHT)
    outage = _Axis([one.score.outage for one in candidates], HEIGHT - BOTTOM, _TOP)
    most = max(one.score.wasted for one in candidates) or 1.0
    dots = [
        Dot(
            load.at(one.score.load),
            outage.at(one.score.outage),
            _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(one.score.wasted / most),
            one,
        )
        for one in candidates
    ]
    dots.sort(key=lambda dot: (dot.candidate.on_front, -dot.r))
    return Scatter(dots, load.ticks(), outage.ticks(), _along(dots))


def _along(dots: Sequence[Dot]) -> str:
    """Down the steps: nothing has both less load and less outage than what lies on it."""
    best, path = float("-inf"), list[str]()
    for dot in sorted(dots, key=lambda one: (one.x, -one.y)):
        if dot.y > best:
            best = dot.y
            path.append(f"{'L' if path else 'M'}{dot.x:.1f} {dot.y:.1f}")
    return "".join(path)


class _Axis:
    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        low, high = min(values), max(values)
        room = (high - low or 1.0) * 0.06
        self._low, self._high = low - room, high + room
        self._start, self._end = start, end

    def at(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return round(self._start + share * (self._end - self._start), 1)

    def ticks(self) -> list[Tick]:
        """At round numbers."""
        rough = (self._high - self._low) / _TICKS
        unit = 10 ** floor(log10(rough))
        step = next(unit * times for times in _ROUND if unit * times >= rough)
        first, last = ceil(self._low / step), floor(self._high / step)
        return [Tick(self.at(n * step), number(n * step)) for n in range(first, last + 1)]
