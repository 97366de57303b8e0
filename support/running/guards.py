"""Finds what behave would let pass in silence in a feature, before any of it runs.

Each finding is one sentence that says where, what, and why it matters.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from behave.model import Feature, Rule, Scenario, ScenarioOutline

from support.contract.promises import PROMISES
from support.running.keywords import misspelt
from support.running.model_choice import REAL, SCRIPTED

SELF_CHECK: Final = "self_check"
PRIORITIES: Final = frozenset({"P1", "P2", "P3"})
LEVELS: Final = ("unit", "integration", "real")
MODELS: Final = (SCRIPTED, REAL)
MOST_STEPS: Final = 5

_NOT_RUN: Final = frozenset({"wip", "skip"})
_LIKE_A_PROMISE: Final = re.compile(r"[A-Za-z]{2,5}-\d+")
_BUSINESS_VALUE: Final = re.compile(r"Business value: *\S")


def problems_of(feature: Feature) -> list[str]:
    """What is wrong with a feature as it is written, in the order of its lines where it has one."""
    found = [
        *_emptiness(feature),
        *_lost_keywords(feature),
        *_tags(feature),
        *_scenarios(feature),
    ]
    if SELF_CHECK not in feature.tags:
        found += [*_what_a_promise_needs(feature), *_what_a_reader_needs(feature)]
    return found


def _emptiness(feature: Feature) -> Iterator[str]:
    if not _scenarios_as_written(feature):
        yield f"{feature.location}: the feature has no scenario, so nothing of it is checked"
    for rule in _rules(feature):
        if not rule.walk_scenarios(with_outlines=True):
            yield f"{rule.location}: the rule has no scenario, so nothing of it is checked"


def _lost_keywords(feature: Feature) -> Iterator[str]:
    containers = [feature, *_rules(feature)]
    for part in containers:
        for sentence in misspelt(part.description, feature.language, steps=False):
            yield f"{part.location}: {sentence}"
    written = [part.background for part in containers if part.background]
    for part in [*written, *_scenarios_as_written(feature)]:
        for sentence in misspelt(part.description, feature.language, steps=True):
            yield f"{part.location}: {sentence}"


def _tags(feature: Feature) -> Iterator[str]:
    scenarios = _scenarios_as_written(feature)
    tables = [table for outline in _outlines(feature) for table in outline.examples]
    for part in [feature, *_rules(feature), *scenarios, *tables]:
        for tag in part.tags:
            if tag in _NOT_RUN:
                yield f"{part.location}: '@{tag}' hides what it marks; mend it or take it out"
            if _LIKE_A_PROMISE.fullmatch(tag) and tag not in PROMISES:
                yield f"{part.location}: no promise has the id '@{tag}'{_did_you_mean(tag)}"


def _scenarios(feature: Feature) -> Iterator[str]:
    names = Counter(scenario.name for scenario in _scenarios_as_written(feature))
    for scenario in _scenarios_as_written(feature):
        if not scenario.steps:
            yield f"{scenario.location}: the scenario has no step, so it could only pass"
        if len(scenario.steps) > MOST_STEPS:
            yield (
                f"{scenario.location}: {len(scenario.steps)} steps are too many to read aloud; "
                f"the most is {MOST_STEPS}"
            )
        if names[scenario.name] > 1:
            yield f"{scenario.location}: another scenario is also called '{scenario.name}'"
    for outline in _outlines(feature):
        if not outline.scenarios:
            yield f"{outline.location}: the outline has no example, so it is never run"
        elif not all(_rows(table) for table in outline.examples):
            yield f"{outline.location}: a table of examples has no row, so it adds nothing"


def _what_a_promise_needs(feature: Feature) -> Iterator[str]:
    for rule in _rules(feature):
        stated = [tag for tag in rule.tags if tag in PROMISES]
        if len(stated) != 1:
            count = "no promise" if not stated else " and ".join(stated)
            yield f"{rule.location}: a rule states exactly one promise; this one is tagged {count}"


def _what_a_reader_needs(feature: Feature) -> Iterator[str]:
    if not any(_BUSINESS_VALUE.match(line) for line in feature.description):
        yield f"{feature.location}: the feature has no line 'Business value: …'"
    if len(PRIORITIES.intersection(feature.tags)) != 1:
        yield f"{feature.location}: the feature needs one of the priorities @P1, @P2 and @P3"
    for scenario in _scenarios_as_written(feature):
        if not scenario.effective_tags.intersection(LEVELS):
            wanted = ", ".join(f"@{level}" for level in LEVELS)
            yield f"{scenario.location}: '{scenario.name}' has no level ({wanted})"
        kinds = scenario.effective_tags.intersection(MODELS)
        if len(kinds) != 1 and "unit" not in scenario.effective_tags:
            yield (
                f"{scenario.location}: '{scenario.name}' does not say which model it is for; it "
                "needs one of @scripted and @real_llm"
            )


def _rules(feature: Feature) -> list[Rule]:
    return list(feature.iter_rules())


def _scenarios_as_written(feature: Feature) -> list[Scenario]:
    """Outlines as one scenario each, without the scenarios that their rows become."""
    outlines = _outlines(feature)
    from_rows = {id(scenario) for outline in outlines for scenario in outline.scenarios}
    every = feature.walk_scenarios(with_outlines=True)
    return [scenario for scenario in every if id(scenario) not in from_rows]


def _outlines(feature: Feature) -> list[ScenarioOutline]:
    every = feature.walk_scenarios(with_outlines=True)
    return [scenario for scenario in every if isinstance(scenario, ScenarioOutline)]


def _rows(table: Any) -> list[Any]:
    return list(table.table.rows) if table.table else []


def _did_you_mean(tag: str) -> str:
    near = difflib.get_close_matches(tag.upper(), PROMISES, n=1)
    return f"; was '@{near[0]}' meant?" if near else ""
