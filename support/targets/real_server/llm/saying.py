"""A script of the simulator's model, said over HTTP in a provider's own words."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from support.simulator.model.faults import FOREVER
from support.simulator.model.replies import Moment
from support.simulator.model.sse import SseReader
from support.simulator.model.wire import Body, End, Head
from support.targets.real_server.llm.dialects import DONE, Asked

ERRORS_FROM: Final = 400


class Out(NamedTuple):
    """After so many seconds: a head, some bytes, or the end of the connection."""

    after: float
    item: Head | Body | End


def said(script: Iterable[Moment], asked: Asked) -> Iterator[Out]:
    """The script in the words of whoever was asked, streamed or as a whole."""
    moments = list(script)
    if asked.streamed or not _is_an_answer(moments):
        return _streamed(moments, asked)
    return _whole(moments, asked)


def needs_a_stream(script: Iterable[Moment]) -> bool:
    """Whether the fault is in the middle of an answer, where one that comes at once has none."""
    moments = list(script)
    return _is_an_answer(moments) and (_finish(moments) is None) and bool(_words(moments))


def _is_an_answer(moments: list[Moment]) -> bool:
    head = moments[0].item
    kind = head.headers.get("content-type", "") if isinstance(head, Head) else ""
    return isinstance(head, Head) and kind.startswith("text/event-stream")


def _streamed(moments: list[Moment], asked: Asked) -> Iterator[Out]:
    status, pending = 200, list(moments)
    for moment in pending:
        item = moment.item
        if isinstance(item, Head):
            status = item.status
            yield Out(moment.after, item)
        elif isinstance(item, Body):
            text = "".join(_translated(item.data, status, asked))
            yield Out(moment.after, Body(text.encode()))
        else:
            yield Out(moment.after, item)


def _translated(data: bytes, status: int, asked: Asked) -> Iterator[str]:
    dialect, text = asked.dialect, data.decode()
    if status >= ERRORS_FROM:
        error = _json(text).get("error")
        told = dialect.refusal(status, error) if isinstance(error, dict) else None
        yield text if told is None else json.dumps(told)
        return
    events = [event.data for event in SseReader().feed(data)]
    if not events:
        yield text
    for one in events:
        value = {} if one == DONE else _json(one)
        if "error" in value:
            yield from dialect.error_inside(value["error"]["type"], value["error"]["message"])
        for choice in value.get("choices", ()):
            delta, reason = choice["delta"], choice["finish_reason"]
            if "role" in delta:
                yield from dialect.begin()
            elif "content" in delta:
                yield from dialect.piece(delta["content"])
            elif reason is not None:
                yield from dialect.finish(reason)


def _whole(moments: list[Moment], asked: Asked) -> Iterator[Out]:
    """An answer that is not streamed comes at once, when all of it would have been there."""
    after = sum(moment.after for moment in moments)
    if after == FOREVER or _finish(moments) is None:
        yield Out(FOREVER, End("rst"))
        return
    body = json.dumps(asked.dialect.whole(_words(moments), _finish(moments) or "stop")).encode()
    yield Out(after, Head(200, {"content-type": "application/json"}))
    yield Out(0, Body(body))
    yield Out(0, End("fin"))


def _choices(moments: list[Moment]) -> Iterator[Mapping[str, Any]]:
    for moment in moments:
        if isinstance(moment.item, Body):
            for event in SseReader().feed(moment.item.data):
                if event.data != DONE:
                    yield from _json(event.data).get("choices", ())


def _words(moments: list[Moment]) -> str:
    return "".join(choice["delta"].get("content", "") for choice in _choices(moments))


def _finish(moments: list[Moment]) -> str | None:
    return next((c["finish_reason"] for c in _choices(moments) if c["finish_reason"]), None)


def _json(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
