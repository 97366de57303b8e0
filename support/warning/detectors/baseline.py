"""What is usual for an upstream, learnt from its own calls as they come."""

import math
from typing import Final

from support.warning.calls import BadCallError

WARM_UP: Final = 30
MEMORY: Final = 100
MEMORY_OF_SPREAD: Final = 600
LEAST_SPREAD: Final = 0.05
"""Of the logarithm of a latency: nobody minds a call that is 5 % slower."""

_SHORTEST: Final = 1e-6
_LONGEST: Final = 1e9
_STEP: Final = 1.0
_FURTHEST: Final = 2.0
_SHARE_OF_VARIANCE: Final = 0.9205
"""E[min(Z^2, 2^2)] of a standard normal Z: what is left of a variance whose tails are cut."""


class Baseline:
    """Says by how many standard deviations a latency is above the usual, on a logarithmic scale.

    Mean and variance follow exponentially, with memories in calls; one call moves the mean by no
    more than one deviation's share (Huber's way), so that neither a burst nor the degradation
    itself soon counts as usual, while the time of day does.
    """

    def __init__(self) -> None:
        self._seen = 0
        self._mean = 0.0
        self._variance = 0.0

    def deviation(self, latency_s: float) -> float:
        """Of this call from those before it; 0 while the usual is still being learnt.

        Raises BadCallError for what is no duration.
        """
        if not latency_s >= 0:
            raise BadCallError(f"latency_s is {latency_s!r}: give seconds from 0 on.")
        value = math.log(min(max(latency_s, _SHORTEST), _LONGEST))
        seen = self._seen = self._seen + 1
        off = value - self._mean
        if seen <= WARM_UP:
            self._mean += off / seen
            self._variance += (off * (value - self._mean) - self._variance) / seen
            return 0.0
        deviations = off / max(math.sqrt(self._variance), LEAST_SPREAD)
        self._follow(off, deviations)
        return deviations

    def _follow(self, off: float, deviations: float) -> None:
        """Bounded, as the class says; written out, for this is done for every call."""
        size = -deviations if deviations < 0 else deviations
        move = off if size <= _STEP else off * _STEP / size
        cut = off if size <= _FURTHEST else off * _FURTHEST / size
        self._mean += move / (min(MEMORY, self._seen))
        change = cut * cut / _SHARE_OF_VARIANCE - self._variance
        memory = min(MEMORY_OF_SPREAD, self._seen)
        self._variance += change / memory
