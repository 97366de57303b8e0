"""How a platform writes its output: read from one that was checked, to know the next again.

A program writes all its frames in one way: the same fields in the same order, with the same signs
between them. What is written in a way that is known, with nothing unusual in it, need not be
parsed to know what it says. Whatever it is not so sure of is left to the schema.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from support.contract.vocabulary import SCHEMA_VERSION

MOST_SHAPES: Final = 4

_TEXT: Final = '([^"]+)'
_MOMENT: Final = r"(.{16}:[0-5][0-9]\.[0-9]{3}Z)"
_NUMBER: Final = "([1-9][0-9]{0,14})"
_FIELDS: Final = {
    "event_id": _TEXT,
    "sequence": _NUMBER,
    "session_id": _TEXT,
    "run_id": _TEXT,
    "timestamp": _MOMENT,
    "sent_at": _MOMENT,
    "step": _TEXT,
    "text": '([^"]*)',
}
_FIXED: Final = {"type": "agent_output", "schema_version": SCHEMA_VERSION}


@dataclass(frozen=True, slots=True)
class Shape:
    """`order`: which group of `match` is which field, in the order of `_FIELDS`."""

    match: Callable[[str], re.Match[str] | None]
    order: tuple[int, ...]


class Shapes:
    """The ways that were seen, the newest of them; `last` is the one that fitted last."""

    def __init__(self) -> None:
        self._known: list[Shape] = []
        self.last: Shape | None = None

    def learn(self, text: str, event: Any) -> None:
        """This text is this event, and nothing else."""
        if "\\" in text:
            return
        for shape in self._known:
            if shape.match(text):
                self.last = shape
                return
        learned = _shape_of(text, event)
        if learned is not None:
            self._known = [*self._known[1 - MOST_SHAPES :], learned]
            self.last = learned


def _shape_of(text: str, event: Any) -> Shape | None:
    """How the output is written; None where that is not certain."""
    begin, *rest = text.split('"')
    pattern, key, fields = re.escape(begin), "", []
    for inside, after in zip(rest[::2], rest[1::2], strict=True):
        between = re.escape(after)
        if after.lstrip().startswith(":"):
            key = inside
            pattern += f'"{re.escape(key)}"'
            if key == "sequence":
                fields.append(key)
                between = between.replace(str(event.sequence), _NUMBER, 1)
        elif key in _FIXED:
            pattern += f'"{re.escape(_FIXED[key])}"'
        elif key in _FIELDS:
            fields.append(key)
            pattern += f'"{_FIELDS[key]}"'
        else:
            return None
        pattern += between
    if sorted(fields) != sorted(_FIELDS):
        return None
    shape = Shape(re.compile(pattern).fullmatch, tuple(fields.index(name) + 1 for name in _FIELDS))
    return shape if _says(shape, text, event) else None


def _says(shape: Shape, text: str, event: Any) -> bool:
    found = shape.match(text)
    told = tuple(str(getattr(event, name)) for name in _FIELDS)
    return found is not None and found.group(*shape.order) == told
