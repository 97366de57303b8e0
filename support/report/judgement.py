"""What the results come to: totals, promises kept and broken, and the sentence on top."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from support.contract.promises import PROMISES, Promise
from support.report.about import RunInfo
from support.report.results import (
    FeatureResult,
    OutlineResult,
    PromiseResult,
    PromiseVerdict,
    RuleResult,
    RunState,
    ScenarioResult,
    Totals,
    Verdict,
)

Item = RuleResult | OutlineResult | ScenarioResult

_NAMED_BROKEN = 3
_SUITES_OWN = frozenset({"error", "undefined", "pending", "cleanup", "suite_at_fault"})


def scenarios_of(container: FeatureResult | Item) -> Iterator[ScenarioResult]:
    """Every scenario under it, those of rules and each row of examples included."""
    match container:
        case ScenarioResult():
            yield container
        case OutlineResult():
            yield from container.scenarios
        case _:
            for item in container.items:
                yield from scenarios_of(item)


def rules_of(feature: FeatureResult) -> Iterator[RuleResult]:
    return (item for item in feature.items if isinstance(item, RuleResult))


def totals_of(features: Sequence[FeatureResult]) -> Totals:
    scenarios = [scenario for feature in features for scenario in scenarios_of(feature)]
    rules = [rule for feature in features for rule in rules_of(feature)]
    return Totals(
        features=Counter(feature.status for feature in features),
        rules=Counter(rule.status for rule in rules),
        scenarios=Counter(scenario.status for scenario in scenarios),
        steps=Counter(step.status for scenario in scenarios for step in scenario.steps),
    )


def promises_of(features: Sequence[FeatureResult], about: RunInfo) -> list[PromiseResult]:
    """The whole catalogue, each promise with its verdict; self-checks speak for no promise.

    Where nobody answered in the whole run, nothing broke a promise.
    """
    specification = [feature for feature in features if not feature.self_check]
    scenarios = [scenario for feature in specification for scenario in scenarios_of(feature)]
    anchors = _anchors(specification)
    speaking = _by_promise(scenarios)
    judged = [
        _judged(
            promise,
            speaking.get(promise.id, []),
            anchors.get(promise.id, ""),
            unreachable=bool(about.unreachable),
        )
        for promise in PROMISES.values()
    ]
    return [_as_expected(_as_declared(one, about), scenarios, about.expected) for one in judged]


def _by_promise(scenarios: Iterable[ScenarioResult]) -> dict[str, list[ScenarioResult]]:
    speaking: dict[str, list[ScenarioResult]] = {}
    for scenario in scenarios:
        for promise in _spoken_for(scenario):
            speaking.setdefault(promise, []).append(scenario)
    return speaking


def _as_declared(promise: PromiseResult, about: RunInfo) -> PromiseResult:
    reason = about.not_applicable.get(promise.id)
    if reason is None or promise.verdict not in ("not_run", "not_applicable"):
        return promise
    return promise.model_copy(update={"verdict": "not_applicable", "reason": reason})


def _as_expected(
    promise: PromiseResult, scenarios: list[ScenarioResult], expected: Mapping[str, str]
) -> PromiseResult:
    """Broken as it was known to be: the whole promise, or each scenario that broke it."""
    if promise.verdict != "broken" or not expected:
        return promise
    broke = [scenario for scenario in scenarios if breaks(scenario, promise.id)]
    reasons = [expected.get(promise.id) or expected.get(scenario.name) for scenario in broke]
    known = [reason for reason in reasons if reason is not None]
    if len(known) < len(broke):
        return promise
    reason = "; ".join(dict.fromkeys(known))
    return promise.model_copy(update={"verdict": "expected_to_fail", "reason": reason})


def is_expected(scenario: ScenarioResult, expected: Mapping[str, str]) -> bool:
    """Whether all that it broke was known to be broken; a crash of the suite never is."""
    if scenario.outcome != "failed":
        return False
    broken = {one for one in _spoken_for(scenario) if breaks(scenario, one)}
    return scenario.name in expected or (bool(broken) and broken <= expected.keys())


def stale(
    features: Sequence[FeatureResult],
    promises: Sequence[PromiseResult],
    expected: Mapping[str, str],
) -> list[str]:
    """A sentence for each expectation of a failure that did not come, where it could have come."""
    ran = {
        scenario.name: scenario
        for feature in features
        for scenario in scenarios_of(feature)
        if scenario.outcome != "not_run"
    }
    verdicts = {promise.id: promise.verdict for promise in promises}
    return [
        f"expected_to_fail: {name} is kept, so the entry is stale; take it out"
        for name in expected
        if verdicts.get(name) == "kept" or (name in ran and not ran[name].broke)
    ]


def _spoken_for(scenario: ScenarioResult) -> set[str]:
    """The promises that it states and, where it broke, those that the validator saw broken."""
    found = scenario.record.findings if scenario.record and scenario.broke else ()
    return {*scenario.promises, *(finding.promise for finding in found)}


def breaks(scenario: ScenarioResult, promise: str) -> bool:
    """An assertion failed, or the validator saw it broken. A crash alone is the suite's own."""
    if scenario.has_suite_at_fault:
        return False
    found = scenario.record.findings if scenario.record and scenario.broke else ()
    stated = scenario.outcome == "failed" and promise in scenario.promises
    return stated or any(finding.promise == promise for finding in found)


