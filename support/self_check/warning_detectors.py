"""Detectors of an early warning on trial: their definitions by other means, and hostile calls."""

import math
from collections.abc import Callable
from typing import Any, Final

from hamcrest import assert_that, close_to, empty, has_length

from support.warning.calls import BadCallError, Call
from support.warning.scores import Outcome
from support.warning.traces import trace
from support.warning.watcher import alarms, watch

UNSEEN: Final = 1_000_000
"""Seeds from here on were never used to tune a detector; those of the tuning are below 1,000."""

_USUAL: Final = [Call(1 + 0.1 * (n * 7 % 11 - 5) / 5) for n in range(500)]
_SLOW: Final = 2.0


def expect_course(add: Callable[[float], float], values: str, course: str) -> None:
    """Each of the values, parted by commas, leads to the number in its place."""
    given, wanted = ([float(one) for one in text.split(",")] for text in (values, course))
    assert_that(wanted, has_length(len(given)))
    for value, expected in zip(given, wanted, strict=True):
        assert_that(add(value), close_to(expected, 1e-6))


def expect_breakdown(elapsed: float, mean: float, deviation: float) -> None:
    """The formula as Akka writes it, in Python's arithmetic."""
    y = (elapsed - mean) / deviation
    try:
        e = math.exp(-y * (1.5976 + 0.070566 * y * y))
        found = -math.log10(e / (1 + e)) if elapsed > mean else -math.log10(1 - 1 / (1 + e))
    except (ArithmeticError, ValueError):
        return
    raise AssertionError(f"it is {found:g}")


def expect_finite(found: float) -> None:
    assert math.isfinite(found), f"phi is {found}"
    assert found >= 0, f"phi is {found:g}"


def refusal(calls: Any) -> str:
    """In which words the calls are refused; empty where they are taken."""
    try:
        alarms(calls)
    except BadCallError as refused:
        return str(refused)
    return ""


def expect_silence(detector: str, count: int) -> None:
    for calls in ([], [Call(1.0)], [Call(1.0)] * count):
        assert_that(alarms(calls, detector), empty())


def expect_robust(detector: str) -> None:
    """Whatever comes, the scores stay numbers, so that a real degradation is still seen."""
    strange = [Call(0.0), Call(math.inf), Call(5e-324), Call(1e300, ok=False)] * 20
    found = watch([*_USUAL, *strange, *[Call(1.0)] * 300], detector)
    assert all(math.isfinite(alarm.score) for alarm in found), found


def expect_renewal(first: int, horizon: int) -> None:
    """A step up that stays is warned of anew, until it has become usual."""
    found = alarms([*_USUAL[:first], *[Call(50.0 * 1.1**n) for n in range(horizon + 50)]])
    assert_that(found, has_length(2), str(found))
    assert found[0] < first + horizon, str(found)
    assert found[1] == found[0] + horizon, str(found)


def expect_two_alarms(count: int) -> None:
    slow = [Call(_SLOW)] * count
    assert_that(alarms([*_USUAL, *slow, *_USUAL, *slow, *_USUAL]), has_length(2))


def outcomes(kind: str, count: int, after: int = 0) -> list[Outcome]:
    """What the default detector makes of so many traces of unseen seeds, `after` so many others."""
    return [_outcome(kind, UNSEEN + after + number) for number in range(count)]


def _outcome(kind: str, seed: int) -> Outcome:
    made = trace(kind, seed)
    return Outcome([alarm.call for alarm in watch(made.calls)], len(made.calls), made.failure)
