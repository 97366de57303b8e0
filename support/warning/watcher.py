"""Watches one upstream's calls, and says when to warn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from support.warning.calls import HORIZON, checked
from support.warning.detectors import DEFAULT, DETECTORS, Detector, ErrorDetector, LatencyDetector

CALM: Final = 0.5
"""The share of its threshold below which a score is calm again."""


class Signal(StrEnum):
    LATENCY = "latency"
    ERRORS = "error share"
    HEARTBEAT = "heartbeat"


class Alarm(NamedTuple):
    """`call` is its number from 0; `score` is the detector's own, at or over its threshold."""

    call: int
    signal: Signal
    score: float


@dataclass(eq=False, slots=True)
class Watcher:
    """One upstream under watch: its calls, and if anybody tells, the rhythm of its words.

    An alarm is raised once; again only after the scores fell below half of their thresholds, or
    where one is over it a horizon later still.
    """

    detector: Detector
    horizon: int = HORIZON
    calls: int = 0
    is_alarmed: bool = False
    _alarmed_at: int = 0
    _latency: LatencyDetector = field(init=False)
    _errors: ErrorDetector = field(init=False)
    _beats: LatencyDetector = field(init=False)
    _of_latency: float = 0.0
    _of_errors: float = 0.0
    _of_beats: float = 0.0

    def __post_init__(self) -> None:
        self._latency, self._beats = self.detector.latency(), self.detector.latency()
        self._errors = self.detector.errors()

    def observe(self, latency_s: float, ok: bool) -> Alarm | None:
        """Takes one call in: seconds until it ended, and whether it ended well."""
        self.calls += 1
        if ok:
            self._of_latency = self._latency.observe(latency_s) / self._latency.threshold
        self._of_errors = self._errors.observe(ok) / self._errors.threshold
        return self._judged(self.calls - 1)

    def beat(self, interval_s: float) -> Alarm | None:
        """Takes in the seconds between two signs of life in one answer of the call under way."""
        self._of_beats = self._beats.observe(interval_s) / self._beats.threshold
        return self._judged(self.calls)

    def _judged(self, call: int) -> Alarm | None:
        score = max(self._of_latency, self._of_errors, self._of_beats)
        if score < 1:
            self.is_alarmed = self.is_alarmed and score >= CALM
            return None
        if self.is_alarmed and call - self._alarmed_at < self.horizon:
            return None
        self.is_alarmed, self._alarmed_at = True, call
        if score == self._of_latency:
            return Alarm(call, Signal.LATENCY, score * self._latency.threshold)
        if score == self._of_errors:
            return Alarm(call, Signal.ERRORS, score * self._errors.threshold)
        return Alarm(call, Signal.HEARTBEAT, score * self._beats.threshold)


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