def _speaks_of_others(scenario: ScenarioResult, promise: str) -> bool:
    """A real server kept all that the steps asked for, and what was found is of other promises."""
    record = scenario.record
    if record is None or not (record.real_server and record.findings and scenario.broke):
        return False
    steps_held = not any(step.problem for step in scenario.steps)
    return steps_held and all(finding.promise != promise for finding in record.findings)


def _judged(
    promise: Promise, scenarios: list[ScenarioResult], anchor: str, *, unreachable: bool
) -> PromiseResult:
    scenarios = [one for one in scenarios if not _speaks_of_others(one, promise.id)]
    passed = sum(scenario.outcome == "passed" for scenario in scenarios)
    broke = 0 if unreachable else sum(breaks(scenario, promise.id) for scenario in scenarios)
    unfinished = any(
        scenario.outcome == "not_run"
        and scenario.status != "skipped"
        and not scenario.is_inapplicable
        for scenario in scenarios
    )
    verdict: PromiseVerdict = "not_run"
    untestable = [one for one in scenarios if one.is_untestable and not one.is_inapplicable]
    if broke:
        verdict = "broken"
    elif any(scenario.broke for scenario in scenarios):
        verdict = "not_judged"
    elif untestable:
        verdict = "not_testable"
    elif passed and not unfinished:
        verdict = "kept"
    elif scenarios and any(scenario.is_inapplicable for scenario in scenarios) and not passed:
        verdict = "not_applicable"
    return PromiseResult(
        **promise._asdict(),
        area=promise.area,
        verdict=verdict,
        passed=passed,
        broke=broke,
        not_run=len(scenarios) - passed - broke,
        anchor=anchor,
    )


def _anchors(features: Sequence[FeatureResult]) -> dict[str, str]:
    """Where each promise is stated first: the rule (or else) that carries its tag, or broke it."""
    anchors: dict[str, str] = {}
    for feature in features:
        for part in _tagged_parts(feature):
            for tag in part.tags:
                anchors.setdefault(tag, part.id)
    for feature in features:
        for scenario in scenarios_of(feature):
            for promise in _spoken_for(scenario):
                anchors.setdefault(promise, scenario.id)
    return anchors


def _tagged_parts(container: FeatureResult | Item) -> Iterator[FeatureResult | Item]:
    yield container
    if isinstance(container, OutlineResult):
        yield from container.scenarios
    elif not isinstance(container, ScenarioResult):
        for item in container.items:
            yield from _tagged_parts(item)


