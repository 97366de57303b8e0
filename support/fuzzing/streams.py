"""Streams of events that went wrong: real ones with a few changes each, in any order and form."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from support.contract.events import EVENTS, read
from support.contract.everyday_events import RunCompleted
from support.example_streams import STREAMS
from support.fuzzing import draw as st
from support.fuzzing import values

Event = dict[str, Any]
Sent = tuple[str, Any]
"""The form in which something came, and what it was; a list of these is an input."""

_STORIES: Final[tuple[list[Event], ...]] = tuple(tell() for tell in STREAMS.values())
_PAIRS: Final = sorted(
    {
        (name, json.dumps(told))
        for story in _STORIES
        for event in story
        for name, told in event.items()
    }
)
_OF_NUMBERS: Final = sorted({n for n, told in _PAIRS if told[0].isdigit()} | {"retry_after"})
_OF_MOMENTS: Final = ("timestamp", "sent_at", "expires_at")
_LEFT_OUT: Final = "(left out)"
_OUR_NAMES: Final = re.compile(r'"(?=(?:evt|ses|run|req|fail|res)-)')
_AT_MOST: Final = 40
_place: Final = st.integers(0, 30)


def _frame(sent: Any) -> str:
    return sent if isinstance(sent, str) else json.dumps(sent, ensure_ascii=False)


def _model(sent: Any) -> Any:
    """A model that fits where it can be one, and otherwise one that nobody checked."""
    if not isinstance(sent, dict) or not all(isinstance(name, str) for name in sent):
        return RunCompleted.model_construct(run_id=sent)
    kind = sent.get("type")
    model = EVENTS.get(kind, RunCompleted) if isinstance(kind, str) else RunCompleted
    try:
        return read(json.dumps(sent))
    except ValueError:
        return model.model_construct(**sent)


FORMS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "frame": lambda sent: sent if isinstance(sent, str) else json.dumps(sent),
    "spaced": lambda sent: json.dumps(sent, indent=1, ensure_ascii=False),
    "bytes": lambda sent: _frame(sent).encode("utf-8", "surrogatepass"),
    "object": lambda sent: sent,
    "model": _model,
}
"""What the validator is handed, by the word for it in an input."""


def arrive(sent: Sent) -> Any:
    form, what = sent
    return FORMS[form](what)


def afterwards() -> list[Event]:
    """A good stream of the same customer in another session, with names of its own."""
    told = json.dumps(STREAMS["kept work, then a failure"]())
    told = _OUR_NAMES.sub('"after-', told).replace("Zq7w_2Lr9", "Xk3v_8Pb4")
    events: list[Event] = json.loads(told)
    return events


def _of_a_story(pair: tuple[str, str]) -> tuple[str, Any]:
    return pair[0], json.loads(pair[1])


_change: Final = st.one_of(
    st.tuples(st.sampled_from(_PAIRS).map(lambda pair: pair[0]), values.value),
    st.tuples(st.sampled_from(_PAIRS).map(lambda pair: pair[0]), st.just(_LEFT_OUT)),
    st.tuples(st.sampled_from(_OF_NUMBERS), st.sampled_from(values.NUMBERS)),
    st.tuples(st.sampled_from(_OF_MOMENTS), st.sampled_from(values.MOMENTS)),
    st.tuples(values.name, values.value),
    st.sampled_from(_PAIRS).map(_of_a_story),
)


def _cut(frame: str, at: int, length: int, junk: str) -> str:
    at %= len(frame) + 1
    return frame[:at] + junk + frame[at + length :]


_on_the_wire: Final = st.one_of(
    st.builds(
        lambda at, length, junk: lambda frame: _cut(frame, at, length, junk),
        st.integers(0, 900),
        st.sampled_from((0, 0, 1, 5, 10_000)),
        st.sampled_from(("", '"', ",", "}", "\\", "\\ud800", "1e999", "\0", " ", '{"a":1,"a":2},')),
    ),
    st.builds(
        lambda name, told: lambda frame: f'{{"{name}": {told}, ' + frame[1:],
        st.sampled_from(
            ("type", "sequence", "user_id", "x\\u0000", "x\\u001b[2J" * 9, "more" * 99)
        ),
        st.sampled_from(("1", '"a"', "9" * 4_299, "9" * 4_301, "-" + "9" * 4_400, "1e400", "NaN")),
    ),
    st.sampled_from([lambda frame: frame.replace("-1", "-\\u0031"), lambda frame: f" {frame}\n"]),
)


def _made(
    story: int, changes: list[Any], swaps: list[tuple[int, int]], wire: list[Any], forms: list[Any]
) -> list[Sent]:
    events = [dict(event) for event in _STORIES[story][:_AT_MOST]]
    for at, (name, told) in changes:
        event = events[at % len(events)]
        if told == _LEFT_OUT:
            event.pop(name, None)
        else:
            event[name] = told
    for one, other in swaps:
        events.insert(one % len(events), dict(events[other % len(events)]))
    stream: list[Sent] = [("frame", event) for event in events]
    for at, form in forms:
        stream[at % len(stream)] = (form, stream[at % len(stream)][1])
    for place, change in wire:
        at = place % len(stream)
        stream[at] = ("bytes" if at % 3 == 0 else "frame", change(_frame(stream[at][1])))
    return stream


stream: Final[st.Strategy[list[Sent]]] = st.builds(
    _made,
    st.integers(0, len(_STORIES) - 1),
    st.lists(st.tuples(_place, _change), min_size=1, max_size=8),
    st.lists(st.tuples(_place, _place), max_size=2),
    st.lists(st.tuples(_place, _on_the_wire), max_size=2),
    st.lists(st.tuples(_place, st.sampled_from(tuple(FORMS))), max_size=3),
)

_TEXT_FIELDS: Final = ("user_message", "text", "message", "more", "event_id", "password")


def _huge(story: int, at: int, name: str, text: str, how: str) -> list[Sent]:
    event = dict(_STORIES[story][at % len(_STORIES[story])])
    if how == "alone":
        return [("frame", text)]
    if how == "as a name":
        event["more"] = {text: 1}
    elif how == "in a list":
        event["more"] = [text[:50]] * (len(text) // 50)
    else:
        event[name] = text
    return [("frame", event)]


huge: Final[st.Strategy[list[Sent]]] = st.builds(
    _huge,
    st.integers(0, len(_STORIES) - 1),
    _place,
    st.sampled_from(_TEXT_FIELDS),
    values.grown,
    st.sampled_from(("alone", "as a name", "in a list", "in a field", "in a field")),
)
