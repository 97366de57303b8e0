"""One row of a table of rules."""

from collections.abc import Callable
from typing import Any, NamedTuple


class Rule(NamedTuple):
    """When `broken`, the sentence begins with the event's name and goes on with what is `wrong`."""

    promise: str
    broken: Callable[[Any], bool]
    wrong: str | Callable[[Any], str]
