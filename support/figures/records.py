"""Evidence from the record of a scenario, and from whatever files somebody names."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from support.measures import (
    Asked,
    Called,
    Evidence,
    Told,
    UnreadableLogError,
    evidence_in,
    lines_of,
)
from support.measures.evidence import Gathered, Touched
from support.record import LIFTED, Entry, ScenarioRecord
from support.report.judgement import scenarios_of
from support.report.results import Results
from support.report.saved import read_results

LOGS = "*.ndjson"


def evidence_of(
    record: ScenarioRecord, name: str = "", runs: Mapping[str, Sequence[str]] | None = None
) -> Evidence:
    """From the record alone. `runs` are the runs that each provider's calls were for, in order.

    A real server whose model we are not has no journal.
    """
    gathered = Gathered(name=name, ended=record.duration)
    gathered.began = datetime.fromisoformat(record.began) if record.began else None
    gathered.has_journal = not record.real_server
    calls: dict[str, list[Called]] = defaultdict(list)
    for entry in record.entries:
        if entry.kind == "message" and entry.target == "model":
            calls[entry.who].append(_call(entry, len(calls[entry.who]), runs or {}))
        elif entry.kind == "message":
            _take_frame(entry, gathered)
        elif entry.kind == "fault" and calls[entry.who]:
            calls[entry.who][-1] = calls[entry.who][-1]._replace(fault=entry.label)
        elif entry.kind == "fault":
            gathered.touched.append(Touched(entry.at, entry.source, entry.label))
        elif entry.label == LIFTED:
            gathered.lifted.append(entry.at)
    gathered.calls = [call for own in calls.values() for call in own]
    gathered.has_journal = gathered.has_journal or bool(gathered.calls)
    return gathered.evidence()


def evidence_from(paths: Iterable[Path]) -> Iterator[Evidence]:
    """Of results files, captured logs, and folders that hold either.

    Raises UnreadableLogError and UnreadableResultsError.
    """
    for path in paths:
        is_run = (path / "results.json").is_file()
        logs = [] if is_run else sorted(path.glob(LOGS)) if path.is_dir() else []
        if path.suffix == ".ndjson":
            logs = [path]
        if logs:
            yield from map(_captured, logs)
        else:
            yield from _of_results(read_results(path))


def write_captured(folder: Path, name: str, evidence: Evidence) -> None:
    """The captured log of a scenario, named for it, as `evidence_from` reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()
    text = "".join(f"{line}\n" for line in lines_of(evidence))
    (folder / f"{file}.ndjson").write_text(text, encoding="utf-8")


def _captured(path: Path) -> Evidence:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as problem:
        raise UnreadableLogError(f"{path} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise UnreadableLogError(f"{path} is not UTF-8 text; write it as UTF-8.") from problem
    return evidence_in(lines, path.name)


def _of_results(results: Results) -> Iterator[Evidence]:
    for feature in results.features:
        for scenario in scenarios_of(feature):
            if scenario.record is not None and not feature.self_check:
                yield evidence_of(scenario.record, f"{feature.name}: {scenario.name}")


def _take_frame(entry: Entry, gathered: Gathered) -> None:
    frame = _object(entry)
    if entry.target == "customer":
        gathered.told.append(Told(entry.at, entry.who, frame))
    elif entry.source == "customer" and frame.get("type") == "ask":
        gathered.asked.append(Asked(entry.at, entry.who, str(frame.get("request_id"))))


def _object(entry: Entry) -> dict[str, Any]:
    """What is too long for a record is at least known by its kind."""
    try:
        frame = json.loads(entry.detail)
    except (ValueError, RecursionError):
        frame = None
    return frame if isinstance(frame, dict) else {"type": entry.label}


def _call(entry: Entry, number: int, runs: Mapping[str, Sequence[str]]) -> Called:
    """What it met is told right after it, by the same provider."""
    known = runs.get(entry.who, ())
    return Called(entry.at, entry.who, run_id=known[number] if number < len(known) else "")
