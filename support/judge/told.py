"""How what was found is handed on."""

from collections.abc import Callable
from typing import NamedTuple

from support.validator import Finding


class Place(NamedTuple):
    """Where in the log: see `Found`."""

    file: int
    line: int
    stream: str
    frame: int | None


Tell = Callable[[Finding, Place], None]
