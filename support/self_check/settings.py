"""A configuration read on trial, and the README's table of settings."""

from collections.abc import Mapping
from typing import Final

from support.configuration import SETTINGS, Configuration, ConfigurationError
from support.self_check.written import PROJECT

_HEADING: Final = "| setting | default | values | meaning |"

STRANGE: Final[Mapping[str, Mapping[str, str]]] = {
    "name clears the screen": {"\x1b[2J": "1"},
    "name has 5,000 letters": {"x" * 5_000: "1"},
    "value has 50,000 letters": {"first_token": "x" * 50_000},
}
"""Settings that could spoil the screen of who reads what is wrong with them."""


class Reading:
    """What became of some settings: a configuration, or the problems with them."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self.problems: tuple[str, ...] = ()
        try:
            self.configuration = Configuration.read(settings)
        except ConfigurationError as refused:
            self.problems = refused.problems

    def in_force(self) -> dict[str, str]:
        """Every setting and its value, as text."""
        assert not self.problems, self.problems
        return {key: str(self.configuration.value_of(key)) for key in SETTINGS}


def settings_table() -> str:
    """The table of all settings, in Markdown, as the README must hold it."""
    rows = [
        f"| `{s.key}` | {'' if s.default in (None, ()) else s.default} | {s.wanted} | {s.meaning} |"
        for s in SETTINGS.values()
    ]
    return "\n".join([_HEADING, "| --- | --- | --- | --- |", *rows])


def readme_table() -> str:
    """The table of settings in the README; empty where it has none."""
    _, heading, below = (PROJECT / "README.md").read_text(encoding="utf-8").partition(_HEADING)
    return (heading + below).partition("\n\n")[0]
