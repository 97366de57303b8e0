"""Phi accrual, as in Akka's `PhiAccrualFailureDetector`.

N. Hayashibara, X. Defago, R. Yared and T. Katayama, "The phi accrual failure detector", SRDS 2004.
Akka takes the normal distribution's tail in the logistic approximation of 1 - F(y) by
e / (1 + e), where e = exp(-y (1.5976 + 0.070566 y^2)). Written so, phi = -log10(1 - F) divides by
zero or overflows some 21 deviations from the mean; here it is the same value by ln(1 + exp(a)).
"""

import math
from collections import deque
from typing import Final

from support.warning.calls import BadCallError

WINDOW: Final = 1000
LEAST_SAMPLES: Final = 30
LEAST_DEVIATION_S: Final = 0.1
THRESHOLD: Final = 8.0
ACCEPTABLE_PAUSE: Final = 1
"""In calls: an error by itself is not suspicious."""

LONGEST_S: Final = 1e6

_LN_10: Final = math.log(10)
_FURTHEST: Final = 1e6


def phi(elapsed_s: float, mean_s: float, deviation_s: float) -> float:
    """-log10 of the chance that a heartbeat still comes after so long; finite, never below 0."""
    y = (elapsed_s - mean_s) / deviation_s
    y = min(max(y, -_FURTHEST), _FURTHEST)
    a = y * (1.5976 + 0.070566 * y * y)
    return (max(a, 0.0) + math.log1p(math.exp(-abs(a)))) / _LN_10


class PhiAccrual:
    """Phi over the newest intervals. The deviation is never taken for less than 0.1 s, as there."""

    def __init__(self, window: int = WINDOW) -> None:
        self._intervals: deque[float] = deque(maxlen=window)
        self._sum = 0.0
        self._squares = 0.0

    def heartbeat(self, interval_s: float) -> None:
        """A heartbeat came, so many seconds after the one before."""
        if not 0 <= interval_s <= LONGEST_S:
            raise BadCallError(
                f"interval_s is {interval_s!r}: give seconds from 0 to {LONGEST_S:g}."
            )
        if len(self._intervals) == self._intervals.maxlen:
            left = self._intervals[0]
            self._sum -= left
            self._squares -= left * left
        self._intervals.append(interval_s)
        self._sum += interval_s
        self._squares += interval_s * interval_s

    def phi(self, elapsed_s: float) -> float:
        """How suspicious it is that none has come for so long; 0 while too few have come."""
        count = len(self._intervals)
        if count < LEAST_SAMPLES:
            return 0.0
        mean = self._sum / count
        variance = max(0.0, self._squares / count - mean * mean)
        return phi(elapsed_s, mean, max(math.sqrt(variance), LEAST_DEVIATION_S))


class LatencyPhi:
    """An answer is the heartbeat, and its latency the time since it was due."""

    threshold = THRESHOLD

    def __init__(self) -> None:
        self._accrual = PhiAccrual()

    def observe(self, latency_s: float) -> float:
        score = self._accrual.phi(latency_s)
        self._accrual.heartbeat(min(latency_s, LONGEST_S))
        return score


class ErrorPhi:
    """A good answer is the heartbeat, and an error one that did not come.

    Counted in calls; only a row of errors makes it grow.
    """

    threshold = THRESHOLD

    def __init__(self) -> None:
        self._accrual = PhiAccrual()
        self._since = 0

    def observe(self, ok: bool) -> float:
        self._since += 1
        score = self._accrual.phi(self._since - ACCEPTABLE_PAUSE)
        if ok:
            self._accrual.heartbeat(self._since)
            self._since = 0
        return score
