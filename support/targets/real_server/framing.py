"""From one WebSocket frame to the JSON values in it, whatever way the server writes them."""

import json
from collections.abc import Iterator
from typing import Any, Final

from support.targets.real_server.description import Framing

TEXT: Final = "text"
"""What stands for a text that is no JSON: `{"text": …}`, so that a predicate can select it."""


class Reader:
    """The frames of one connection; an event of SSE may come in several of them."""

    def __init__(self, framing: Framing) -> None:
        self._framing = framing
        self._rest = ""

    def read(self, raw: str | bytes) -> list[Any]:
        """The values that are complete with this frame."""
        text = raw if isinstance(raw, str) else raw.decode("utf-8", errors="replace")
        if self._framing == "sse" or (
            self._framing == "mixed" and (self._rest or _looks_like_sse(text))
        ):
            return list(self._events(text))
        value = _value(text)
        batch = self._framing in ("json-rpc", "mixed") and isinstance(value, list)
        return value if batch else [value]

    def _events(self, text: str) -> Iterator[Any]:
        """The end of a frame ends an event, too, unless it cuts its data in two."""
        *blocks, last = (self._rest + text).replace("\r\n", "\n").split("\n\n")
        self._rest = "" if _is_whole(last) else last
        for block in (*blocks, "" if self._rest else last):
            name, data = "", []
            for line in block.split("\n"):
                field, _, said = line.partition(":")
                said = said.removeprefix(" ")
                if field == "data":
                    data.append(said)
                elif field == "event":
                    name = said
            if data:
                yield _named(name, "\n".join(data))


def _is_whole(block: str) -> bool:
    data = "\n".join(line[5:] for line in block.split("\n") if line.startswith("data:"))
    try:
        json.loads(data or "null")
    except (ValueError, RecursionError):
        return False
    return True


def _named(name: str, data: str) -> Any:
    """An event's name is told as `event`, where its data has nothing of that name."""
    value = _value(data)
    return {"event": name, **value} if name and isinstance(value, dict) else value


def _looks_like_sse(text: str) -> bool:
    return text.startswith(("data:", "event:", "id:", ":", "retry:"))


def _value(text: str) -> Any:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {TEXT: text}
    return value if isinstance(value, dict | list) else {TEXT: text}
