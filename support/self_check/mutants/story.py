"""One log as a story that can be retold: less, more, or in another order, with numbers in order."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Self

from support.judging import JudgedLog

Event = dict[str, Any]

_NUMBERS: Final = ("sequence", "from_sequence", "to_sequence")
_TIMES: Final = ("timestamp", "sent_at")


@dataclass(frozen=True)
class Story:
    """A log, its frames read. Nothing here changes it; whatever is retold is a new list."""

    name: str
    log: JudgedLog
    events: tuple[Event, ...]
    positions: tuple[int, ...]
    _raw: dict[int, str] = field(repr=False)

    @classmethod
    def of(cls, name: str, log: JudgedLog, positions: Sequence[int] | None = None) -> Self:
        """`positions` are those of the events to change, by default all."""
        texts = [f if isinstance(f, str) else f.decode() for f in log.frames]
        events = tuple(json.loads(text) for text in texts)
        raw = {id(event): text for event, text in zip(events, texts, strict=True)}
        chosen = range(len(events)) if positions is None else positions
        return cls(name, log, events, tuple(chosen), raw)

    @cached_property
    def sessions(self) -> dict[str, list[int]]:
        """Where the events of each session are."""
        found: dict[str, list[int]] = {}
        for at, event in enumerate(self.events):
            found.setdefault(event["session_id"], []).append(at)
        return found

    @cached_property
    def first_of_their_kind(self) -> list[int]:
        """Where the first event of each kind is: whether a field fits is seen in one of them."""
        found: dict[tuple[Any, ...], int] = {}
        for at in self.positions:
            event = self.events[at]
            kind = (event["type"], event.get("status"), event.get("terminal"), event["run_id"])
            found.setdefault((*kind[:3], kind[3] is None), at)
        return list(found.values())

    def neighbours(self, at: int) -> list[int]:
        """Where the events of the same session are."""
        return self.sessions[self.events[at]["session_id"]]

    def frames(self, events: Iterable[Event]) -> list[str]:
        """What is unchanged is the frame as it came."""
        return [self._raw.get(id(event)) or json.dumps(event) for event in events]

    def saying(self, at: int, **fields: Any) -> list[Event]:
        """The same story, but for these fields of one event."""
        told = list(self.events)
        told[at] = told[at] | fields
        return told

    def without(self, gone: Iterable[int]) -> list[Event]:
        """Some events were never told, and nothing in the numbers shows it."""
        left_out = set(gone)
        counts: dict[str, list[int]] = {}
        for at in left_out:
            event = self.events[at]
            counts.setdefault(event["session_id"], []).append(event["sequence"])

        def closed_up(event: Event) -> Event:
            missing = counts.get(event["session_id"])
            if missing is None:
                return event
            return _renumbered(event, lambda number: number - sum(m < number for m in missing))

        return [closed_up(e) for at, e in enumerate(self.events) if at not in left_out]

    def told_again(self, at: int, after: int) -> list[Event]:
        """One event is told once more, as an event of its own, right after another."""
        before = self.events[after]
        session, number = before["session_id"], before["sequence"]
        again = self.events[at] | {name: before[name] for name in _TIMES}
        again |= {"event_id": f"{again['event_id']}-2", "sequence": number + 1}
        told: list[Event] = []
        for place, event in enumerate(self.events):
            later = event["session_id"] == session
            told.append(_renumbered(event, lambda n: n + (n > number)) if later else event)
            if place == after:
                told.append(again)
        return told

    def moved(self, at: int, to: int) -> list[Event]:
        """One event is told in the place of another, and those between make room."""
        places = [place for place in self.neighbours(at) if min(at, to) <= place <= max(at, to)]
        order = [place for place in places if place != at]
        order.insert(0 if to < at else len(order), at)
        told = list(self.events)
        for place, source in zip(places, order, strict=True):
            slot = {name: self.events[place][name] for name in ("sequence", *_TIMES)}
            told[place] = self.events[source] | slot
        return told


def _renumbered(event: Event, new: Callable[[int], int]) -> Event:
    numbers = {name: new(event[name]) for name in _NUMBERS if isinstance(event.get(name), int)}
    same = all(event[name] == number for name, number in numbers.items())
    return event if same else event | numbers
