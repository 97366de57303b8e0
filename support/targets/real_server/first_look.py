"""Looks at a server that nobody has described yet: what it answers to, and what it might mean."""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from websockets.exceptions import ConnectionClosed

from support.customer.opening import open_line
from support.targets.real_server.description import Framing
from support.targets.real_server.filling import Filling
from support.targets.real_server.framing import TEXT, Reader

QUESTION: Final = "In one sentence: what can you do for me?"
QUIET_AFTER: Final = 0.5
MOST_FRAMES: Final = 200
VALUES: Final = {
    "text": QUESTION,
    "request_id": "first-look-1",
    "conversation": "first-look",
    "user": "user-maya",
    "token": "first-look-token",
    "locale": "en",
    "n": 1,
}
_MESSAGE: Final = {"id": "${request_id}", "role": "user", "content": "${text}"}
_AG_UI: Final = {
    "threadId": "${conversation}",
    "runId": "${request_id}",
    "messages": [_MESSAGE],
    "state": {},
    "tools": [],
    "context": [],
    "forwardedProps": {},
}
ASKS: Final[tuple[Any, ...]] = (
    {"type": "message", "content": "${text}"},
    {"type": "message", "text": "${text}"},
    {"type": "user_message", "content": "${text}"},
    {"type": "ask", "request_id": "${request_id}", "text": "${text}"},
    _AG_UI,
    {"message": "${text}"},
    {"prompt": "${text}"},
    {"role": "user", "content": "${text}"},
    {"jsonrpc": "2.0", "id": "${n}", "method": "message/send", "params": {"text": "${text}"}},
    "${text}",
)
"""First messages that agent servers are known to take, the likeliest first."""
_KINDS: Final = ("type", "event", "kind", "ev", "method", "op", "status")
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "protocol_error": ("invalid", "bad_request", "protocol", "oops"),
    "agent_error": ("error", "fail", "exception"),
    "run_cancelled": ("cancel", "abort", "stopped", "halt"),
    "run_completed": ("complete", "finish", "done", "end", "close", "final"),
    "run_started": ("start", "begin", "open", "accepted", "created", "ack"),
    "agent_output": ("delta", "chunk", "token", "content", "text", "message", "output", "answer"),
}
"""What a name of theirs may mean, the sterner meaning first."""
_TEXTS: Final = ("delta", "text", "content", "chunk", "token", "message", "answer", "output")


@dataclass
class Look:
    """What came after one first message. `greeting` came before anything was said."""

    ask: Any
    greeting: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    closed: int | None = None

    @property
    def framing(self) -> Framing:
        every = [*self.greeting, *self.frames]
        sse = sum(frame.startswith(("data:", "event:", "id:")) for frame in every)
        if sse:
            return "sse" if sse == len(every) else "mixed"
        values = list(self.values(every))
        is_rpc = any(isinstance(value, dict) and "jsonrpc" in value for value in values)
        return "json-rpc" if is_rpc else "json"

    def values(self, frames: Sequence[str]) -> Iterator[Any]:
        reader = Reader("mixed")
        for frame in frames:
            yield from reader.read(frame)

    @property
    def score(self) -> int:
        """How much like an answer it is: many frames, and none of them an error."""
        kinds = [
            meaning for meaning in (meant(value) for value in self.values(self.frames)) if meaning
        ]
        wrong = sum(kind in ("agent_error", "protocol_error") for kind in kinds)
        return len(kinds) + len(self.frames) - 5 * wrong


async def look(
    url: str, options: Mapping[str, Any], asks: Sequence[Any], within: float
) -> list[Look]:
    """One connection for each first message. Raises NotConnected where nobody is there."""
    return [await _one(url, options, ask, within) for ask in asks]


async def _one(url: str, options: Mapping[str, Any], ask: Any, within: float) -> Look:
    filling, seen = Filling(VALUES), Look(ask)
    line = await open_line(filling.text(url), **options)
    try:
        seen.greeting = await _heard(line, QUIET_AFTER, QUIET_AFTER)
        await line.send(filling.frame(ask))
        seen.frames = await _heard(line, within, QUIET_AFTER)
    except ConnectionClosed as closed:
        seen.closed = closed.rcvd.code if closed.rcvd else 1006
    finally:
        await line.close()
    return seen


async def _heard(line: Any, first: float, later: float) -> list[str]:
    """All that comes, until nothing has come for a while."""
    frames: list[str] = []
    while len(frames) < MOST_FRAMES:
        try:
            async with asyncio.timeout(later if frames else first):
                raw = await line.recv()
        except TimeoutError:
            break
        except ConnectionClosed:
            break
        frames.append(raw if isinstance(raw, str) else raw.decode("utf-8", errors="replace"))
    return frames


def kind_of(value: Any) -> tuple[str, str] | None:
    """The field that names what a value is, and the name."""
    if not isinstance(value, dict):
        return None
    return next(((key, value[key]) for key in _KINDS if isinstance(value.get(key), str)), None)


def meant(value: Any) -> str:
    """Which event of ours it may be, by its name; "" for no guess."""
    kind = kind_of(value)
    if kind is None:
        return "agent_output" if isinstance(value, dict) and TEXT in value else ""
    name = kind[1].lower()
    failed = any(isinstance(value.get(key), str) and "fail" in value[key] for key in value)
    for event, words in _WORDS.items():
        if any(word in name for word in words):
            return "agent_error" if failed and event == "run_completed" else event
    return ""


def place_of_text(value: Any) -> str:
    """Where the words of an answer stand in it; "" where there are none."""
    if not isinstance(value, dict):
        return ""
    for key in _TEXTS:
        inner = value.get(key)
        if isinstance(inner, str):
            return key
        if isinstance(inner, dict) and (below := place_of_text(inner)):
            return f"{key}.{below}"
    below = place_of_text(value.get("params"))
    return f"params.{below}" if below else ""


def place_of(value: Any, wanted: str) -> str:
    """Where this very text stands in a value, as JMESPath; "" where it does not."""
    if isinstance(value, dict):
        for key, one in value.items():
            name = key if key.isidentifier() else json.dumps(key)
            if one == wanted:
                return name
            if isinstance(one, dict) and (below := place_of(one, wanted)):
                return f"{name}.{below}"
    return ""
