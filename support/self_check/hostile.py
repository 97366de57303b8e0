"""What a platform should never send, and what must not stop the validator."""

import json
import time
import tracemalloc
from collections.abc import Callable, Mapping
from typing import Any, Final, Self

from support.contract.everyday_events import RunCompleted
from support.example_streams import MAYA, STREAMS
from support.self_check.hostile_classes import Broken, Endless, Liar
from support.self_check.streams import judged
from support.validator import Finding, WebSocketEventValidator


def _frame(**fields: Any) -> str:
    return json.dumps(STREAMS["a final failure"]()[1] | fields)


def _with(addition: str) -> str:
    return f"{_frame()[:-1]}, {addition}}}"


def _cycle() -> dict[str, Any]:
    ring: dict[str, Any] = {}
    ring["again"] = ring
    return ring


def _nested(levels: int) -> dict[str, Any]:
    inner: dict[str, Any] = {}
    for _ in range(levels):
        inner = {"deeper": inner}
    return inner


def _twice(*names: str) -> str:
    return _with(", ".join(f'"{name}": 1, "{name}": 2' for name in names))


_LONG: Final = "x" * 5_000
_UNPRINTABLE: Final = "\\udb40\\udc01"
A_KEY: Final = "sk-live-4f9a8b7c6d5e4f3a2b1c"
A_SECRET: Final = "hunter"
LONGEST_LINE: Final = 820


def _told_to(user_id: str, written: str = "", otherwise: str = "") -> str:
    told = json.dumps(STREAMS["a final failure"]()[3] | {"user_id": user_id})
    return told.replace(written, otherwise)


def _twice_with(space: str) -> str:
    return _with(f'"request_id"{space}: "req-2"')


def _run_id_twice(story: str, at: int) -> str:
    return f'{json.dumps(STREAMS[story]()[at])[:-1]}, "run_id": null}}'


HOSTILE: Final[Mapping[str, Callable[[], Any]]] = {
    "nothing at all": str,
    "no text in UTF-8": lambda: b"\xff\xfe\x00",
    "no JSON": lambda: "<html>502 Bad Gateway</html>",
    "cut in the middle": lambda: _frame()[:80],
    "a list": lambda: "[1, 2, 3]",
    "a number": lambda: "42",
    "a text in quotes": lambda: '"hello"',
    "nothing but its type": lambda: '{"type": "run_started"}',
    "a type that nobody knows": lambda: _frame(type="agent_eror"),
    "a new type of an endless version": lambda: _frame(
        type="agent_news", schema_version=f"1.{'7' * 20}"
    ),
    "null": lambda: "null",
    "an empty object": lambda: "{}",
    "NaN in a field that it does not know": lambda: _with('"more": NaN'),
    "Infinity for a number": lambda: _frame().replace('"sequence": 2', '"sequence": Infinity'),
    "a field that comes twice": lambda: _with('"request_id": "req-2"'),
    "a field that comes twice, one of them in disguise": lambda: _with(
        '"request\\u005fid": "req-2"'
    ),
    "a field that comes twice, deep inside": lambda: _with('"more": {"a": 1, "a": 2}'),
    "a field that comes twice, a space before its colon": lambda: _twice_with(" "),
    "a field that comes twice, a tab before its colon": lambda: _twice_with("\t"),
    "a field that comes twice, a return before its colon": lambda: _twice_with("\r"),
    "a field that comes twice, a new line before its colon": lambda: _twice_with("\n"),
    "a snapshot with a field that comes twice": lambda: _run_id_twice("a return after a gap", 3),
    "handed out work with a field that comes twice": lambda: _run_id_twice(
        "a server that was killed", -1
    ),
    "a number of sixty digits": lambda: "7" * 60,
    "a wait without end": lambda: _told_to(MAYA, '"retry_after": null', '"retry_after": 1e999'),
    "a parameter without end": lambda: _told_to(MAYA, '"agent": "writer"', '"agent": 1e999'),
    "a warning of a score without end": lambda: _frame(
        type="early_warning", upstream="one", signal="latency", horizon=9, mitigation="none"
    ).replace('"horizon"', '"score": 1e999, "horizon"'),
    "a number of 5,000 digits": lambda: _with(f'"more": {"9" * 5000}'),
    "a number of 1,233 digits": lambda: _with(f'"more": {"9" * 1233}'),
    "a number of 1,234 digits": lambda: _with(f'"more": {"9" * 1234}'),
    "an object with a number of 1,233 digits": lambda: json.loads(_with(f'"more": {"9" * 1233}')),
    "a number in its place of 1,234 digits": lambda: _frame().replace(
        '"sequence": 2', f'"sequence": {"9" * 1_234}'
    ),
    "a number in its place of 4,300 digits": lambda: _frame().replace(
        '"sequence": 2', f'"sequence": {"9" * 4_300}'
    ),
    "300 lists deep in a field that it knows": lambda: _frame().replace(
        '"req-1"', "[" * 300 + "]" * 300
    ),
    "a name that comes twice and clears the screen": lambda: _with(
        '"\\u001b[2J": 1, "\\u001b[2J": 2'
    ),
    "a name of 5,000 letters that comes twice": lambda: _twice(_LONG),
    "a name of 200 unprintable signs that comes twice": lambda: _twice(_UNPRINTABLE * 200),
    "eight fields that come twice": lambda: _twice(*"hgfedcba"),
    "nine fields that come twice": lambda: _twice(*"ihgfedcba"),
    "ten fields that come twice": lambda: _twice(*"jihgfedcba"),
    "a key for a name, with a secret": lambda: _with(f'"{A_KEY}": "{A_SECRET}"'),
    "a key for a customer": lambda: _told_to(A_KEY),
    "half a character": lambda: _frame(request_id="\ud800"),
    "half a character in raw": lambda: _frame().replace("req-1", "\ud800"),
    "10,000 objects deep": lambda: '{"a":' * 10_000 + "1" + "}" * 10_000,
    "10,000 open brackets": lambda: "[" * 10_000,
    "an object 10,000 levels deep": lambda: _nested(10_000),
    "an object that contains itself": _cycle,
    "an object without end": Endless,
    "an object that cannot be read": lambda: Broken(type="run_started"),
    "an object with keys that are no text": lambda: {1: "run_started"},
    "an object that holds a set": lambda: {"type": {"run_started"}},
    "an object that holds NaN": lambda: {"type": float("nan")},
    "an object of a class of its own": object,
    "an object that says it is a text": Liar,
    "an object of a million values": lambda: {"more": [None] * 1_000_000},
    "an object of 100,000 values": lambda: {"more": [None] * 99_999},
    "an object of 100,001 values": lambda: {"more": [None] * 100_000},
    "an object of 1,048,576 characters": lambda: {"more": "x" * (2**20 - 4)},
    "an object of 1,048,577 characters": lambda: {"more": "x" * (2**20 - 3)},
    "a field with a name of two million characters": lambda: {"x" * 2_000_000: 1},
    "an object of two million characters": lambda: {"more": "x" * 2_000_000},
    "an object with a number of 6,000 digits": lambda: {"more": 10**6_000},
    "a model that nobody checked": lambda: RunCompleted.model_construct(run_id=object()),
    "a class": lambda: dict,
    "None": lambda: None,
    "a text full of slashes": lambda: json.dumps("a/" * 400_000),
    "a text of two million characters": lambda: "x" * 2_000_000,
    "a text of exactly 2,000 signs": lambda: "x" * 2_000,
    "two million bytes": lambda: b"x" * 2_000_000,
    "exactly 2,000 bytes": lambda: b"x" * 2_000,
}
"""Each by its name, made when it is needed."""


