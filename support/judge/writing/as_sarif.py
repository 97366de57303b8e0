"""SARIF 2.1.0, which code hosts show beside the lines of a file."""

import json
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from support.contract.promises import PROMISES, Strength
from support.judge.findings import Found
from support.judge.judgement import Judgement

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_PACKAGE: Final = "agent-failure-spec"
_LEVELS: Final = {Strength.MUST: "error", Strength.SHOULD: "warning"}


def as_sarif(judgement: Judgement) -> Iterator[str]:
    rules = list(PROMISES)
    yield '{"$schema": ' + json.dumps(_SCHEMA) + ', "version": "2.1.0", "runs": [{\n'
    yield f'"tool": {json.dumps({"driver": _driver(rules)})},\n'
    yield '"columnKind": "unicodeCodePoints",\n"results": ['
    between = "\n"
    for found in judgement.findings:
        yield between + json.dumps(_result(judgement, found, rules.index(found.promise)))
        between = ",\n"
    yield "\n]}]}\n"


def _driver(rules: list[str]) -> dict[str, Any]:
    described = [
        {
            "id": promise,
            "shortDescription": {"text": PROMISES[promise].statement},
            "defaultConfiguration": {"level": _LEVELS[PROMISES[promise].strength]},
        }
        for promise in rules
    ]
    return {"name": _PACKAGE, "version": _version(), "rules": described}


def _version() -> str:
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:
        return "0"


def _result(judgement: Judgement, found: Found, rule: int) -> dict[str, Any]:
    return {
        "ruleId": found.promise,
        "ruleIndex": rule,
        "level": _LEVELS[PROMISES[found.promise].strength],
        "message": {"text": found.sentence},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(judgement.file_of(found))},
                    "region": {"startLine": found.line},
                },
                "logicalLocations": [{"name": found.stream or "the log", "kind": "member"}],
            }
        ],
    }


def _uri(name: str) -> str:
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
