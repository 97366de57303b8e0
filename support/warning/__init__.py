"""Early warning: detectors of a degrading upstream, and how good they are, on seeded traces."""

from support.warning.calls import HORIZON, BadCallError, Call
from support.warning.detectors import DEFAULT, DETECTORS, Detector
from support.warning.scores import Outcome, Scores, counts, scores
from support.warning.traces import KINDS, Trace, trace
from support.warning.watcher import Alarm, Signal, Watcher, alarms, watch

__all__ = [
    "DEFAULT",
    "DETECTORS",
    "HORIZON",
    "KINDS",
    "Alarm",
    "BadCallError",
    "Call",
    "Detector",
    "Outcome",
    "Scores",
    "Signal",
    "Trace",
    "Watcher",
    "alarms",
    "counts",
    "scores",
    "trace",
    "watch",
]
