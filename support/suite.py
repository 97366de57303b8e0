"""One run of the suite: its configuration, its report, and the guards around behave."""

import gc
import inspect
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NoReturn, Self

from behave.model import Feature

from support.blame import SuiteAtFault
from support.configuration import REFERENCE, SETTINGS, Configuration, ConfigurationError
from support.documentation import DOCUMENTS, DocumentationReporter
from support.installed import typed
from support.reach import Reach
from support.real_model import EndpointError, RealModelInUse
from support.report import HtmlReporter, RunInfo
from support.report.about import ModelInfo
from support.report.baseline import Baseline, BaselineError
from support.running.dots import complete_the_dots
from support.running.feature_lines import FeatureLines
from support.running.guards import problems_of
from support.running.interruption import Interruption
from support.running.model_choice import leave_out_others
from support.running.outcome import Outcome
from support.running.selection import Selection, empty_files, unknown_expectations
from support.targets import UnderTest, under_test

OBJECTS_BEFORE_COLLECTION: Final = 10_000

_VERSIONS: Final = {name: version(name) for name in ("behave", "websockets", "pydantic")}


class SuiteError(AssertionError):
    """The suite itself, or the way it was called, is at fault; the text says how."""


class Suite:
    """What environment.py begins before the first feature and ends after the last one.

    `configuration`, `reporter`, what is `under_test` and, where one is asked for, `real_model` are
    there for the World.
    """

    configuration: Configuration
    reporter: HtmlReporter
    under_test: UnderTest
    real_model: RealModelInUse | None = None

    def __init__(self, context: Any) -> None:
        self._runner = context._runner
        self._selection = Selection(context.config)
        self._interruption = Interruption(context)
        self.reach = Reach()
        self._began = False
        self._at_fault = False

    @classmethod
    def begin(cls, context: Any) -> Self:
        """Set reporting up first, so that whatever is refused after it is in the report.

        Raises SuiteError where the configuration or a hook is at fault.
        """
        suite = context.suite = cls(context)  # after_all calls it whatever is refused here
        context.config.setup_logging()
        complete_the_dots()
        suite._report(context.config)
        suite._interruption.take_over()
        gc.freeze()
        gc.set_threshold(OBJECTS_BEFORE_COLLECTION)
        suite._configure(context.config.userdata)
        suite._refuse(_async_hooks(suite._runner.hooks))
        leave_out_others(
            suite._runner.features,
            real=suite.configuration.real_llm,
            reference=suite.configuration.target == REFERENCE,
            real_server=suite.under_test.server,
        )
        suite._begin_server()
        _announce(suite._runner)
        suite._find_real_model()
        return suite

    def check_feature(self, feature: Feature) -> None:
        """Raise SuiteError where behave would let something pass in silence; it then fails."""
        _spare_what_stays()
        self._selection.begin(feature)
        self._refuse(problems_of(feature))

    def end(self) -> None:
        """Raise SuiteError where the run left something out that its result would not show."""
        server = self.under_test.server if hasattr(self, "under_test") else None
        if server is not None:
            server.end()
        if not self._began:
            return
        self.reporter.about.unreachable = self.reach.problem
        if self._interruption.was_received:
            self.reporter.about.interrupted = True
            return
        found = [*empty_files(self._runner), *self._selection.skipped_while_running()]
        if not found and not self._at_fault:
            found += self._selection.nothing_was_run()
        found += self.reporter.stale_expectations()
        self._refuse(found)
        self._account_for_real_model()

    def _report(self, config: Any) -> None:
        folder = Path(config.userdata.get("reports") or SETTINGS["reports"].default)
        about = _about(config)
        self.reporter = HtmlReporter(config, folder=folder, about=about, runner=self._runner)
        self.reporter.documents = DOCUMENTS
        documentation = DocumentationReporter(config, self.reporter, folder)
        config.reporters += [self.reporter, documentation, Outcome(config, self.reporter, folder)]
        self._began = True

    def _configure(self, userdata: Mapping[str, object]) -> None:
        try:
            self.configuration = Configuration.read(userdata)
            self.under_test = under_test(self.configuration.target)
            if self.configuration.baseline is not None:
                self.reporter.baseline = Baseline.read(self.configuration.baseline)
        except (ConfigurationError, BaselineError) as refused:
            self._refuse(refused.problems)
        else:
            self.reporter.about.seed = self.configuration.seed
            self.reporter.about.target = self.under_test.name
            self.reporter.history = self.configuration.history_folder

    def _begin_server(self) -> None:
        """A server that nobody reaches, or understands, is found out before the first feature."""
        server = self.under_test.server
        if server is None or self._runner.config.dry_run:
            return
        self.reporter.about.not_applicable = dict(server.not_applicable)
        self.reporter.about.expected = dict(server.description.expected_to_fail)
        self._refuse(unknown_expectations(self._runner.features, self.reporter.about.expected))
        try:
            server.begin()
        except ConfigurationError as refused:
            server.end()
            self._refuse(refused.problems)
        except SuiteAtFault as unreachable:
            said = server.last_words()
            server.end()
            words = f" The server's last words: {said}" if said else ""
            self._refuse([f"{unreachable}.{words}"])

    def _find_real_model(self) -> None:
        if not self.configuration.real_llm:
            return
        try:
            self.real_model = RealModelInUse.found(
                os.environ, ends_with_line=self.configuration.real_llm_ends == "line"
            )
        except ModuleNotFoundError as missing:
            self._refuse([str(missing)])
        except EndpointError as useless:
            self._model_is_useless(ModelInfo(problem=str(useless)))
        else:
            self.reporter.about.target += f", {self.real_model.words_for_itself}"

    def _account_for_real_model(self) -> None:
        """Zero tokens is an error: whatever passed then had no real model behind it."""
        if self.real_model is None:
            return
        used = self.real_model.tokens
        about = ModelInfo(
            name=self.real_model.endpoint.model,
            endpoint=self.real_model.endpoint.shown,
            calls=used.calls,
            tokens=used.tokens,
            counted=used.counted,
        )
        self.reporter.about.model = about
        if not used.tokens:
            problem = "It wrote not one token, so nothing was tried with a real model."
            self._model_is_useless(about.model_copy(update={"problem": problem}))

    def _model_is_useless(self, about: ModelInfo) -> NoReturn:
        self.reporter.about.model = about
        self._at_fault = True
        raise SuiteError(about.problem)

    def _refuse(self, problems: Iterable[str]) -> None:
        problems = list(problems)
        for sentence in problems:
            self.reporter.suite_problem(sentence)
        if problems:
            self._at_fault = True
            raise SuiteError("\n".join(problems))


def _spare_what_stays() -> None:
    """What is loaded, and what earlier features left for the report, is looked through once."""
    gc.collect()
    gc.freeze()


def _announce(runner: Any) -> None:
    """What is still to be run, to those who say how far the run is."""
    for formatter in runner.formatters:
        if isinstance(formatter, FeatureLines):
            formatter.expect(runner.features)


def _async_hooks(hooks: Mapping[str, Any]) -> Iterator[str]:
    for name, hook in hooks.items():
        if name.startswith(("before_", "after_")) and inspect.iscoroutinefunction(hook):
            yield (
                f"the hook {name} is an 'async def': behave calls it and never awaits it, "
                "so nothing in it would happen"
            )


def _about(config: Any) -> RunInfo:
    return RunInfo(
        command=typed(sys.argv),
        started=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        versions=dict(_VERSIONS),
        tags=config.tag_expression.to_string(),
        paths=[str(path) for path in config.paths],
    )
