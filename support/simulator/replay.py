"""What a session keeps for a replay: bounded in events and in bytes, failure events longest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from support.contract.envelope import Envelope
from support.contract.events import FAILURE_EVENTS

MOST_BYTES: Final = 1024 * 1024
SHARE_OF_EVERYDAY_EVENTS: Final = 0.25
"""Of the buffer, for the newest of what concerns no failure, however many failures there are."""

_OF_FAILURES: Final = frozenset({*FAILURE_EVENTS, "request_rejected"})


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """An event as it went out, and as it would be replayed."""

    event: Envelope
    text: str

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.text) if self.text.isascii() else len(self.text.encode())


class Lost(NamedTuple):
    """Events `first` to `last`, both included, which can no longer be replayed."""

    first: int
    last: int


@dataclass(slots=True)
class _Shelf:
    """Events by number, the oldest first, and how many bytes their texts have."""

    events: dict[int, PublishedEvent] = field(default_factory=dict)
    bytes: int = 0

    def put(self, number: int, published: PublishedEvent) -> None:
        self.events[number] = published
        self.bytes += published.size

    def drop_the_oldest(self) -> None:
        published = self.events.pop(next(iter(self.events)))
        self.bytes -= published.size


class ReplayBuffer:
    """Keeps `most_events` events and `most_bytes` bytes of their text, whichever is reached first.

    What concerns no failure goes first, down to its share; the oldest goes before the newer ones.
    The newest event always stays: one that is larger than the bound can be told all the same.
    """

    def __init__(self, most_events: int, most_bytes: int = MOST_BYTES) -> None:
        self._most_events = most_events
        self._most_bytes = most_bytes
        self._everyday = _Shelf()
        self._failures = _Shelf()
        self._newest = 0

    def __len__(self) -> int:
        return len(self._everyday.events) + len(self._failures.events)

    def __iter__(self) -> Iterator[PublishedEvent]:
        """What is kept, in order."""
        everything = self._everyday.events | self._failures.events
        return (everything[number] for number in sorted(everything))

    @property
    def bytes(self) -> int:
        return self._everyday.bytes + self._failures.bytes

    def keep(self, published: PublishedEvent) -> None:
        self._newest = published.event.sequence
        of_a_failure = published.event.type in _OF_FAILURES  # type: ignore[attr-defined]
        shelf = self._failures if of_a_failure else self._everyday
        shelf.put(self._newest, published)
        while len(self) > self._most_events or (self.bytes > self._most_bytes and len(self) > 1):
            self._full_shelf().drop_the_oldest()

    def lose(self, number: int) -> None:
        """The next event is that number, and cannot be replayed."""
        self._newest = number

    def next_after(self, sequence: int) -> PublishedEvent | Lost | None:
        """The event after that number, or which ones are lost there; None where none came yet."""
        number = sequence + 1
        found = self._everyday.events.get(number) or self._failures.events.get(number)
        if found is not None or number > self._newest:
            return found
        kept = (kept for shelf in (self._everyday, self._failures) for kept in shelf.events)
        following = min((n for n in kept if n > number), default=self._newest + 1)
        return Lost(number, following - 1)

    def _full_shelf(self) -> _Shelf:
        everyday, failures = self._everyday, self._failures
        if len(self) > self._most_events:
            is_over = len(everyday.events) > self._most_events * SHARE_OF_EVERYDAY_EVENTS
        else:
            is_over = everyday.bytes > self._most_bytes * SHARE_OF_EVERYDAY_EVENTS
        first, other = (everyday, failures) if is_over else (failures, everyday)
        return other if not first.events or self._newest == next(iter(first.events)) else first
