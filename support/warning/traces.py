"""Traces of an upstream's calls, healthy or on the way to a failure (contract, section 6).

Everything is drawn from `random.Random(seed)`: the same kind and seed are the same trace.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from support.warning.calls import CALLS_PER_HOUR, HORIZON, Call

MEAN: Final = 1.0
SD: Final = 0.1
SIGMA: Final = 0.4
DAY: Final = 24 * CALLS_PER_HOUR
SWING: Final = 0.3
SLOPE: Final = 0.02
FAILS_AT: Final = 3.0
STEP: Final = 1.0
USUAL_ERRORS: Final = 0.005
MOST_ERRORS: Final = 0.20
ERROR_RAMP: Final = 300
BURST: Final = 10
TIMES_IN_BURST: Final = 3.0
DIURNAL_EVERY: Final = 3
LEAD_IN: Final = (300, 900)
"""Healthy calls before anything happens, from and up to."""


@dataclass(frozen=True, slots=True)
class Trace:
    """`failure` is the number, from 0, of the call at which the upstream fails; None if healthy.

    A failing trace ends with that call.
    """

    kind: str
    seed: int
    calls: tuple[Call, ...]
    failure: int | None
    is_diurnal: bool


Draw = Callable[[Random], float]


def _gamma(random: Random) -> float:
    """Gamma of mean 1 and sd 0.1: shape 100, scale 0.01."""
    return random.gammavariate((MEAN / SD) ** 2, SD**2 / MEAN)


def _lognormal(random: Random) -> float:
    """Lognormal of median 1 and sigma 0.4."""
    return random.lognormvariate(math.log(MEAN), SIGMA)


@dataclass(frozen=True, slots=True)
class _Upstream:
    """What one upstream's calls are drawn from; `phase` is None without a time of day."""

    random: Random
    draw: Draw
    phase: int | None

    def level(self, number: int) -> float:
        """What a usual call takes at that time of day, in seconds."""
        if self.phase is None:
            return MEAN
        return MEAN * (1 + SWING * math.sin(2 * math.pi * (number + self.phase) / DAY))

    def latency(self, number: int) -> float:
        return self.level(number) * self.draw(self.random)

    def healthy(self, first: int, count: int) -> Iterator[Call]:
        if self.phase is None:
            return (Call(self.draw(self.random)) for _ in range(count))
        return (Call(self.latency(number)) for number in range(first, first + count))


def _healthy(upstream: _Upstream, calls: int) -> tuple[list[Call], int | None]:
    return list(upstream.healthy(0, calls)), None


def _ramp(upstream: _Upstream, calls: int) -> tuple[list[Call], int | None]:
    """After the healthy ones, each call is 20 ms slower; at a level of 3 s the upstream fails."""
    told, steps = list(upstream.healthy(0, calls)), 0
    while upstream.level(len(told) - 1) + SLOPE * steps < FAILS_AT:
        steps += 1
        told.append(Call(upstream.latency(len(told)) + SLOPE * steps))
    return told, len(told) - 1


def _step(upstream: _Upstream, calls: int) -> tuple[list[Call], int | None]:
    told, left = list(upstream.healthy(0, calls)), upstream.random.randint(60, 120)
    told += [Call(slow.latency_s + STEP) for slow in upstream.healthy(calls, left + 1)]
    return told, len(told) - 1


def _error_ramp(upstream: _Upstream, calls: int) -> tuple[list[Call], int | None]:
    told = []
    for number in range(calls + ERROR_RAMP + 1):
        grown = max(0, number - calls) / ERROR_RAMP
        share = USUAL_ERRORS + (MOST_ERRORS - USUAL_ERRORS) * grown
        told.append(Call(upstream.latency(number), upstream.random.random() >= share))
    return told, len(told) - 1


def _burst(upstream: _Upstream, calls: int) -> tuple[list[Call], int | None]:
    """Ten calls of three times the usual, and back: whatever it was, it was no failure."""
    told = list(upstream.healthy(0, calls + BURST + HORIZON))
    for number in range(calls, calls + BURST):
        told[number] = Call(told[number].latency_s * TIMES_IN_BURST)
    return told, None


_SHAPES: Final[Mapping[str, Callable[[_Upstream, int], tuple[list[Call], int | None]]]] = {
    "ramp": _ramp,
    "step": _step,
    "error-ramp": _error_ramp,
    "burst": _burst,
    "healthy": _healthy,
}
_DRAWS: Final[Mapping[str, Draw]] = {"gamma": _gamma, "lognormal": _lognormal}
_ALL_DIURNAL: Final = "-diurnal"
KINDS: Final = (
    *(f"{draw}-{shape}" for draw in _DRAWS for shape in _SHAPES),
    *(f"{draw}-{shape}{_ALL_DIURNAL}" for draw in _DRAWS for shape in ("ramp", "healthy")),
)


def trace(
    kind: str, seed: int, *, healthy: int | None = None, diurnal: bool | None = None
) -> Trace:
    """One trace of that kind, one of KINDS; raises KeyError for another.

    `healthy` is how many calls come before anything happens (an hour where nothing does), drawn
    from the seed where it is not given. `diurnal` is whether the level swings with the time of
    day by 30 %; where it is not given, every third seed's does, and of a kind that ends in
    `-diurnal` each.
    """
    name, _, shape = kind.removesuffix(_ALL_DIURNAL).partition("-")
    draw, make = _DRAWS[name], _SHAPES[shape]
    random = Random(f"{kind} {seed}")  # noqa: S311 - it must come again
    if diurnal is None:
        diurnal = kind.endswith(_ALL_DIURNAL) or seed % DIURNAL_EVERY == 0
    phase, drawn = random.randrange(DAY), random.randint(*LEAD_IN)
    if healthy is None:
        healthy = CALLS_PER_HOUR if shape == "healthy" else drawn
    calls, failure = make(_Upstream(random, draw, phase if diurnal else None), healthy)
    return Trace(kind, seed, tuple(calls), failure, diurnal)
