"""One change to a story: which operator made it, where, and what the story is then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from support.self_check.mutants.story import Event, Story


@dataclass(frozen=True, slots=True)
class Change:
    """`at` is the place of the changed event, `to` a second place where there is one.

    `made` are the events of the mutant; they are made when they are asked for.
    """

    operator: str
    story: Story
    at: int
    made: Callable[[], list[Event]]
    to: int | None = None
    field: str = ""
    value: Any = None

    @property
    def event(self) -> Event:
        """The event that is changed, as it was."""
        return self.story.events[self.at]

    def frames(self) -> list[str]:
        return self.story.frames(self.made())

    def told(self) -> str:
        """The change in one line."""
        event = self.event
        status = f" {event['status']}" if "status" in event else ""
        what = f"{event['type']}{status} (event {event['sequence']})"
        if self.field:
            what += f", {self.field} = {self.value!r:.60}"
        if self.to is not None:
            other = self.story.events[self.to]
            what += f", and {other['type']} (event {other['sequence']})"
        return f"{self.story.name}: {self.operator}: {what}"


Operator = Callable[[Story], Iterator[Change]]
"""Every change of its kind to a story."""
