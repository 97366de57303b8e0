"""Lines of a recorder: a JSON object around each frame.

The frame is the `frame`, as an object or as its text, or the `event` of such a log as
`python -m support impact` reads, which also says what was `asked`, and what went on elsewhere.
"""

import json
import re
from typing import Any, Final

from support.judge.captured import (
    RECEIVED,
    SENT,
    WHOLE_LOG,
    Captured,
    NothingToJudgeError,
    with_masked_tokens,
)
from support.judge.routing import session_of

SIGNS: Final = (b'"frame"', b'"event"', b'"asked"')
"""What a line of a recorder holds that belongs to a stream."""

_OF_EACH: Final = frozenset({"event_id", "session_id"})
_BESIDE: Final = frozenset({"began", "upstream", "touched", "lifted", "ended"})
_FRAME: Final = re.compile(r'"(?:frame|event)"\s*:\s*')
_WHO: Final = ("user_id", "user", "who", "customer")
_WAYS: Final = ("direction", "way")
_SENT: Final = frozenset({"sent", "send", "out", "outgoing", ">"})
_TIMES: Final = ("at", "time")


def recorded(number: int, line: bytes, *, one_customer: bool) -> Captured | None:
    """What a recorder noted around a frame; None where the line is none of a recorder's.

    Raises NothingToJudgeError where the frame was shortened.
    """
    text, note = _note(line)
    frame = note.get("frame", note.get("event"))
    if "event" in note and isinstance(frame, dict) and _OF_EACH.isdisjoint(frame):
        raise NothingToJudgeError(
            f"the event of line {number} is shortened, which is enough for `impact` alone. "
            "Judge the log with whole frames: `-D logs=` keeps it beside this one, as .json"
        )
    if frame is None and isinstance(note.get("asked"), str):
        frame = json.dumps({"type": "ask", "request_id": note["asked"], "text": "(not recorded)"})
    elif frame is None:
        return None
    elif not isinstance(frame, str):
        frame = _as_written(text, frame)
    stream = next((str(note[key]) for key in _WHO if note.get(key)), None)
    if one_customer:
        stream = WHOLE_LOG
    elif stream is None:
        stream = session_of(frame.encode("utf-8", "surrogatepass"))
    frame = with_masked_tokens(frame)
    sent = "asked" in note or any(note.get(key) in _SENT for key in _WAYS)
    at = next((note[key] for key in _TIMES if isinstance(note.get(key), int | float)), None)
    way = SENT if sent else RECEIVED
    return Captured(number, stream, frame, way, str(note.get("connection", "")), at)


def is_beside(line: bytes) -> bool:
    """Whether a recorder tells in this line of something else than a customer's frames."""
    return not _BESIDE.isdisjoint(_note(line)[1])


def _note(line: bytes) -> tuple[str, dict[str, Any]]:
    try:
        text = line.decode()
        note: Any = json.loads(text)
    except (ValueError, RecursionError):
        return "", {}
    return (text, note) if isinstance(note, dict) and "type" not in note else ("", {})


def _as_written(text: str, frame: Any) -> str:
    """The frame as it stands in the line, so that a key that came twice is seen."""
    places = list(_FRAME.finditer(text))
    if len(places) != 1:
        return json.dumps(frame)
    begin = places[0].end()
    _, end = json.JSONDecoder().raw_decode(text, begin)
    return text[begin:end]
