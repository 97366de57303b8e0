"""EWMA: S. W. Roberts, "Control chart tests based on geometric moving averages" (1959).

Technometrics 1, 239-250; the limits are those of J. M. Lucas and M. S. Saccucci, "Exponentially
weighted moving average control schemes", Technometrics 32 (1990), 1-12.
"""

import math
from typing import Final

from support.warning.detectors.baseline import Baseline

WEIGHT: Final = 0.05
CUT_AT: Final = 2.0
LIMIT: Final = 6.5
WEIGHT_OF_ERRORS: Final = 0.02
USUAL_SHARE: Final = 0.02
LIMIT_OF_ERRORS: Final = 6.0


class Ewma:
    """z = weight * x + (1 - weight) * z, from 0, over its own standard deviation.

    That of x being 1, it is sqrt(weight / (2 - weight) * (1 - (1 - weight)^(2 i))) after i values.
    """

    def __init__(self, weight: float) -> None:
        self._weight = weight
        self._average = 0.0
        self._fading = 1.0

    def add(self, value: float) -> float:
        """In how many of its standard deviations the average is above 0."""
        kept = 1 - self._weight
        self._average = self._weight * value + kept * self._average
        self._fading *= kept * kept
        spread = math.sqrt(self._weight / (2 - self._weight) * (1 - self._fading))
        return self._average / spread


class LatencyEwma:
    """Of deviations from the usual, cut off at two on either side."""

    threshold = LIMIT

    def __init__(self) -> None:
        self._baseline = Baseline()
        self._ewma = Ewma(WEIGHT)

    def observe(self, latency_s: float) -> float:
        return self._ewma.add(max(-CUT_AT, min(self._baseline.deviation(latency_s), CUT_AT)))


class ErrorEwma:
    """Of errors, each 1 over a usual share of 2 %, in the standard deviations of that share."""

    threshold = LIMIT_OF_ERRORS

    def __init__(self) -> None:
        self._ewma = Ewma(WEIGHT_OF_ERRORS)
        self._spread = math.sqrt(USUAL_SHARE * (1 - USUAL_SHARE))

    def observe(self, ok: bool) -> float:
        return self._ewma.add((float(not ok) - USUAL_SHARE) / self._spread)
