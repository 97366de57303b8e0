"""CUSUM: E. S. Page, "Continuous inspection schemes", Biometrika 41 (1954), 100-115."""

import math
from typing import Final

from support.warning.detectors.baseline import Baseline

SLACK: Final = 0.75
CUT_AT: Final = 2.0
LIMIT: Final = 18.0
USUAL_SHARE: Final = 0.02
BAD_SHARE: Final = 0.10
LIMIT_OF_ERRORS: Final = 9.0


class Cusum:
    """The one-sided sum of what exceeds the slack: S = max(0, S + x - slack), from 0."""

    def __init__(self, slack: float) -> None:
        self._slack = slack
        self.sum = 0.0

    def add(self, value: float) -> float:
        self.sum = max(0.0, self.sum + value - self._slack)
        return self.sum


def error_weight(ok: bool, usual: float, bad: float) -> float:
    """The log-likelihood ratio of one call: ln(bad / usual) of an error, else of their rests.

    The increments of the CUSUM for a share: M. R. Reynolds and Z. G. Stoumbos, "A CUSUM chart for
    monitoring a proportion", Journal of Quality Technology 31 (1999), 87-108.
    """
    return math.log((1 - bad) / (1 - usual)) if ok else math.log(bad / usual)


class LatencyCusum:
    """Of deviations from the usual, cut off at two, so that ten slow calls alone are no alarm."""

    threshold = LIMIT

    def __init__(self) -> None:
        self._baseline = Baseline()
        self._cusum = Cusum(SLACK)

    def observe(self, latency_s: float) -> float:
        return self._cusum.add(min(self._baseline.deviation(latency_s), CUT_AT))


class ErrorCusum:
    """Whether errors come at the bad share rather than at the usual one."""

    threshold = LIMIT_OF_ERRORS

    def __init__(self) -> None:
        self._cusum = Cusum(0.0)
        self._weights = {ok: error_weight(ok, USUAL_SHARE, BAD_SHARE) for ok in (True, False)}

    def observe(self, ok: bool) -> float:
        return self._cusum.add(self._weights[ok])
