"""behave, reading the specification where it lies and running it where it was called."""

from collections.abc import Iterable, Sequence
from contextlib import chdir
from pathlib import Path
from typing import Any

from behave.configuration import Configuration as BehaveConfiguration
from behave.model import Feature
from behave.runner import Runner

from support.installed import where_it_lies


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
    """In a checkout the two folders are one, and this is behave's own runner."""

    def __init__(self, config: Any) -> None:
        super().__init__(config)
        self._called_in = Path.cwd()

    def run(self) -> bool:
        with where_it_lies():
            return bool(super().run())

    def run_model(self, features: Iterable[Feature] | None = None) -> bool:
        with chdir(self._called_in):
            return bool(super().run_model(features))
