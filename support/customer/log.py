"""Everything that a customer received, in order of arrival. Nothing is ever taken out."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, SupportsIndex, overload

from support.customer.speech import Heard


@dataclass(frozen=True, slots=True)
class Received:
    """One frame: when it arrived (nanoseconds on the clock), on which connection, as it was.

    `event` is the frame as a JSON object, empty where it is none. Where a server has words of its
    own, it is the event of ours that the frame was mapped to, and `native` are the fields of it
    that the server said itself.
    """

    at_ns: int
    connection: int
    raw: str | bytes
    event: dict[str, Any] = field(default_factory=dict)
    native: frozenset[str] | None = None
    type: str = field(init=False)

    def __post_init__(self) -> None:
        kind = self.event.get("type", "?")
        object.__setattr__(self, "type", kind if kind.__class__ is str else str(kind))

    @property
    def at(self) -> float:
        return self.at_ns / 1_000_000_000

    def __repr__(self) -> str:
        """In brief: what a customer received may hold the token of her session."""
        return f"<{_brief(self)}>"

    def __getitem__(self, name: str) -> Any:
        return self.event.get(name)


class Told(list[Received]):
    """Events picked from a log. One that is not there fails as a promise does, with what came."""

    def __init__(self, types: tuple[str, ...], log: "EventLog") -> None:
        super().__init__(received for received in log.frames if received.type in types)
        self._types = types
        self._log = log

    @overload
    def __getitem__(self, which: SupportsIndex) -> Received: ...
    @overload
    def __getitem__(self, which: slice) -> list[Received]: ...
    def __getitem__(self, which: SupportsIndex | slice) -> Received | list[Received]:
        if isinstance(which, int) and not -len(self) <= which < len(self):
            raise AssertionError(
                f"{' or '.join(self._types)} came {len(self)} times, which is too few; what came: "
                f"{self._log.told()}"
            )
        return super().__getitem__(which)


@dataclass(slots=True)
class EventLog:
    """A list of what came; `since(mark)` is what came after `mark = log.mark()`."""

    frames: list[Received] = field(default_factory=list)

    def record(
        self, at_ns: int, connection: int, raw: str | bytes, heard: Sequence[Heard] | None = None
    ) -> None:
        """A frame, and the events that it was heard as; None where the platform speaks as we do."""
        if heard is None:
            self.frames.append(Received(at_ns, connection, raw, _object(raw)))
        else:
            events = heard or [Heard({}, frozenset())]
            self.frames += [Received(at_ns, connection, raw, *one) for one in events]

    def mark(self) -> int:
        return len(self.frames)

    def since(self, mark: int = 0) -> list[Received]:
        return self.frames[mark:]

    def of(self, *types: str) -> Told:
        return Told(types, self)

    def __iter__(self) -> Iterator[Received]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    def told(self) -> str:
        """The log in one line for a failure message: types, with what failed and when."""
        return ", ".join(_brief(received) for received in self.frames) or "nothing at all"


def _object(raw: str | bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _brief(received: Received) -> str:
    about = received["error_type"]
    what = f"{received.type}({about})" if about else received.type
    return f"{what} at {received.at:g} s"
