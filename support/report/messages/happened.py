"""What happened to each pickle: test cases, and their steps as they ended."""

import hashlib
import re
from collections.abc import Iterator

from support.report.messages.document import Document
from support.report.messages.envelope import (
    PROVES_NOTHING,
    Envelope,
    Stamps,
    finished,
    proved_nothing,
    status_of,
)
from support.report.results import Problem, ScenarioResult


def definition_of(text: str) -> Envelope:
    pattern = {"source": f"^{re.escape(text)}$", "type": "REGULAR_EXPRESSION"}
    return {"id": _definition_id(text), "pattern": pattern, "sourceReference": {}}


def _definition_id(text: str) -> str:
    return "d" + hashlib.sha256(text.encode()).hexdigest()[:24]


class Happened:
    """The messages about what was run of one feature. What broke around a scenario is a hook's."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def hooks(self) -> Iterator[Envelope]:
        for scenario in self.document.scenarios:
            for number, (where, _, _) in enumerate(_around(scenario)):
                kind = "BEFORE_TEST_CASE" if where.startswith("before") else "AFTER_TEST_CASE"
                hook = {"id": f"{scenario.id}h{number}", "name": where, "type": kind}
                yield {"hook": {**hook, "sourceReference": {}}}

    def test_cases(self, run: str) -> Iterator[Envelope]:
        for scenario in self.document.scenarios:
            before, after = _hook_steps(scenario)
            steps = [
                {
                    "id": f"{scenario.id}c{number}",
                    "pickleStepId": f"{scenario.id}p{number}",
                    "stepDefinitionIds": []
                    if status_of(step) == "UNDEFINED"
                    else [_definition_id(step.name)],
                    "stepMatchArgumentsLists": []
                    if status_of(step) == "UNDEFINED"
                    else [{"stepMatchArguments": []}],
                }
                for number, step in enumerate(scenario.steps)
            ]
            yield {
                "testCase": {
                    "id": f"{scenario.id}c",
                    "pickleId": f"{scenario.id}p",
                    "testRunStartedId": run,
                    "testSteps": [*before, *steps, *after],
                }
            }

    def events(self, stamps: Stamps) -> Iterator[Envelope]:
        for scenario in self.document.scenarios:
            yield from _played(scenario, stamps)


def _around(scenario: ScenarioResult) -> list[tuple[str, str, Problem]]:
    """Where, how it ended, and what was the matter."""
    found = [
        (problem.where, "SKIPPED" if problem.kind in PROVES_NOTHING else "FAILED", problem)
        for problem in scenario.hook_problems
    ]
    why = proved_nothing(scenario)
    if why:
        found.append(("before the scenario", "SKIPPED", _left_out(why)))
    return found


def _left_out(why: str) -> Problem:
    return Problem(kind="not_testable", sentence=why, where="before the scenario")


def _hook_steps(scenario: ScenarioResult) -> tuple[list[Envelope], list[Envelope]]:
    before: list[Envelope] = []
    after: list[Envelope] = []
    for number, (where, _, _) in enumerate(_around(scenario)):
        hook = {"id": f"{scenario.id}k{number}", "hookId": f"{scenario.id}h{number}"}
        (before if where.startswith("before") else after).append(hook)
    return before, after


def _played(scenario: ScenarioResult, stamps: Stamps) -> Iterator[Envelope]:
    attempt = f"{scenario.id}a"
    began = {"id": attempt, "testCaseId": f"{scenario.id}c", "attempt": 0}
    yield {"testCaseStarted": {**began, "timestamp": stamps.now()}}
    around = [
        (where, f"{scenario.id}k{n}", finished(status, 0.0, problem), 0.0)
        for n, (where, status, problem) in enumerate(_around(scenario))
    ]
    steps = [
        (
            "",
            f"{scenario.id}c{number}",
            finished(status_of(step), step.duration, step.problem),
            step.duration,
        )
        for number, step in enumerate(scenario.steps)
    ]
    before = [one for one in around if one[0].startswith("before")]
    after = [one for one in around if not one[0].startswith("before")]
    for _, step_id, result, seconds in [*before, *steps, *after]:
        ids = {"testCaseStartedId": attempt, "testStepId": step_id}
        yield {"testStepStarted": {**ids, "timestamp": stamps.now()}}
        ended = {**ids, "testStepResult": result, "timestamp": stamps.later(seconds)}
        yield {"testStepFinished": ended}
    over = {"testCaseStartedId": attempt, "willBeRetried": False}
    yield {"testCaseFinished": {**over, "timestamp": stamps.now()}}
