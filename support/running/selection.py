"""What a run was asked to judge, and what it left out without saying so."""

import os
from collections.abc import Iterable, Iterator
from typing import Any

from behave.model import Feature, Scenario
from behave.model_type import Status
from behave.runner_util import collect_feature_locations

from support.contract.promises import PROMISES
from support.installed import where_it_lies


class Selection:
    """The scenarios that paths, tags and names select, in the features that behave has begun."""

    def __init__(self, config: Any) -> None:
        self._config = config
        self._begun: list[Feature] = []
        self._left_out_by_line: set[int] = set()

    def begin(self, feature: Feature) -> None:
        """Call before the feature's first scenario, when only a path like `x.feature:12` skips."""
        self._begun.append(feature)
        skipped = {id(scenario) for scenario in feature.walk_scenarios() if scenario.should_skip}
        self._left_out_by_line |= skipped

    def skipped_while_running(self) -> Iterator[str]:
        """One sentence for each selected scenario that a step or a hook skipped."""
        for scenario in self._selected():
            if scenario.should_skip:
                yield (
                    f"{scenario.location}: '{scenario.name}' was skipped while it ran; "
                    "that would count as if it had passed"
                )

    def nothing_was_run(self) -> Iterator[str]:
        if all(scenario.status == Status.untested for scenario in self._selected()):
            yield f"nothing was run: no scenario fits {self._in_words()}"

    def _selected(self) -> Iterator[Scenario]:
        for feature in self._begun:
            yield from filter(self._selects, feature.walk_scenarios())

    def _selects(self, scenario: Scenario) -> bool:
        return bool(
            id(scenario) not in self._left_out_by_line
            and scenario.should_run_with_tags(self._config.tag_expression)
            and scenario.should_run_with_name_select(self._config)
        )

    def _in_words(self) -> str:
        paths = " ".join(os.path.relpath(path) for path in self._config.paths)
        named = f" and --name {' '.join(self._config.name)}" if self._config.name else ""
        return f"{paths} with --tags '{self._config.tag_expression.to_string()}'{named}"


def unknown_expectations(features: Iterable[Feature], expected: Iterable[str]) -> Iterator[str]:
    """One sentence for each that is expected to fail, and is neither a promise nor a scenario."""
    known = {scenario.name for feature in features for scenario in feature.walk_scenarios()}
    for name in expected:
        if name not in PROMISES and name not in known:
            yield f"expected_to_fail: {name!r} is neither a promise nor the name of a scenario"


def empty_files(runner: Any) -> list[str]:
    """One sentence for each selected feature file in which behave found no feature at all."""
    with where_it_lies():
        return list(_empty_files(runner))


def _empty_files(runner: Any) -> Iterator[str]:
    parsed = {os.path.realpath(feature.filename) for feature in runner.features}
    for location in collect_feature_locations(runner.config.paths):
        if runner.config.exclude(location) or os.path.realpath(location.filename) in parsed:
            continue
        name = os.path.relpath(location.filename)
        yield f"{name}: the file holds no feature, so nothing of it is checked"
