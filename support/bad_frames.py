"""What a broken app may send, by the words that the features use for it."""

import json
from collections.abc import Mapping
from typing import Any, Final


def _ask(**changes: Any) -> str:
    return json.dumps({"type": "ask", "request_id": "request-1", "text": "Hello?", **changes})


def _resume(last_sequence: str) -> str:
    names = '"type": "resume", "session_id": "session-1", "resume_token": "token"'
    return f'{{{names}, "last_sequence": {last_sequence}}}'


def in_pieces(text: str, count: int) -> list[str]:
    """The text as that many pieces."""
    size = -(-len(text) // count)
    return [text[at : at + size] for at in range(0, len(text), size)]


BAD_FRAMES: Final[Mapping[str, str | bytes]] = {
    "words that are not an object": "Hello?",
    "a list instead of an object": "[1, 2, 3]",
    "an unknown kind of message": '{"type": "hello"}',
    "a request without its text": '{"type": "ask", "request_id": "request-1"}',
    "a number where words belong": _ask(text=42),
    "a request with a field too many": _ask(user_id="user-tom"),
    "a request that is far too long": _ask(text="a" * 65_536),
    "a request that names a field twice": _ask()[:-1] + ', "text": "Something else"}',
    "an empty message": "",
    "half a character": _ask()[:-2] + '\\ud800"}',
    "a number that is no number": _resume("NaN"),
    "a number of five thousand digits": _resume("9" * 5_000),
    "a language that is none": _ask(locale="Klingon"),
    "a message in binary": _ask().encode(),
    "lists in lists, ten thousand deep": "[" * 10_000 + "]" * 10_000,
    "a second token": '{"type": "authenticate", "token": "another"}',
    "a stop for a run that is not there": '{"type": "cancel", "run_id": "run-1"}',
}

_UNMASKED: Final = bytes(4)

BROKEN_FRAMES: Final[Mapping[str, bytes]] = {
    "a message of more than a megabyte": b"\x81\xff" + (2**20 + 1).to_bytes(8) + _UNMASKED,
    "words that are no text in any alphabet": b"\x81\x82" + _UNMASKED + b"\xff\xfe",
    "something that no WebSocket would send": b"\x83\x80" + _UNMASKED,
}
"""Bytes on the wire that end a connection (RFC 6455): a length, bad UTF-8, an unknown opcode."""
