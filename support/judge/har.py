"""HAR, as a browser's developer tools save it: the messages of its WebSockets.

The browser was one customer's, so all its connections are one stream, in the order of time. The
messages are looked for in the text, so that each has its line, and a file that was cut off is read
as far as it goes.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from operator import attrgetter
from typing import Any, Final

from support.contract.events import EVENTS
from support.judge.captured import RECEIVED, SENT, WHOLE_LOG, Captured, NothingToJudgeError, Plain

_MESSAGES: Final = re.compile(r'"_webSocketMessages"\s*:\s*\[')
_BETWEEN: Final = re.compile(r"[\s,]*")
_TEXT, _BINARY = 1, 2


def read_har(text: str, *, any_frame: bool) -> Iterator[Plain]:
    """The frames of those connections on which an event of ours came, all with `any_frame`.

    Raises NothingToJudgeError where there is none.
    """
    places = list(_MESSAGES.finditer(text))
    if not places:
        raise NothingToJudgeError(
            "no WebSocket message is in it. Open the developer tools before the page connects, "
            "and save all as HAR with content"
        )
    found: list[Captured] = []
    for number, place in enumerate(places, 1):
        frames = list(_connection(text, place.end(), str(number)))
        if any_frame or any(_is_of_ours(one) for one in frames):
            found += frames
    return (one.plain for one in sorted(found, key=attrgetter("at")))


def _connection(text: str, at: int, connection: str) -> Iterator[Captured]:
    decode = json.JSONDecoder().raw_decode
    line, counted, time = 1 + text.count("\n", 0, at), at, 0.0
    while True:
        at = end_of(_BETWEEN, text, at)
        if text[at : at + 1] != "{":
            return
        line, counted = line + text.count("\n", counted, at), at
        try:
            message, at = decode(text, at)
        except json.JSONDecodeError:
            yield Captured(line, WHOLE_LOG, text[at : at + 200], RECEIVED, connection, time)
            return
        time = _number(message.get("time"), time)
        frame = _frame(message)
        if frame is not None:
            way = SENT if message.get("type") in ("send", "request") else RECEIVED
            yield Captured(line, WHOLE_LOG, frame, way, connection, time)


def end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where what fits the pattern here ends; here where nothing fits."""
    found = pattern.match(text, at)
    return at if found is None else found.end()


def _number(value: Any, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) else otherwise


def _frame(message: dict[str, Any]) -> str | bytes | None:
    data, kind = message.get("data"), message.get("opcode", _TEXT)
    if not isinstance(data, str) or kind not in (_TEXT, _BINARY):
        return None
    if kind == _TEXT:
        return data
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error:
        return data


def _is_of_ours(captured: Captured) -> bool:
    return captured.way == RECEIVED and is_an_event(captured.frame)


def is_an_event(frame: str | bytes) -> bool:
    """Whether it says of itself that it is an event of the contract."""
    try:
        value: Any = json.loads(frame)
    except (ValueError, RecursionError):
        return False
    kind = value.get("type") if isinstance(value, dict) else None
    return isinstance(kind, str) and kind in EVENTS
