"""Reading `results.json`, of this version or a later minor one, and the schema that it fits."""

import json
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from support.installed import PROGRAM
from support.report.results import MAJOR, VERSION, Results

_MOST_NAMED: Final = 5
_FIX: Final = f"Take the file as a run wrote it, or make a new one with `{PROGRAM} run`."


class UnreadableResultsError(ValueError):
    """The file is no results file of ours; the text says which, why, and what to do."""


def published_schema() -> str:
    """The JSON Schema (2020-12) of the results, as text."""
    schema = Results.model_json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"The results of a run, version {VERSION}",
    }
    return json.dumps(head | {k: v for k, v in schema.items() if k != "title"}, indent=1) + "\n"


def read_results(path: Path) -> Results:
    """Raises UnreadableResultsError. Of a later minor version, what is new is passed over."""
    if path.is_dir():
        path /= "results.json"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise UnreadableResultsError(
            f"{path} cannot be read: {problem.strerror}. A run writes it as reports/results.json."
        ) from problem
    except UnicodeDecodeError as problem:
        raise UnreadableResultsError(f"{path} is not UTF-8 text. {_FIX}") from problem
    _require_our_version(path, text)
    try:
        return Results.model_validate_json(text, extra="ignore")
    except ValidationError as refused:
        raise UnreadableResultsError(_named(path, refused)) from refused


def _require_our_version(path: Path, text: str) -> None:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise UnreadableResultsError(f"{path} is not JSON: {problem}. {_FIX}") from problem
    version = found.get("version") if isinstance(found, dict) else None
    if not isinstance(version, str):
        raise UnreadableResultsError(f"{path}: `version` is missing: it holds no results. {_FIX}")
    if version.partition(".")[0] != MAJOR:
        raise UnreadableResultsError(
            f"{path}: `version` is {version[:20]!r}, and this program reads {MAJOR}.x. "
            "Use the program that wrote it, or run the specification anew."
        )


def _named(path: Path, refused: ValidationError) -> str:
    errors = refused.errors(include_url=False, include_input=False)
    lines = [
        f"  {'.'.join(str(part) for part in error['loc'])}: {error['msg']}"
        for error in errors[:_MOST_NAMED]
    ]
    if len(errors) > _MOST_NAMED:
        lines.append(f"  and {len(errors) - _MOST_NAMED} more")
    return "\n".join([f"{path} does not fit the schema of results {VERSION}:", *lines, _FIX])