def verdict_of(
    about: RunInfo,
    features: Sequence[FeatureResult],
    promises: Sequence[PromiseResult],
    suite_problems: Sequence[str],
) -> Verdict:
    kept = sum(promise.verdict == "kept" for promise in promises)
    broken = [promise for promise in promises if promise.verdict == "broken"]
    not_judged = [promise for promise in promises if promise.verdict == "not_judged"]
    tested = kept + len(broken) + len(not_judged)
    outside = _broke_outside_promises(features)
    state: RunState = "kept"
    if suite_problems or about.unreachable or _suite_broke(features):
        state = "suite_failed"
    elif about.model_problem:
        state = "no_model"
    elif broken or outside:
        state = "broken"
    elif about.interrupted:
        state = "interrupted"
    elif not tested:
        state = "nothing_tested"
    sentence = _sentence(kept, tested, broken)
    if about.unreachable:
        count = f"{kept} of {tested} {_noun(tested)} {'is' if kept == 1 else 'are'} kept"
        why = about.unreachable[:1].lower() + about.unreachable[1:]
        sentence = f"Nothing could be tested: {why}. {count}."
    elif state == "suite_failed":
        sentence = f"The suite itself broke, so this run proves little. {sentence}"
    elif state == "no_model":
        sentence = f"The real model was of no use: {about.model_problem}"
    elif about.interrupted:
        sentence = f"The run was interrupted. {sentence}"
    return Verdict(
        state=state, sentence=sentence, notes=[_catalogue(tested), *outside, *left_out(features)]
    )


def _sentence(kept: int, tested: int, broken: list[PromiseResult]) -> str:
    if not tested:
        return "No promise was tested here: n/a."
    sentence = (
        f"{kept} of {tested} {_noun(tested)} tested here {'is' if kept == 1 else 'are'} kept."
    )
    if not broken:
        return sentence
    named = "; ".join(
        promise.statement[:1].lower() + promise.statement[1:] for promise in broken[:_NAMED_BROKEN]
    )
    more = len(broken) - _NAMED_BROKEN
    return f"{sentence} Broken: {named}{f'; and {more} more' if more > 0 else ''}."


def _noun(promises: int) -> str:
    return "promise" if promises == 1 else "promises"


def _suite_broke(features: Sequence[FeatureResult]) -> bool:
    """A hook around scenarios, or a crash in one of the specification, is the suite's own fault."""
    specification = [feature for feature in features if not feature.self_check]
    scenarios = [one for feature in specification for one in scenarios_of(feature) if one.broke]
    crashes = any(p.kind in _SUITES_OWN for one in scenarios for p in one.problems)
    return crashes or any(_hook_problems(feature) for feature in features)


def _catalogue(tested: int) -> str:
    return (
        f"The catalogue holds {len(PROMISES)} promises: {tested} tested by this run, "
        f"{len(PROMISES) - tested} not."
    )


def left_out(features: Sequence[FeatureResult]) -> list[str]:
    """How many scenarios were not run for a stated reason, one sentence for each reason."""
    specification = [feature for feature in features if not feature.self_check]
    reasons = Counter(
        scenario.skip_reason
        for feature in specification
        for scenario in scenarios_of(feature)
        if scenario.status == "skipped" and scenario.skip_reason
    )
    untestable = Counter(
        scenario.problems[0].sentence
        for feature in specification
        for scenario in scenarios_of(feature)
        if scenario.is_untestable
    )
    return [
        *(f"{_count(n, 'scenario')} not run, each because {why}." for why, n in reasons.items()),
        *(f"{_count(n, 'scenario')} of no use here. {why}" for why, n in untestable.items()),
    ]


def _broke_outside_promises(features: Sequence[FeatureResult]) -> list[str]:
    notes = []
    stray = sum(
        scenario.broke and not scenario.promises
        for feature in features
        if not feature.self_check
        for scenario in scenarios_of(feature)
    )
    if stray:
        notes.append(
            f"{_count(stray, 'scenario')} that state{'s' * (stray == 1)} no promise broke."
        )
    checks = [s for feature in features if feature.self_check for s in scenarios_of(feature)]
    checks = [scenario for scenario in checks if scenario.outcome != "not_run"]
    failed = sum(scenario.broke for scenario in checks)
    if failed:
        notes.append(
            f"{_count(failed, 'self-check')} of {len(checks)} broke: mend the suite before "
            "believing the rest."
        )
    return notes


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _hook_problems(feature: FeatureResult) -> bool:
    around = [
        *feature.hook_problems,
        *(p for rule in rules_of(feature) for p in rule.hook_problems),
    ]
    return any(problem.kind != "interrupted" for problem in around)
