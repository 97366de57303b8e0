"""What is expected of traces: what was asked for, measured on the calls themselves."""

import math
import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from hamcrest import assert_that, close_to, equal_to, is_not

from support.warning.traces import Trace, trace

HEALTHY: Final = 200
MANY: Final = 100

_MEASURES: Final[Mapping[str, Callable[[Sequence[float]], float]]] = {
    "mean in seconds": statistics.fmean,
    "median in seconds": statistics.median,
    "standard deviation": statistics.stdev,
    "logarithm's standard deviation": lambda taken: statistics.stdev(map(math.log, taken)),
}


def latencies(made: Trace) -> list[float]:
    return [call.latency_s for call in made.calls]


def measured(made: Trace, what: str) -> float:
    """A measure of the calls' latencies, by its name in the feature."""
    return _MEASURES[what](latencies(made))


def expect_failure(made: Trace, fails: str) -> None:
    """`fails` is "never", "at call 7" or "between calls 5 and 9"; a trace ends as it fails."""
    bounds = [int(number) for number in re.findall(r"\d+", fails)]
    if not bounds:
        assert_that(made.failure, equal_to(None))
        return
    assert made.failure is not None, "it never failed"
    assert bounds[0] <= made.failure <= bounds[-1], f"it failed at call {made.failure}"
    assert_that(len(made.calls), equal_to(made.failure + 1), "calls")


def expect_seeded(made: Trace) -> None:
    again, other = (
        trace(made.kind, seed, healthy=300, diurnal=False) for seed in (made.seed, made.seed + 1)
    )
    assert_that(again, equal_to(made))
    assert_that(other.calls, is_not(equal_to(made.calls)))


def expect_ramp() -> None:
    calls = _mean_of_many("gamma-ramp")
    assert_that(calls[HEALTHY], close_to(1.02, 0.03))
    assert_that(calls[HEALTHY + 50], close_to(2.02, 0.03))
    assert_that(calls[-1], close_to(3.0, 0.03))


def expect_step() -> None:
    calls = _mean_of_many("gamma-step")
    assert_that(calls[HEALTHY - 1], close_to(1.0, 0.03))
    assert_that(calls[HEALTHY], close_to(2.0, 0.03))


def expect_burst() -> None:
    calls = _mean_of_many("gamma-burst")
    slow = [number for number, taken in enumerate(calls) if taken > 2]  # noqa: PLR2004
    assert_that(slow, equal_to(list(range(HEALTHY, HEALTHY + 10))))
    assert_that(statistics.fmean(calls[HEALTHY : HEALTHY + 10]), close_to(3.0, 0.03))


def expect_error_ramp() -> None:
    made = [trace("gamma-error-ramp", seed, healthy=0) for seed in range(MANY)]
    shares = [statistics.fmean(not one.calls[n].ok for one in made) for n in range(301)]
    assert_that(statistics.fmean(shares), close_to((0.005 + 0.2) / 2, 0.01))
    assert_that(statistics.fmean(shares[:30]), close_to(0.015, 0.015))
    assert_that(statistics.fmean(shares[-30:]), close_to(0.19, 0.03))


def expect_time_of_day() -> None:
    of_seeds = [trace("gamma-burst", seed, healthy=1).is_diurnal for seed in range(6)]
    assert_that(of_seeds, equal_to([True, False, False] * 2))
    days = [trace("gamma-healthy", seed, healthy=20, diurnal=True) for seed in range(MANY)]
    levels = [statistics.fmean(latencies(day)) for day in days]
    assert_that(min(levels), close_to(0.7, 0.05))
    assert_that(max(levels), close_to(1.3, 0.05))


def _mean_of_many(kind: str) -> list[float]:
    """The mean latency of the first, second, ... call of many traces, as far as all go."""
    made = [trace(kind, seed, healthy=HEALTHY, diurnal=False) for seed in range(MANY)]
    return [statistics.fmean(taken) for taken in zip(*map(latencies, made), strict=False)]
