"""From a server's own values to our events: which event it is, and where its fields are.

Each field that an event has is native, which the server said, or derived, which the description or
this suite made up. No verdict may rest on a derived one.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from support.targets.real_server.description import Event, Field_
from support.targets.real_server.expressions import Expression


class Mapped(NamedTuple):
    """One of our events, as far as a frame tells of it."""

    kind: str
    fields: Mapping[str, Any]
    native: frozenset[str]


class _Place(NamedTuple):
    name: str
    expression: Expression


class Row:
    """One `[[event]]`, compiled."""

    def __init__(self, event: Event) -> None:
        self.kind: Final = event.kind
        self._when = Expression(event.when)
        self._values: dict[str, Any] = {}
        self._places: list[_Place] = []
        for name, field in event.fields.items():
            place = field if isinstance(field, str) else field.place
            if place is not None:
                self._places.append(_Place(name, Expression(place)))
            elif isinstance(field, Field_):
                self._values[name] = field.value

    @property
    def native_fields(self) -> frozenset[str]:
        """The fields that the server may say itself."""
        return frozenset(p.name for p in self._places if p.expression.is_native)

    def fits(self, value: Any) -> bool:
        return self._when.holds(value)

    def mapped(self, value: Any) -> Mapped:
        found = {place.name: place.expression.of(value) for place in self._places}
        said = {name: one for name, one in found.items() if one is not None}
        native = self.native_fields.intersection(said)
        return Mapped(self.kind, {**self._values, **said}, frozenset(native))


class EventMapping:
    """All rows of a description; without any, a value that is an event of ours is that event."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.rows = tuple(Row(event) for event in events)

    def of(self, value: Any) -> Mapped | None:
        """The event that the value is, or None: the first row that fits says which."""
        if not self.rows:
            return _as_it_is(value)
        return next((row.mapped(value) for row in self.rows if row.fits(value)), None)

    def native_fields(self, kind: str) -> frozenset[str]:
        """The fields of this event that the server may say itself, in whatever row."""
        return frozenset().union(*(row.native_fields for row in self.rows if row.kind == kind))


def _as_it_is(value: Any) -> Mapped | None:
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str):
        return None
    fields = {name: one for name, one in value.items() if name != "type"}
    return Mapped(kind, fields, frozenset(fields))
