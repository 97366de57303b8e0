"""What a healthy provider says, as chat-completions chunks in server-sent events."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from support.simulator.model.wire import Body, End, Head, WireItem

EVENT_STREAM: Final = {"content-type": "text/event-stream", "cache-control": "no-cache"}
JSON_BODY: Final = {"content-type": "application/json"}
FIRST_WORD_AFTER: Final = 0.5
BETWEEN_WORDS: Final = 0.25


class Reply(NamedTuple):
    """What the model says in one step: words, or one tool call with its arguments as JSON text."""

    words: tuple[str, ...] = ()
    tool: str = ""
    arguments: str = ""


class Moment(NamedTuple):
    """After so many seconds, this is on the wire."""

    after: float
    item: WireItem


Script = Iterable[Moment]


def sse(data: str, event: str = "") -> Body:
    named = f"event: {event}\n" if event else ""
    return Body(f"{named}data: {data}\n\n".encode())


def chunk(delta: dict[str, object], finish_reason: str | None = None) -> Body:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return sse(json.dumps({"object": "chat.completion.chunk", "choices": [choice]}))


def head(status: int = 200, headers: dict[str, str] | None = None) -> Moment:
    return Moment(0, Head(status, EVENT_STREAM if headers is None else headers))


def deltas(reply: Reply) -> Iterator[dict[str, object]]:
    """The reply in pieces, a role first, as providers send it."""
    yield {"role": "assistant", "content": ""}
    if reply.tool:
        call = {"index": 0, "id": "call-1", "type": "function"}
        yield {"tool_calls": [{**call, "function": {"name": reply.tool, "arguments": ""}}]}
        yield {"tool_calls": [{"index": 0, "function": {"arguments": reply.arguments}}]}
    for word in reply.words:
        yield {"content": word}


def spoken(reply: Reply) -> Iterator[Moment]:
    """The head and every piece of the reply, but no ending."""
    yield head()
    for number, delta in enumerate(deltas(reply)):
        after = (0, FIRST_WORD_AFTER)[number] if number < 2 else BETWEEN_WORDS  # noqa: PLR2004
        yield Moment(after, chunk(delta))


def ending(finish_reason: str) -> Iterator[Moment]:
    yield Moment(0, chunk({}, finish_reason))
    yield Moment(0, sse("[DONE]"))
    yield Moment(0, End("fin"))


def healthy(reply: Reply) -> Iterator[Moment]:
    return iter(_healthy(reply))


@lru_cache
def _healthy(reply: Reply) -> tuple[Moment, ...]:
    """Remembered, for the same reply is asked for again and again."""
    return (*spoken(reply), *ending("tool_calls" if reply.tool else "stop"))
