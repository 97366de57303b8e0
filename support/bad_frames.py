"""What a broken app may send, by the words that the features use for it."""

import json
from collections.abc import Mapping
from typing import Any, Final


def _ask(**changes: Any) -> str:
    return json.dumps({"type": "ask", "request_id": "request-1", "text": "Hello?", **changes})


BAD_FRAMES: Final[Mapping[str, str | bytes]] = {
    "words that are not an object": "Hello?",
    "a list instead of an object": "[1, 2, 3]",
    "an unknown kind of message": '{"type": "hello"}',
    "a request without its text": '{"type": "ask", "request_id": "request-1"}',
    "a number where words belong": _ask(text=42),
    "a request with a field too many": _ask(user_id="user-tom"),
    "a request that is far too long": _ask(text="a" * 65_536),
    "a message in binary": _ask().encode(),
    "lists in lists, ten thousand deep": "[" * 10_000 + "]" * 10_000,
    "a second token": '{"type": "authenticate", "token": "another"}',
    "a stop for a run that is not there": '{"type": "cancel", "run_id": "run-1"}',
}
