"""behave with hooks, steps and features loaded once, to be run many times in forked processes."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from behave.configuration import Configuration as BehaveConfiguration
from behave.model import Feature, Rule
from behave.reporter.base import Reporter

from support.contract.promises import PROMISES
from support.matrix.candidates import Candidate
from support.matrix.seen import Seen, is_caught_by, seen_in
from support.report import HtmlReporter
from support.running.guards import SELF_CHECK
from support.running.reading import ReadWhereItLies, behave_configuration

ON_THE_REAL_CLOCK: Final = "real"
UNDER_LOAD: Final = "under_load"
"""On the real clock as well, and always run: nothing else judges its promise."""


class LoadedSuite(ReadWhereItLies):
    """The features of the specification, and what a candidate comes to on some of them.

    `use` is called once all is loaded, in place of the run.
    """

    def __init__(self, config: BehaveConfiguration, use: Callable[["LoadedSuite"], Any]) -> None:
        super().__init__(config)
        self._use = use

    def run_model(self, features: Iterable[Feature] | None = None) -> bool:  # noqa: ARG002 - behave's
        for feature in self.features:
            for scenario in feature.walk_scenarios():  # makes the rows of the outlines for good
                for step in scenario.all_steps:
                    self.step_registry.find_step_definition(step)  # and keeps what it finds
        gc.collect()
        gc.freeze()  # what is loaded is never looked through again, here or in a forked process
        self._use(self)
        return False

    @property
    def specification(self) -> list[Feature]:
        return [feature for feature in self.features if SELF_CHECK not in feature.tags]

    def stating(self, promise: str) -> list[Feature]:
        """The features that state this promise, whole, those first that are about little else."""
        found = [one for one in self.specification if promise in _stated_by(one)]
        return sorted(found, key=lambda one: (-_share(one, promise), len(one.walk_scenarios())))

    def stated(self) -> set[str]:
        """Every promise that any feature states."""
        return {promise for feature in self.specification for promise in _stated_by(feature)}

    def try_out(
        self, candidate: Candidate, features: Sequence[Feature], folder: Path, *, to_the_end: bool
    ) -> Seen:
        """Run the features on a candidate, in this process, which can run nothing else after it.

        Unless it is to come to the end, its promise's rules come first in each feature, and none is
        begun once the candidate is caught.
        """
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder)  # goes with the process
        self.config.userdata.update(target=candidate.target, reports=str(folder), history="off")
        self.take_only(features)
        reader = _Reader(self.config, candidate)
        self.config.reporters[:] = [reader]
        if not to_the_end:
            self.hooks["after_rule"] = partial(self._stop_where_caught, reader)
            for feature in features:
                feature.run_items.sort(key=lambda part: not _share(part, candidate.promise))
        super().run_model(takewhile(lambda _: not self.config.stop, features))
        return reader.seen

    def _stop_where_caught(self, reader: "_Reader", _context: Any, rule: Rule) -> None:
        self.config.stop = reader.catches(rule)  # behave goes no further than what failed

    def take_only(self, features: Sequence[Feature]) -> None:
        """What guards a run then walks through no others."""
        self.features = list(features)
        self.config.paths = [feature.filename for feature in features]


class _Reader(Reporter):  # type: ignore[misc]
    """Reads the results in place of the reporters that would write them."""

    def __init__(self, config: Any, candidate: Candidate) -> None:
        super().__init__(config)
        self._candidate = candidate
        self.seen = Seen(ended="it ended before it began")

    def feature(self, feature: Any) -> None:
        """Nothing to do: the report has it."""

    def end(self) -> None:
        self.seen = self._so_far()
        self.config.reporters[:] = [self]

    def catches(self, rule: Rule) -> bool:
        """Whether the candidate is caught in this rule, which has ended."""
        failed = any(scenario.status.has_failed() for scenario in rule.walk_scenarios())
        return failed and is_caught_by(self._report.rule(rule), self._candidate)

    def _so_far(self) -> Seen:
        return seen_in(self._report.results(), self._candidate)

    @property
    def _report(self) -> HtmlReporter:
        return next(one for one in self.config.reporters if isinstance(one, HtmlReporter))


def load_suite(
    use: Callable[[LoadedSuite], Any], settings: Sequence[str], *, real_clock: bool
) -> None:
    """Raises behave's ConfigError and TagExpressionError, and whatever a step file raises."""
    left_out = "" if real_clock else f" and (not @{ON_THE_REAL_CLOCK} or @{UNDER_LOAD})"
    defined = [part for setting in settings for part in ("-D", setting)]
    arguments = [f"--tags=not @{SELF_CHECK}{left_out}", "--format=null", "--no-summary", *defined]
    LoadedSuite(behave_configuration(arguments), use).run()


def _share(part: Any, promise: str) -> float:
    """How many of its scenarios state the promise, 0 to 1; of a feature, a rule or a scenario."""
    scenarios = part.walk_scenarios() if hasattr(part, "walk_scenarios") else [part]
    stating = [one for one in scenarios if promise in one.effective_tags]
    return len(stating) / max(1, len(scenarios))


def _stated_by(feature: Feature) -> set[str]:
    tags = [scenario.effective_tags for scenario in feature.walk_scenarios()]
    return {tag for some in tags for tag in some if tag in PROMISES}
