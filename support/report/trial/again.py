"""What else is made from a trial's results: the report once more, and Cucumber's messages."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from support.report.judgement import scenarios_of
from support.report.page import was_run
from support.report.remade import write_from
from support.report.results import Results, ScenarioResult
from support.report.trial.run import Trial

RAN: Final = {"results.json", "results.schema.json"}
"""What only a run writes."""

WORST_FIRST: Final = ("FAILED", "AMBIGUOUS", "UNDEFINED", "PENDING", "SKIPPED", "PASSED")
_SHOWN: Final = {
    "passed": ("PASSED",),
    "failed": ("FAILED",),
    "error": ("FAILED", "UNDEFINED", "PENDING"),
    "not_run": ("SKIPPED",),
}
_OWN_ID: Final = ("id",)


def made_again(trial: Trial) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        write_from(Results.model_validate_json(trial.files["results.json"]), Path(folder))
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in Path(folder).rglob("*")
            if path.is_file()
        }


def written(trial: Trial) -> dict[str, bytes]:
    return {name: content for name, content in trial.files.items() if name not in RAN}


def messages(trial: Trial) -> list[dict[str, Any]]:
    return [json.loads(line) for line in trial.files["messages.ndjson"].split(b"\n") if line]


def wrongly_told(trial: Trial) -> list[str]:
    """Scenarios that the messages tell otherwise than they ended, or not at all, or too often."""
    told = _ends(messages(trial))
    expected = {scenario.id: scenario for scenario in _that_ran(trial)}
    faults = [f"{name} was never run" for name in told.keys() - expected.keys()]
    for name, scenario in expected.items():
        if told.get(name) not in _SHOWN[scenario.outcome]:
            faults.append(f"{scenario.name}: told as {told.get(name)}, was {scenario.outcome}")
    return faults


def _that_ran(trial: Trial) -> Iterator[ScenarioResult]:
    for feature in trial.results.features:
        if was_run(feature):
            yield from scenarios_of(feature)


def _ends(told: list[dict[str, Any]]) -> dict[str, str]:
    """The worst that happened in each test case, by the id of its scenario."""
    worst: dict[str, str] = {}
    for message in told:
        if "testCaseStarted" in message:
            worst[message["testCaseStarted"]["id"].removesuffix("a")] = "PASSED"
        if "testStepFinished" in message:
            ended = message["testStepFinished"]
            name = ended["testCaseStartedId"].removesuffix("a")
            both = (worst[name], ended["testStepResult"]["status"])
            worst[name] = min(both, key=WORST_FIRST.index)
    return worst


def dangling(trial: Trial) -> list[str]:
    """References in the messages to an id that nothing before them has, and ids given twice."""
    known: set[str] = set()
    faults = []
    for message in messages(trial):
        ids = [found for key, found in _ids(message) if key in _OWN_ID]
        faults += [f"{name} is given twice" for name in ids if name in known]
        known |= set(ids)
        faults += [
            f"{key} {found} is nowhere"
            for key, found in _ids(message)
            if key not in _OWN_ID and found not in known
        ]
    return faults


def _ids(part: Any) -> Iterator[tuple[str, str]]:
    match part:
        case dict():
            for key, value in part.items():
                if isinstance(value, str) and key.lower().endswith("id"):
                    yield key, value
                elif key.endswith("Ids"):
                    yield from ((key, one) for one in value)
                else:
                    yield from _ids(value)
        case list():
            for one in part:
                yield from _ids(one)


def told_of_hooks(trial: Trial) -> list[str]:
    hooks = {
        step["id"]
        for message in messages(trial)
        for step in message.get("testCase", {}).get("testSteps", [])
        if "hookId" in step
    }
    ended = [m["testStepFinished"] for m in messages(trial) if "testStepFinished" in m]
    return [
        step["testStepResult"].get("message", "") for step in ended if step["testStepId"] in hooks
    ]


def told_of_hooks_of_the_run(trial: Trial) -> list[str]:
    ended = [m["testRunHookFinished"] for m in messages(trial) if "testRunHookFinished" in m]
    return [hook["result"].get("message", "") for hook in ended]


def fields_outside(
    schema: dict[str, Any], found: Any, part: dict[str, Any] | None = None
) -> set[str]:
    """The keys of these results that the schema does not name where they stand."""
    part = schema if part is None else part
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]]
    choices = part.get("anyOf") or part.get("oneOf")
    if choices:
        return min((fields_outside(schema, found, one) for one in choices), key=len)
    if isinstance(found, list):
        items = part.get("items", {})
        return {field for one in found for field in fields_outside(schema, one, items)}
    if not isinstance(found, dict):
        return set()
    if "additionalProperties" in part and part["additionalProperties"] is not False:
        return set()
    named = part.get("properties", {})
    outside = {key for key in found if key not in named}
    for key in found.keys() & named.keys():
        outside |= fields_outside(schema, found[key], named[key])
    return outside
