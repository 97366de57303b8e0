"""Watches one upstream's calls, and says when to warn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from support.warning.calls import HORIZON, checked
from support.warning.detectors import DEFAULT, DETECTORS, Detector, ErrorDetector, LatencyDetector


class Signal(StrEnum):
    LATENCY = "latency"
    ERRORS = "error share"


class Alarm(NamedTuple):
    """`call` is its number from 0; `score` is the detector's own, at or over its threshold."""

    call: int
    signal: Signal
    score: float


@dataclass(eq=False, slots=True)
class Watcher:
    """One upstream under watch.

    An alarm is raised once; again only after the scores fell below half of their thresholds, or
    where they are over one a horizon later still.
    """

    detector: Detector
    horizon: int = HORIZON
    calls: int = 0
    is_alarmed: bool = False
    _alarmed_at: int = 0
    _latency: LatencyDetector = field(init=False)
    _errors: ErrorDetector = field(init=False)
    _of_latency: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._latency = self.detector.latency()
        self._errors = self.detector.errors()

    def observe(self, latency_s: float, ok: bool) -> Alarm | None:
        """Takes one call in: seconds until it ended, and whether it ended well."""
        number = self.calls
        self.calls += 1
        if ok:
            self._of_latency = self._latency.observe(latency_s)
        latency, errors = self._of_latency, self._errors.observe(ok)
        of_latency, of_errors = self._latency.threshold, self._errors.threshold
        if latency < of_latency and errors < of_errors:
            if self.is_alarmed and latency < of_latency / 2 and errors < of_errors / 2:
                self.is_alarmed = False
            return None
        if self.is_alarmed and number - self._alarmed_at < self.horizon:
            return None
        self.is_alarmed, self._alarmed_at = True, number
        if latency / of_latency >= errors / of_errors:
            return Alarm(number, Signal.LATENCY, latency)
        return Alarm(number, Signal.ERRORS, errors)


def watch(calls: Iterable[tuple[float, bool]], detector: str = DEFAULT) -> list[Alarm]:
    """Every alarm on these calls; raises KeyError for a detector that is none of DETECTORS."""
    watcher = Watcher(DETECTORS[detector])
    seen = (watcher.observe(latency_s, ok) for latency_s, ok in calls)
    return [alarm for alarm in seen if alarm is not None]


def alarms(calls: Iterable[Sequence[object]], detector: str = DEFAULT) -> list[int]:
    """The numbers, from 0, of the calls at which the detector alarms.

    `calls` are pairs: seconds until the call ended, and whether it ended well. Raises
    BadCallError for what is no such pair, KeyError for a detector that is none of DETECTORS.
    """
    return [alarm.call for alarm in watch(checked(calls), detector)]
