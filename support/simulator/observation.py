"""What the platform does, told to whoever watches: the record of a scenario is made from it."""

from collections.abc import Callable
from typing import Literal, NamedTuple

Place = Literal["customer", "network", "gateway", "agent", "model", "store"]


class Observation(NamedTuple):
    """One thing that happened, between two places or at one. `at` is seconds on the clock."""

    at: float
    kind: Literal["message", "fault", "state", "note"]
    source: Place
    target: Place | None
    who: str
    label: str
    failure: bool = False


Observer = Callable[[Observation], None]


def nobody_watches(_: Observation) -> None:
    """The observer of a platform that runs on its own."""
