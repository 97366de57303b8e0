"""The behave reporter that makes the report of a run."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from behave.reporter.base import Reporter

from support.record import ScenarioRecord
from support.report.about import RunInfo
from support.report.baseline import Baseline
from support.report.history import History
from support.report.judgement import promises_of, scenarios_of, stale, totals_of, verdict_of
from support.report.remade import write_from
from support.report.results import FeatureResult, Results, RuleResult
from support.report.saved import published_schema
from support.report.tree import FeatureReader
from support.report.writing import require_writable, write

KILL_MATRIX: Final = "kill-matrix.html"
EARLY_WARNING: Final = "early-warning.html"
LOAD: Final = "load.html"
FIGURES: Final = {
    "impact.html": "Customer impact",
    "recovery.html": "Recovery settings",
    EARLY_WARNING: "Early warning",
    LOAD: "Load",
}
"""Pages that other commands write beside it, and how links call them."""


class HtmlReporter(Reporter):  # type: ignore[misc]
    """Collects finished features and writes `results.json` and all that is made from it.

    Register it in `before_all` by `context.config.reporters.append(...)`. With behave's `runner`
    it also sees hooks and cleanups that broke outside every feature. Raises
    UnwritableReportError, at once, if nothing can be written into `folder`. `history` is the folder
    that keeps runs, if any does; `baseline` the list of known breaks; `documents` the
    pages that are written beside it, by file, with their titles.
    """

    def __init__(
        self, config: Any, *, folder: Path, about: RunInfo, runner: Any | None = None
    ) -> None:
        super().__init__(config)
        require_writable(folder)
        self.about = about
        self._folder = folder
        self._runner = runner
        self._began = time.monotonic()
        self._records: dict[Any, Callable[[], ScenarioRecord]] = {}
        self._features: list[FeatureResult] = []
        self._suite_problems: list[str] = []
        self._final: Results | None = None
        self.documents: Mapping[str, str] = {}
        self.history: Path | None = None
        self.baseline: Baseline | None = None

    def attach(self, scenario: Any, record: Callable[[], ScenarioRecord]) -> None:
        """Keep what makes the record of what a scenario left behind; once for each scenario.

        It is called when its rule or its feature is read.
        """
        if scenario in self._records:
            raise ValueError(f"“{scenario.name}” has its record already")
        self._records[scenario] = record

    def suite_problem(self, sentence: str) -> None:
        """Say on top of the report that the suite itself, not a promise, broke."""
        self._suite_problems.append(sentence)

    def feature(self, feature: Any) -> None:
        reader = FeatureReader(len(self._features) + 1, self._records)
        self._features.append(reader.read(feature))
        self._records.clear()

    def rule(self, rule: Any) -> RuleResult:
        """What became of a rule that has ended, whose feature has not."""
        return FeatureReader(len(self._features) + 1, self._records).rule(rule)

    def end(self) -> None:
        self._final = results = self.results()
        write(self._folder / "results.json", results.model_dump_json(indent=1).encode())
        write(self._folder / "results.schema.json", published_schema().encode())
        write_from(results, self._folder)
        if self.history is not None:
            History(self.history, self.about).keep(results)

    def stale_expectations(self) -> list[str]:
        """What was expected to fail and is kept."""
        expected = self.about.expected
        promises = promises_of(self._features, RunInfo())
        return stale(self._features, promises, expected) if expected else []

    def results(self) -> Results:
        """All that is known of the run so far; once it has ended, what was written of it."""
        if self._final is not None:
            return self._final
        self._ask_runner()
        self.about.interrupted = self.about.interrupted or self._was_interrupted()
        promises = promises_of(self._features, self.about)
        results = Results(
            about=self.about,
            duration=time.monotonic() - self._began,
            verdict=verdict_of(self.about, self._features, promises, self._suite_problems),
            suite_problems=self._suite_problems,
            totals=totals_of(self._features),
            promises=promises,
            features=self._features,
            kill_matrix=KILL_MATRIX if (self._folder / KILL_MATRIX).is_file() else "",
            documents=dict(self.documents)
            | {page: title for page, title in FIGURES.items() if (self._folder / page).is_file()},
        )
        if self.baseline is not None:
            results = self.baseline.applied(results)
        if self.history is not None:
            results = History(self.history, self.about).told(results)
        return results

    def _ask_runner(self) -> None:
        """A hook or cleanup around the whole run reaches no feature, and so no reporter."""
        explained = self._suite_problems or self.about.model_problem
        if self._runner is None or explained or self._broke_around_scenarios():
            return
        if self._runner.hook_failures:
            self.suite_problem("A hook around the whole run broke; the console says which and why")
        elif self._runner.context.cleanup_errors:
            self.suite_problem("Cleaning up after the whole run failed; the console says what")

    def _broke_around_scenarios(self) -> bool:
        totals = totals_of(self._features)
        levels = (totals.features, totals.rules, totals.scenarios, totals.steps)
        return any(level.get("hook_error") or level.get("cleanup_error") for level in levels)

    def _was_interrupted(self) -> bool:
        scenarios = [s for feature in self._features for s in scenarios_of(feature)]
        if any(scenario.was_interrupted for scenario in scenarios):
            return True
        explained = (
            self.config.dry_run
            or self._suite_problems
            or self.about.model_problem
            or self._broke_around_scenarios()
            or (self.config.stop and any(scenario.broke for scenario in scenarios))
        )
        return not explained and any(scenario.status == "untested" for scenario in scenarios)
