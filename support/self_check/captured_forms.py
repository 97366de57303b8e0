"""The forms that a captured log may have."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from support.contract.defaults import PlatformSettings
from support.example_streams import MAYA
from support.judging import JudgedLog
from support.self_check.streams import Event

TOKEN: Final = "a token of hers"


def _har(frames: Sequence[Mapping[str, Any]], url: str = "wss://shop.example/") -> str:
    entry = {"request": {"url": url}, "_resourceType": "websocket", "_webSocketMessages": frames}
    other = {"request": {"url": "https://shop.example/app.js"}, "response": {"status": 200}}
    return json.dumps({"log": {"version": "1.2", "entries": [other, entry]}}, indent=1)


def message(data: str, at: float, kind: str = "receive") -> dict[str, Any]:
    """As developer tools note it."""
    return {"type": kind, "time": 1_795_000_000 + at, "opcode": 1, "data": data}


def saved_by_a_browser(frames: Sequence[str]) -> str:
    return _har([message(frame, number / 10) for number, frame in enumerate(frames)])


def _saved(events: Sequence[Event]) -> str:
    """One frame came as bytes, and the browser's own token went before all."""
    first = message(json.dumps({"type": "authenticate", "token": TOKEN}), 0, "send")
    told = [message(json.dumps(event), 1 + n / 10) for n, event in enumerate(events)]
    last = told[-1]
    coded = base64.b64encode(str(last["data"]).encode()).decode()
    return _har([first, *told[:-1], last | {"opcode": 2, "data": coded}])


def _kept(events: Sequence[Event]) -> str:
    return JudgedLog(
        who="Maya",
        user_id=MAYA,
        settings=PlatformSettings(),
        asked=tuple(event["request_id"] for event in events if "request_id" in event),
        frames=tuple(json.dumps(event) for event in events),
    ).model_dump_json()


def _transcript(events: Sequence[Event]) -> str:
    told = [
        f"{number:12.6f} < {json.dumps(_masked(event))}\n" for number, event in enumerate(events)
    ]
    hello = '    0.000000 > {"type": "authenticate", "token": "(masked)"}\n'
    return "".join([hello, *told, f"{len(told):12.6f} closed 1000 \n"])


def _of_impact(events: Sequence[Event]) -> str:
    """As `python -m support impact` reads it: with what was asked, and what went on elsewhere."""
    lines: list[dict[str, Any]] = [{"began": "2026-03-02T09:00:00Z"}]
    asked = [event["request_id"] for event in events if "request_id" in event]
    lines += [{"at": 0.5, "who": "Maya", "asked": request} for request in asked]
    lines += [{"at": n, "who": "Maya", "event": event} for n, event in enumerate(events)]
    lines.insert(4, {"at": 2, "upstream": "primary", "fault": "", "run_id": "run-1"})
    return "".join(f"{json.dumps(line)}\n" for line in [*lines, {"at": 9, "lifted": True}])


def _masked(event: Event) -> Event:
    return event | {"resume_token": "(masked)"} if "resume_token" in event else event


FORMS: Final[Mapping[str, Callable[[Sequence[Event]], str]]] = {
    "lines": lambda told: "".join(f"{json.dumps(event)}\n" for event in told),
    "lines of a recorder": lambda told: "".join(
        f"{json.dumps({'at': n, 'user_id': MAYA, 'frame': event})}\n"
        for n, event in enumerate(told)
    ),
    "lines of a recorder, frames as texts": lambda told: "".join(
        f"{json.dumps({'connection': 1, 'direction': 'received', 'frame': json.dumps(event)})}\n"
        for event in told
    ),
    "a log of what failures cost": _of_impact,
    "an array": lambda told: json.dumps(list(told), separators=(",", ":")),
    "an array of an event a line": lambda told: (
        "[\n" + ",\n".join(json.dumps(event) for event in told) + "\n]\n"
    ),
    "values that a person can read": lambda told: "\n".join(
        json.dumps(event, indent=2) for event in told
    ),
    "what a browser saved": _saved,
    "a log of this suite": _kept,
    "a transcript of this suite": _transcript,
}