PLANTED: Final = "blue otter harbour"
"""Plain words, of which only a judge who was told so knows that they are a secret."""

_STORY_WITH: Final = {
    "snapshot": "a return after a gap",
    "work handed out": "a server that was killed",
}


class LeakTrial:
    """A text in one place of an otherwise good event, and what is found in it.

    The place is a field of a failure event, "field called ..." for one that it does not have, or
    one of "nested field", "field name", "secret field", "preserved step", "parameter", "answer",
    "snapshot" and "work handed out".
    """

    def __init__(self, text: str, place: str) -> None:
        self._events = STREAMS[_STORY_WITH.get(place, "kept work, then a failure")]()
        event = self._events[4]
        if place == "snapshot":
            self._events[3]["snapshot"]["runs"][0]["finished_steps"] = [text]
        elif place == "work handed out":
            self._events[-1]["steps"][0]["text"] = text
        elif place == "nested field":
            event["debug"] = {"causes": [{"first": text}]}
        elif place == "field name":
            event["debug"] = {text: True}
        elif place == "secret field":
            event["debug"] = {"db_password": text}
        elif place.startswith("field called "):
            event["debug"] = {place.removeprefix("field called "): text}
        elif place == "preserved step":
            self._events[3]["preserved_steps"] = [text]
        elif place == "answer":
            self._events[2]["text"] = text
        elif place == "parameter":
            event["message_params"] = {"what": text}
        else:
            event[place] = text

    @classmethod
    def in_pieces(cls, pieces: list[str]) -> Self:
        trial = cls("", "answer")
        at = trial._events[2]
        told = [at | {"text": piece, "event_id": f"evt-{piece}"} for piece in pieces]
        trial._events[2:] = [
            event | {"sequence": number, "event_id": f"evt-{number}"}
            for number, event in enumerate(told, 3)
        ]
        return trial

    def findings(self) -> list[Finding]:
        """What is found at any event; what the end of the stream lacks is not asked here."""
        return [
            finding
            for finding in judged(self._events, planted=PLANTED)
            if finding.position is not None
        ]


def unfit_sentences(frame: Any) -> list[str]:
    """What is said of the frame that is no short line, or repeats a secret in full."""
    validator = WebSocketEventValidator(user_id=MAYA, forbidden=[A_SECRET])
    told = [finding.sentence for finding in validator.receive(frame)]
    assert told, "nothing was found"
    return [
        sentence
        for sentence in told
        if not sentence.isprintable()
        or len(sentence) > LONGEST_LINE
        or A_KEY in sentence
        or A_SECRET in sentence
    ]


class OneFrame:
    """One frame that is judged, with the time and the memory that it took."""

    def __init__(self, frame: str) -> None:
        validator = WebSocketEventValidator(user_id=MAYA)
        tracemalloc.start()
        begun = time.perf_counter()
        found = validator.receive(frame)
        self.seconds = time.perf_counter() - begun
        self.memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        self.told = [finding.sentence for finding in found]
        self.is_refused_unread = len(found) == 1 and "not looked into" in self.told[0]
