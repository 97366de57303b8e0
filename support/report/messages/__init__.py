"""Cucumber Messages, as NDJSON: what the official Cucumber HTML formatter and others read.

Made from the results alone. Three things are ours to know: behave tells a reporter of no step
definition, so that each distinct text of a step has one; times of day are the beginning of the run
and what has taken time since; what broke around a feature or a rule is a hook of the run.
"""

import json
from collections.abc import Iterator
from typing import Final

from support.report.judgement import rules_of
from support.report.messages.document import Document
from support.report.messages.envelope import Envelope, Stamps, finished
from support.report.messages.happened import Happened, definition_of
from support.report.page import was_run
from support.report.results import FeatureResult, Problem, Results, RuleResult

PROTOCOL: Final = "34.0.0"
RUN: Final = "run"


def messages(results: Results) -> Iterator[bytes]:
    """A line for each message. A feature of which nothing was run is left out."""
    for envelope in _envelopes(results):
        yield json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _envelopes(results: Results) -> Iterator[Envelope]:
    features = [feature for feature in results.features if was_run(feature)]
    yield {"meta": _meta(results)}
    documents = [Document(feature) for feature in features]
    for document in documents:
        yield from document.envelopes()
    for text in dict.fromkeys(
        step.name for document in documents for one in document.scenarios for step in one.steps
    ):
        yield {"stepDefinition": definition_of(text)}
    happened = [Happened(document) for document in documents]
    around = [found for feature in features for found in _around(feature)]
    for one in happened:
        yield from one.hooks()
    for number, (where, problem) in enumerate(around):
        yield {"hook": _hook(number, where, problem)}
    stamps = Stamps(results.about.started)
    yield {"testRunStarted": {"id": RUN, "timestamp": stamps.now()}}
    for one in happened:
        yield from one.test_cases(RUN)
    for number, (_, problem) in enumerate(around):
        yield from _hook_ran(number, problem, stamps)
    for one in happened:
        yield from one.events(stamps)
    stamps.pass_to(results.duration)
    yield {"testRunFinished": _ended(results, bool(around), happened, stamps)}


def _meta(results: Results) -> Envelope:
    versions = results.about.versions
    behave = {"name": "behave", **({"version": versions["behave"]} if "behave" in versions else {})}
    return {
        "protocolVersion": PROTOCOL,
        "implementation": behave,
        "runtime": {"name": "agent-failure-spec"},
        "os": {"name": "n/a"},
        "cpu": {"name": "n/a"},
    }


def _around(feature: FeatureResult) -> Iterator[tuple[str, Problem]]:
    parts: list[FeatureResult | RuleResult] = [feature, *rules_of(feature)]
    for part in parts:
        for problem in part.hook_problems:
            yield f"{problem.where}: {part.name}", problem


def _hook(number: int, where: str, problem: Problem) -> Envelope:
    kind = "BEFORE_TEST_RUN" if problem.where.startswith("before") else "AFTER_TEST_RUN"
    return {"id": f"around{number}", "name": where, "type": kind, "sourceReference": {}}


def _hook_ran(number: int, problem: Problem, stamps: Stamps) -> Iterator[Envelope]:
    began = {"id": f"around{number}ran", "testRunStartedId": RUN, "hookId": f"around{number}"}
    yield {"testRunHookStarted": {**began, "timestamp": stamps.now()}}
    ended = {"testRunHookStartedId": f"around{number}ran", "timestamp": stamps.now()}
    yield {"testRunHookFinished": {**ended, "result": finished("FAILED", 0.0, problem)}}


def _ended(
    results: Results, broke_around: bool, happened: list[Happened], stamps: Stamps
) -> Envelope:
    broke = any(scenario.broke for one in happened for scenario in one.document.scenarios)
    ended: Envelope = {
        "testRunStartedId": RUN,
        "success": not (broke or broke_around or results.suite_problems),
        "timestamp": stamps.now(),
    }
    if results.suite_problems:
        ended["message"] = "\n".join(results.suite_problems)
    return ended
