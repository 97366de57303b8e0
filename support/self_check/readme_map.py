"""The README's table of what was asked for: what it names, and what of that is not there."""

import importlib
import re
from collections.abc import Iterator
from typing import Final

from support.contract.events import FAILURE_EVENTS
from support.contract.vocabulary import ErrorType
from support.self_check.written import PROJECT

CORE_SCENARIOS: Final = 12
FIELDS: Final = (
    *("type", "error_type", "message", "agent_name", "timestamp", "is_recoverable", "user_id"),
    *("user_message", "suggested_action", "retry_possible", "estimated_recovery_time"),
)
_HEADING: Final = "| asked for | the feature | the part |"
_PLACE: Final = re.compile(
    r"`((?:features|support|\.ci|\.github)/[\w./-]+|pyproject\.toml)(?:: (\w+))?`"
)
_TAGGED: Final = re.compile(r"`(features/[\w./]+)` `(@\w+)`")


def table() -> str:
    """The rows of the README's table; empty where it has none."""
    _, heading, below = (PROJECT / "README.md").read_text(encoding="utf-8").partition(_HEADING)
    return (heading + below).partition("\n\n")[0]


def leads_nowhere(rows: str) -> Iterator[str]:
    """A sentence for each entry that names what is not there."""
    for path, name in _PLACE.findall(rows):
        if not (PROJECT / path).exists():
            yield f"{path} is no file"
        elif name and not hasattr(_module(path), name):
            yield f"{path} has no {name}"
    for path, tag in _TAGGED.findall(rows):
        feature = PROJECT / path
        if feature.is_file() and tag not in feature.read_text(encoding="utf-8").split():
            yield f"{feature.name} has no {tag}"


def names(rows: str) -> set[str]:
    """Everything that stands between backticks."""
    return set(re.findall(r"`([^`]+)`", rows))


def asked_for_by_name() -> set[str]:
    """What the request names one by one."""
    return {*(str(error) for error in ErrorType), *FAILURE_EVENTS, *FIELDS}


def core_tags() -> set[str]:
    return {f"@core_{number}" for number in range(1, CORE_SCENARIOS + 1)}


def _module(path: str) -> object:
    return importlib.import_module(path.removesuffix(".py").replace("/", "."))
