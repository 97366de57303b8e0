"""How much a real model has written: its own figure, or the pieces in which its words came."""

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from support.simulator.model.sse import SseReader


@dataclass
class TokenCount:
    """Of all calls of a run; `reported` is how many of them said how many tokens they had used."""

    calls: int = 0
    tokens: int = 0
    reported: int = 0

    @property
    def counted(self) -> Literal["reported", "pieces", "both"]:
        """By which of the two the tokens are known."""
        if not self.reported:
            return "pieces"
        return "reported" if self.reported == self.calls else "both"

    def begin(self) -> "CallMeter":
        self.calls += 1
        return CallMeter(self)


@dataclass
class CallMeter:
    """Reads along with one call, whatever becomes of it, and never objects."""

    count: TokenCount
    said: str = ""
    _pieces: int = 0
    _used: int | None = None
    _whole: bytes = b""
    _reader: SseReader = field(default_factory=SseReader)

    def read(self, data: bytes) -> None:
        self._whole += data if self._whole or data.lstrip().startswith(b"{") else b""
        for event in self._reader.feed(data):
            self._take(event.data)

    def end(self) -> None:
        """The call is over; what it came to is counted."""
        if self._whole:
            self._take(self._whole.decode(errors="replace"))
        self.count.tokens += self._pieces if self._used is None else self._used
        self.count.reported += self._used is not None

    def _take(self, text: str) -> None:
        told = _object(text)
        usage = told.get("usage")
        if isinstance(usage, dict) and isinstance(usage.get("completion_tokens"), int):
            self._used = usage["completion_tokens"]
        for choice in told.get("choices") or ():
            words = _words(choice)
            self.said += words
            self._pieces += bool(words)


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _words(choice: Any) -> str:
    part = choice.get("delta") or choice.get("message") if isinstance(choice, dict) else None
    words = part.get("content") if isinstance(part, dict) else None
    return words if isinstance(words, str) else ""
