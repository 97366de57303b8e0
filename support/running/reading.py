"""behave, reading the specification where it lies and running it where it was called."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import chdir, contextmanager
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import behave
from behave.configuration import Configuration as BehaveConfiguration
from behave.matchers import use_current_step_matcher_as_default
from behave.model import Feature
from behave.runner import Runner
from behave.runner_util import PathManager
from behave.step_registry import setup_step_decorators

from support.installed import where_it_lies
from support.running.sentences import Sentences


def behave_configuration(arguments: Sequence[str]) -> Any:
    """behave's own, by the specification's pyproject.toml; files it names are the caller's.

    Raises behave's ConfigError and TagExpressionError.
    """
    with where_it_lies():
        config = BehaveConfiguration(list(arguments))
    for output in config.outputs:
        if output.name:
            output.name = str(Path(output.name).absolute())
    return config


class ReadWhereItLies(Runner):  # type: ignore[misc]
    """In a checkout the two folders are one, and this is behave's own runner but for its haste.

    What the step files compile to is kept beside them, as Python keeps it of any module.
    """

    def __init__(self, config: Any) -> None:
        super().__init__(config)
        self.step_registry = Sentences()
        self._called_in = Path.cwd()

    def run(self) -> bool:
        with where_it_lies():
            return bool(super().run())

    def run_model(self, features: Iterable[Feature] | None = None) -> bool:
        with chdir(self._called_in):
            return bool(super().run_model(features))

    def load_step_definitions(self, extra_step_paths: Sequence[str] | None = None) -> None:
        """As behave does it: each file of the folder with names of its own, in their order."""
        folders = [Path(self.base_dir, self.config.steps_dir), *map(Path, extra_step_paths or ())]
        with PathManager(map(str, folders)), _defining_in(self.step_registry):
            use_current_step_matcher_as_default()
            for file in (file for folder in folders for file in sorted(folder.glob("*.py"))):
                loader = SourceFileLoader(f"steps.{file.stem}", os.path.relpath(file))
                spec = spec_from_loader(loader.name, loader)
                assert spec is not None  # there is a loader
                module = module_from_spec(spec)
                setup_step_decorators(vars(module), self.step_registry)
                vars(module).update(use_step_matcher=behave.use_step_matcher)
                loader.exec_module(module)
                behave.use_default_step_matcher()


@contextmanager
def _defining_in(registry: Sentences) -> Iterator[None]:
    """What step files import as `given`, `when` and `then` puts their steps there meanwhile."""
    known = (vars(behave), vars(behave.step_registry))
    for names in known:
        setup_step_decorators(names, registry)
    try:
        yield
    finally:
        for names in known:
            setup_step_decorators(names)
