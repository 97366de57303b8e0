"""Every detector on every kind of trace, and recorded calls read from a file."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from support.warning.calls import BadCallError, Call, checked
from support.warning.scores import Outcome, Scores, scores
from support.warning.traces import Trace, trace
from support.warning.watcher import watch


class Row(NamedTuple):
    """The scores of one detector on all traces of one kind."""

    kind: str
    detector: str
    scores: Scores

    def as_data(self) -> dict[str, Any]:
        """For other programs; None where there was nothing to measure."""
        found = self.scores
        return {
            "trace": self.kind,
            "detector": self.detector,
            "traces": found.traces,
            "failures": found.failures,
            "alarms": found.alarms,
            "precision": found.precision,
            "recall": found.recall,
            "median_lead_calls": found.median_lead,
            "healthy_hours": found.healthy_hours,
            "false_alarms_per_healthy_hour": found.false_alarms_per_hour,
        }


def measure(
    kinds: Iterable[str], seeds: Sequence[int], detectors: Sequence[str]
) -> Iterator[list[Row]]:
    """For each kind of trace a row for each detector, on the same traces."""
    for kind in kinds:
        made = [trace(kind, seed) for seed in seeds]
        yield [
            Row(kind, detector, scores(outcome(one, detector) for one in made))
            for detector in detectors
        ]


def outcome(made: Trace, detector: str) -> Outcome:
    """The trace, with the alarms that the detector raises on it."""
    found = [alarm.call for alarm in watch(made.calls, detector)]
    return Outcome(found, len(made.calls), made.failure)


def read_calls(path: Path) -> list[Call]:
    """Pairs of seconds and success, as one JSON list or one pair a line.

    Raises BadCallError, which names the file and what to mend.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        why = getattr(problem, "strerror", None) or "it is no UTF-8"
        raise BadCallError(f"{path} cannot be read: {why}.") from problem
    try:
        return list(checked(_pairs(text)))
    except _NoJson as problem:
        raise BadCallError(f"{path}, {problem}") from problem
    except BadCallError as problem:
        raise BadCallError(f"{path}: {problem}") from problem


class _NoJson(BadCallError):  # noqa: N818 - says where
    pass


def _pairs(text: str) -> Iterable[Any]:
    if re.match(r"\s*\[\s*[\[\]]", text):
        return [*_parsed(text, 0)]
    return [_parsed(line, number) for number, line in enumerate(text.splitlines()) if line.strip()]


def _parsed(text: str, lines_before: int) -> Any:
    try:
        return json.loads(text)
    except ValueError as problem:
        line = lines_before + getattr(problem, "lineno", 1)
        raise _NoJson(
            f"line {line}: this is no JSON; give pairs such as [1.04, true], in one list or one "
            "a line."
        ) from problem
