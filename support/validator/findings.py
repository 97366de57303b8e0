"""What the validator says when something is wrong."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

LONGEST_EXCERPT: Final = 2000
LONGEST_VALUE: Final = 80
LONGEST_SENTENCE: Final = 800
MOST_NAMES: Final = 8

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
    return event.type if event.sequence is None else named_as(event.type, event.sequence)


def named_as(kind: str, sequence: int) -> str:
    return f"{kind} (event {sequence})"


def quoted(value: Any) -> str:
    """A JSON value as a sentence shows it, never long."""
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return shortened(json.dumps(value))


def listed(names: Any) -> str:
    """Names as a sentence lists them, in a stable order; never many, and none of them long."""
    ordered = sorted(str(name) for name in names)
    told = ", ".join(shortened(name) for name in ordered[:MOST_NAMES])
    more = len(ordered) - MOST_NAMES
    return told if more <= 0 else f"{told} and {more} more"


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


def printable(sentence: str) -> str:
    """The sentence in one line that every terminal shows as it is, without its middle if huge."""
    if not sentence.isprintable():
        sentence = "".join(map(_shown, sentence))
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    half = LONGEST_SENTENCE // 2
    return f"{sentence[:half]} … {sentence[-half:]}"


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode()
