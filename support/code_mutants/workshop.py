"""A behave that has read everything, and runs some of its features when told to.

What is loaded here is inherited by each process that is forked from this one.
"""

import importlib
from collections.abc import Callable, Sequence, Set
from pathlib import Path
from typing import Any, Final

from behave.configuration import Configuration
from behave.formatter._registry import make_formatters
from behave.model import Feature
from behave.model_type import Status
from behave.runner import Context, Runner
from behave.runner_util import parse_features

from support.code_mutants.ways import FunctionsCalled

FROM_OTHERS: Final = (
    "behave.__main__",
    "hamcrest",
    "hypothesis.strategies",
    "jinja2",
    "pydantic.json_schema",
    "typer",
    "websockets.asyncio.client",
    "websockets.asyncio.server",
)
"""What the features stand on and no mutant is in: loaded once."""

LONGEST_STEP: Final = 25.0
"""Seconds: to be slow on a busy machine is to notice nothing. A mutant that hangs takes longer."""

_FAILED: Final = (Status.failed, Status.error, Status.hook_error)


class Noticed(BaseException):
    """A scenario failed, which is all that is asked: carries that past behave."""


class _Runner(Runner):  # type: ignore[misc]
    began: Callable[[str], None] | None = None

    def run_hook(self, hook_name: str, *args: Any) -> bool:
        if hook_name == "before_scenario" and self.began is not None:
            self.began(str(args[-1].location))
        passed: bool = super().run_hook(hook_name, *args)
        if hook_name == "before_all":
            self.config.reporters.clear()  # what a mutant does is reported to nobody
        if not passed:
            raise Noticed(f"{self._scenario()}: {hook_name}")
        if hook_name == "after_step" and args[-1].status in _FAILED:
            raise Noticed(f"{self._scenario()}: {args[-1].name}")
        return passed

    def _scenario(self) -> str:
        scenario = getattr(self.context, "scenario", None)
        return str(scenario.location) if scenario is not None else "the run"


class Workshop:
    """Can play once, by either method: what is played changes what is loaded."""

    def __init__(self, features: Sequence[str], reports: Path) -> None:
        for name in FROM_OTHERS:
            importlib.import_module(name)
        everything = "--tags=(@self_check or not @self_check)"
        arguments = ["--format=null", "--no-summary", "--stop", everything]
        arguments += ["-D", f"reports={reports}", "-D", "history=off"]
        arguments += ["-D", f"step_watchdog={LONGEST_STEP:g}"]
        self._config = Configuration([*arguments, *features])
        self._runner = _Runner(self._config)
        parsed: list[Feature] = parse_features(self._runner.feature_locations())
        self._features = {feature.filename: feature for feature in parsed}

    def load(self) -> None:
        """The hooks and the steps, and through them all of `support` that they need."""
        self._runner.setup_paths()
        self._runner.path_manager.__enter__()
        self._runner.load_hooks()
        self._runner.load_step_definitions()

    def scenarios_that_call(self, features: Sequence[str]) -> FunctionsCalled:
        """Each function of ours that they call, by the scenario in which they do.

        Raises RuntimeError where one fails: nobody knows what the rest would have called.
        """
        with FunctionsCalled() as called:
            self._runner.began = called.name
            failed = self.run(features)
        if failed:
            raise RuntimeError(failed)
        return called

    def run(self, features: Sequence[str], only: Set[str] | None = None) -> str:
        """Which scenario failed first, and at what; "" where all passed. `only` are locations."""
        for name in features if only is not None else ():
            for scenario in self._features[name].walk_scenarios():
                if only is not None and str(scenario.location) not in only:
                    scenario.mark_skipped()
        self._config.paths = list(features)
        self._runner.features = [self._features[name] for name in features]
        self._runner.context = Context(self._runner)
        self._runner.formatters = make_formatters(self._config, self._config.outputs)
        try:
            failed = self._runner.run_model()
        except Noticed as noticed:
            return str(noticed)
        return "the run as a whole" if failed else ""
