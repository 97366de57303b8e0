"""What a run came to: behave only knows 0 and 1, the command line tells three ends apart."""

from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

from behave.reporter.base import Reporter

from support.report import HtmlReporter, Results
from support.report.judgement import is_expected, left_out, rules_of, scenarios_of
from support.report.results import Problem

_EXCUSED: Final = frozenset({"not_testable", "not_applicable"})


class Exit(IntEnum):
    """`SUITE_AT_FAULT` outranks the others: what a broken suite says proves nothing."""

    KEPT = 0
    BROKEN = 1
    SUITE_AT_FAULT = 2


class Outcome(Reporter):  # type: ignore[misc]
    """The last reporter: says in the console what the report says, and where the report is.

    `exit_code` is None until the report is written. `excuses_behave`: something was not testable
    here, which behave can only call an error.
    """

    def __init__(self, config: Any, report: HtmlReporter, folder: Path) -> None:
        super().__init__(config)
        self.exit_code: Exit | None = None
        self.excuses_behave = False
        self._report = report
        self._page: Final = folder / "index.html"

    @classmethod
    def of(cls, config: Any) -> "Outcome | None":
        """The outcome of a run with this behave configuration; None if the suite never began."""
        return next((one for one in config.reporters if isinstance(one, cls)), None)

    def feature(self, feature: Any) -> None:
        """Nothing to do: the report has it."""

    def end(self) -> None:
        results = self._report.results()
        self.exit_code = exit_code_of(results)
        self.excuses_behave = (
            bool(_known(results))
            or any(p.kind in _EXCUSED for p in _problems(results))
            or any(promise.verdict == "expected_to_fail" for promise in results.promises)
        )
        print()
        for sentence in results.suite_problems:
            print(f"The suite is at fault: {sentence}")
        print(results.verdict.sentence)
        print(f"Scenarios: {scenario_counts(results)}.")
        for sentence in left_out(results.features):
            print(sentence)
        self._say_what_is_known(results)
        print(f"Report: {self._page}")

    def _say_what_is_known(self, results: Results) -> None:
        if results.baseline is not None:
            for name in results.baseline.new:
                print(f"New: {name}")
            for sentence in results.baseline.stale:
                print(sentence)
        for sentence in results.history.damaged if results.history else ():
            print(sentence)


def exit_code_of(results: Results) -> Exit:
    """An assertion that failed is a broken promise; whatever else broke is the suite's own.

    What is not testable here breaks nothing; a run that could test nothing at all is of no use.

    With a list of known breaks, only what is not on it counts, and what must leave it.

    A real model that was asked for and is of no use is no promise kept: it ends with 1, too.
    """
    about = results.about
    known = _known(results)
    kinds = {p.kind for p in _problems(results) if not (p.kind == "failure" and id(p) in known)}
    if kinds & _EXCUSED and results.verdict.state == "nothing_tested":
        return Exit.SUITE_AT_FAULT
    kinds -= _EXCUSED
    if results.suite_problems or about.interrupted or about.unreachable or kinds - {"failure"}:
        return Exit.SUITE_AT_FAULT
    stale = results.baseline is not None and results.baseline.stale
    return Exit.BROKEN if kinds or about.model_problem or stale else Exit.KEPT


def scenario_counts(results: Results) -> str:
    """How many passed and how many broke, of those that were selected, and were not reached."""
    every = [scenario for feature in results.features for scenario in scenarios_of(feature)]
    selected = [scenario for scenario in every if scenario.status != "skipped"]
    passed = sum(scenario.outcome == "passed" for scenario in selected)
    failed = sum(scenario.broke for scenario in selected)
    left = len(selected) - passed - failed
    return f"{passed} passed, {failed} failed" + (f", {left} not run" if left else "")


def _known(results: Results) -> set[int]:
    """The problems of scenarios whose breaking is known, by identity."""
    scenarios = [s for feature in results.features for s in scenarios_of(feature)]
    return {id(problem) for s in scenarios if s.known is not None for problem in s.problems}


def _problems(results: Results) -> Iterator[Problem]:
    for feature in results.features:
        yield from feature.hook_problems
        for rule in rules_of(feature):
            yield from rule.hook_problems
        for scenario in scenarios_of(feature):
            if not is_expected(scenario, results.about.expected):
                yield from scenario.problems
