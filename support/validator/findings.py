"""What the validator says when something is wrong."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

LONGEST_EXCERPT: Final = 2000
LONGEST_VALUE: Final = 80

Tell = Callable[[str, str], None]
"""Takes a promise id and one plain sentence about the event in hand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken promise.

    `sentence` names the event, what was expected and what came. `position` is the event's 0-based
    index in the stream, None for what was found when the stream was over. `event` is the event as
    it came, or an excerpt of it where it is huge.
    """

    promise: str
    sentence: str
    position: int | None
    event: object


def excerpt(event: object) -> object:
    """The event itself where it is small, its beginning where it is not."""
    if type(event) is str:
        return event if len(event) <= LONGEST_EXCERPT else event[:LONGEST_EXCERPT] + "…"
    if type(event) in {bytes, bytearray}:
        frame: Any = event
        return bytes(frame[:LONGEST_EXCERPT]) + (b"..." if len(frame) > LONGEST_EXCERPT else b"")
    return event


def named(event: Any) -> str:
    """How a sentence names an event: its type and, where it has one, its number in the session."""
    return event.type if event.sequence is None else f"{event.type} (event {event.sequence})"


def quoted(value: object) -> str:
    """A value as a sentence shows it: JSON where that is possible, and never long."""
    if isinstance(value, str | int | float | None):
        text = json.dumps(value[:LONGEST_VALUE] if isinstance(value, str) else value)
    elif isinstance(value, Mapping):
        return "an object"
    elif isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    else:
        return f"a {type(value).__name__}"
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


def listed(names: Any) -> str:
    """Names as a sentence lists them, in a stable order."""
    return ", ".join(sorted(str(name) for name in names))
