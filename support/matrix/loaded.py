"""behave with hooks, steps and features loaded once, to be run many times in forked processes."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from behave.configuration import Configuration as BehaveConfiguration
from behave.model import Feature
from behave.reporter.base import Reporter

from support.contract.promises import PROMISES
from support.matrix.candidates import Candidate
from support.matrix.seen import Seen, kill_of, seen_in
from support.report import HtmlReporter
from support.running.guards import SELF_CHECK
from support.running.reading import ReadWhereItLies, behave_configuration

ON_THE_REAL_CLOCK: Final = "real"


class LoadedSuite(ReadWhereItLies):
    """The features of the specification, and what a candidate comes to on some of them.

    `use` is called once all is loaded, in place of the run.
    """

    def __init__(self, config: BehaveConfiguration, use: Callable[["LoadedSuite"], Any]) -> None:
        super().__init__(config)
        self._use = use

    def run_model(self, features: Iterable[Feature] | None = None) -> bool:  # noqa: ARG002 - behave's
        for feature in self.features:
            feature.walk_scenarios()  # makes the rows of the outlines, which it then keeps
        gc.collect()
        gc.freeze()  # what is loaded is never looked through again, here or in a forked process
        self._use(self)
        return False

    @property
    def specification(self) -> list[Feature]:
        return [feature for feature in self.features if SELF_CHECK not in feature.tags]

    def stating(self, promise: str) -> list[Feature]:
        """The features that state this promise, whole: its rules and their neighbours."""
        return [one for one in self.specification if promise in _stated_by(one)]

    def stated(self) -> set[str]:
        """Every promise that any feature states."""
        return {promise for feature in self.specification for promise in _stated_by(feature)}

    def try_out(
        self, candidate: Candidate, features: Sequence[Feature], folder: Path, *, to_the_end: bool
    ) -> Seen:
        """Run the features on a candidate, in this process, which can run nothing else after it.

        Unless it is to come to the end, no feature is begun once the candidate is caught.
        """
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder)  # goes with the process
        self.config.userdata.update(target=candidate.target, reports=str(folder), history="off")
        reader = _Reader(self.config, candidate)
        self.config.reporters[:] = [reader]
        super().run_model(features if to_the_end else _until_caught(features, reader))
        return reader.seen


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

    def has_caught(self) -> bool:
        """Call between two features."""
        return kill_of(self._candidate, self._so_far()) is not None

    def _so_far(self) -> Seen:
        report = next(one for one in self.config.reporters if isinstance(one, HtmlReporter))
        return seen_in(report.results(), self._candidate)


def _until_caught(features: Sequence[Feature], reader: _Reader) -> Iterator[Feature]:
    for number, feature in enumerate(features):
        if number and reader.has_caught():
            return
        yield feature


def load_suite(
    use: Callable[[LoadedSuite], Any], settings: Sequence[str], *, real_clock: bool
) -> None:
    """Raises behave's ConfigError and TagExpressionError, and whatever a step file raises."""
    left_out = "" if real_clock else f" and not @{ON_THE_REAL_CLOCK}"
    defined = [part for setting in settings for part in ("-D", setting)]
    arguments = [f"--tags=not @{SELF_CHECK}{left_out}", "--format=null", "--no-summary", *defined]
    LoadedSuite(behave_configuration(arguments), use).run()


def _stated_by(feature: Feature) -> set[str]:
    tags = [scenario.effective_tags for scenario in feature.walk_scenarios()]
    return {tag for some in tags for tag in some if tag in PROMISES}
