"""Server-sent events, read from bytes as they come (WHATWG HTML, section 9.2)."""

from collections.abc import Iterator
from typing import NamedTuple


class ServerSentEvent(NamedTuple):
    name: str
    data: str


class SseReader:
    """Takes bytes, gives whole events. Comments are no events; a cut last event never comes out."""

    def __init__(self) -> None:
        self._rest = b""
        self._name = ""
        self._data: list[str] = []

    def feed(self, data: bytes) -> Iterator[ServerSentEvent]:
        *lines, self._rest = (self._rest + data).replace(b"\r\n", b"\n").split(b"\n")
        for raw in lines:
            line = raw.decode("utf-8", errors="replace")
            if line:
                self._take(line)
            elif self._data:
                yield ServerSentEvent(self._name or "message", "\n".join(self._data))
                self._name, self._data = "", []

    def _take(self, line: str) -> None:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            self._data.append(value)
        elif field == "event":
            self._name = value
