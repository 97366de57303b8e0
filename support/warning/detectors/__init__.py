"""Detectors of a degrading upstream, each to be exchanged for your own."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, Protocol

from support.warning.detectors.cusum import ErrorCusum, LatencyCusum
from support.warning.detectors.ewma import ErrorEwma, LatencyEwma
from support.warning.detectors.phi import ErrorPhi, LatencyPhi


class LatencyDetector(Protocol):
    """Sees the latency of each call that ended well; alarms where its score is `threshold`."""

    threshold: float

    def observe(self, latency_s: float) -> float:
        """Takes the call in, and returns the score after it."""


class ErrorDetector(Protocol):
    """Sees of each call whether it ended well; alarms where its score is `threshold`."""

    threshold: float

    def observe(self, ok: bool) -> float:
        """Takes the call in, and returns the score after it."""


class Detector(NamedTuple):
    """What makes the two halves, anew for each upstream."""

    latency: Callable[[], LatencyDetector]
    errors: Callable[[], ErrorDetector]


DETECTORS: Final[Mapping[str, Detector]] = {
    "phi-accrual": Detector(LatencyPhi, ErrorPhi),
    "ewma": Detector(LatencyEwma, ErrorEwma),
    "cusum": Detector(LatencyCusum, ErrorCusum),
}
DEFAULT: Final = "cusum"
