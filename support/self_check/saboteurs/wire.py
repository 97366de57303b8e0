"""Platforms that mean well and write something else on the wire."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from support.simulator import Parts
from support.simulator.replay import PublishedEvent
from support.simulator.session import Session

Change = Callable[[dict[str, Any]], None]


def writing(change: Change, *types: str, once_started_again: bool = False) -> Parts:
    """Changes each event, or those of these types; or only what a later server goes on to tell."""

    class Rewritten(Session):
        told_before = 0 if not once_started_again else 1_000_000

        def restore(self, *kept: Any) -> None:
            super().restore(*kept)
            self.told_before = self.last_sequence

        def next_after(self, sequence: int) -> PublishedEvent | None:
            published = super().next_after(sequence)
            if published is None or published.event.sequence <= self.told_before:
                return published
            told = json.loads(published.text)
            if not types or told["type"] in types:
                change(told)
            return replace(published, text=json.dumps(told))

    return Parts(session=Rewritten)


def without(field: str) -> Change:
    return lambda told: told.pop(field, None)


def saying(**fields: Any) -> Change:
    """Other values, where the event has those fields."""
    return lambda told: told.update({k: v for k, v in fields.items() if k in told})


def numbering(number: Callable[[int], int]) -> Change:
    return lambda told: told.update(sequence=number(told["sequence"]))
