"""Records and results made up for the checks of the report."""

import json
from itertools import pairwise

from support.record import Entry, Lane, RecordedFinding, ScenarioRecord
from support.report.about import RunInfo
from support.report.judgement import promises_of, scenarios_of, totals_of, verdict_of
from support.report.results import (
    FeatureResult,
    Problem,
    Results,
    RuleResult,
    ScenarioResult,
    StepResult,
)
from support.report.story import lines_of

SCENARIOS_EACH = 20


def message(at: float, source: Lane, target: Lane, label: str, detail: str = "") -> Entry:
    failure = label == "agent_error"
    return Entry(
        at=at,
        kind="message",
        source=source,
        target=target,
        who="Maya",
        label=label,
        detail=detail,
        failure=failure,
    )


def output(at: float, step: str) -> Entry:
    detail = json.dumps({"type": "agent_output", "step": step, "text": "Lisbon"})
    return message(at, "gateway", "customer", "agent_output", detail)


def outputs(pieces: int, step: str, *, until: float) -> list[Entry]:
    """So many pieces of one step's output, the first at 0 and the last at `until`."""
    return [output(until * piece / max(1, pieces - 1), step) for piece in range(pieces)]


def questions(count: int) -> list[Entry]:
    return [message(0, "customer", "gateway", f"question {n}") for n in range(1, count + 1)]


def recorded(*entries: Entry, found: str = "") -> ScenarioRecord:
    """A record of these entries, in the order of their time; `found` is "PROMISE: sentence"."""
    promise, _, sentence = found.partition(": ")
    last = len(entries) - 1
    finding = RecordedFinding(promise=promise, sentence=sentence, entry=last)
    return ScenarioRecord(
        entries=tuple(sorted(entries, key=lambda entry: entry.at)),
        findings=(finding,) if found else (),
        duration=max(entry.at for entry in entries),
    )


def told_late(seconds: float) -> list[Entry]:
    return [
        message(0, "customer", "gateway", "ask"),
        message(seconds, "gateway", "customer", "agent_error"),
    ]


def stall(at: float) -> Entry:
    return Entry(at=at, kind="fault", source="model", label="stalls")


def changes(breaker: str, states: list[str]) -> list[Entry]:
    """A breaker goes through these states, ten seconds in each."""
    return [
        Entry(
            at=10.0 * n, kind="state", source="agent", who=breaker, label=f"{breaker}: {a} to {b}"
        )
        for n, (a, b) in enumerate(pairwise(states), start=1)
    ]


def usual_story() -> ScenarioRecord:
    """What an ordinary scenario records: some fifteen entries and two silences."""
    to_customer = ("session_started", "run_started")
    ending = ("partial_result_preserved", "agent_error", "resource_cleanup", "run_completed")
    return recorded(
        message(0, "customer", "gateway", "authenticate"),
        message(0, "customer", "gateway", "ask"),
        *(message(0, "gateway", "customer", label) for label in to_customer),
        message(0, "agent", "model", "request"),
        *outputs(10, "draft", until=0.9),
        stall(2.5),
        *(message(12.5, "gateway", "customer", label, '{"a": "frame"}') for label in ending),
    )


def usual_frames() -> list[str]:
    """The frame of each line of it; "" where a line has none."""
    frames = [line.entry.detail for line in lines_of(usual_story())]
    assert any(frames), "not one line of the usual story has a frame"
    return frames


def results_of(scenarios: int, record: ScenarioRecord | None = None) -> Results:
    """A run of so many scenarios, all of which passed, each with this story or the usual one."""
    story = record or usual_story()
    features = [
        _feature(number, min(SCENARIOS_EACH, scenarios - first), story)
        for number, first in enumerate(range(0, scenarios, SCENARIOS_EACH))
    ]
    promises = promises_of(features, RunInfo())
    return Results(
        about=RunInfo(),
        duration=9.5,
        verdict=verdict_of(RunInfo(), features, promises, []),
        totals=totals_of(features),
        promises=promises,
        features=features,
    )


def ended_as(how: str) -> Results:
    """Of one scenario that "passed", "broke", "was not run", "took 0.2 s" or "ran elsewhere"."""
    results = results_of(1)
    (scenario,) = scenarios_of(results.features[0])
    if how == "broke":
        scenario.status = "failed"
        scenario.steps[-1].problem = Problem(kind="failure", sentence="Not told", where="Then")
    if how == "was not run":
        scenario.status = "skipped"
    if how.startswith("took "):
        scenario.duration = float(how.removeprefix("took ").removesuffix(" s"))
    if how == "ran elsewhere":
        results.about.target = "another platform"
    results.promises = promises_of(results.features, RunInfo())
    return results


def _feature(number: int, scenarios: int, story: ScenarioRecord) -> FeatureResult:
    rule = RuleResult(
        id=f"f{number}r1",
        line=3,
        keyword="Rule",
        name="A failure is announced within two seconds of its deadline",
        tags=["NSF-3"],
        status="passed",
        items=[_scenario(f"f{number}s{index}", story) for index in range(scenarios)],
    )
    return FeatureResult(
        id=f"f{number}",
        file=f"features/area/feature_{number}.feature",
        line=1,
        keyword="Feature",
        name="A model that falls silent is never silence for the customer",
        description=["When the model stops answering, a customer who waits leaves."],
        business_value="saves recurring revenue that is lost to silent failures",
        priority="P1",
        status="passed",
        items=[rule],
    )


def _scenario(scenario_id: str, story: ScenarioRecord) -> ScenarioResult:
    steps = [
        ("Given", "Maya has asked for a travel plan for three days in Lisbon"),
        ("When", "the model stops answering in the middle"),
        ("And", "10 seconds pass"),
        ("Then", "Maya is told that the answer took too long"),
        ("And", "Maya is told to wait and then to try again"),
    ]
    return ScenarioResult(
        id=scenario_id,
        line=9,
        keyword="Scenario",
        name="Maya is told when the model stops in the middle of its answer",
        promises=["NSF-3"],
        status="passed",
        duration=0.012,
        steps=[
            StepResult(line=10 + index, keyword=keyword, name=name, status="passed")
            for index, (keyword, name) in enumerate(steps)
        ],
        record=story,
    )
