"""The state diagram of each circuit breaker, and the way that a scenario took through it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from support.record import ScenarioRecord
from support.report.story import seconds

CHANGE: Final = re.compile(
    r"(?P<name>.+): (?P<old>closed|open|half_open) to (?P<new>closed|open|half_open)"
    r"(?:, (?P<why>.+))?"
)
PLACES: Final[Mapping[str, tuple[int, int]]] = {
    "closed": (70, 74),
    "open": (330, 74),
    "half_open": (200, 176),
}
WORDS: Final = {"closed": "closed", "open": "open", "half_open": "half-open"}
MOST_NUMBERED: Final = 6


class Edge(NamedTuple):
    """One of the ways between two states: its SVG path, and where its numbers stand."""

    path: str
    x: int
    y: int


EDGES: Final[Mapping[tuple[str, str], Edge]] = {
    ("closed", "open"): Edge("M118 66H276m-9-5 9 5-9 5", 200, 56),
    ("open", "closed"): Edge("M282 84H124m9-5-9 5 9 5", 200, 102),
    ("open", "half_open"): Edge("M322 96 258 154m10-2-10 2 4-9", 304, 142),
    ("half_open", "open"): Edge("M238 154 300 97m-10 2 10-2-4 9", 248, 120),
    ("half_open", "closed"): Edge("M150 158 88 98m4 10-4-10 10 4", 96, 142),
    ("closed", "half_open"): Edge("M100 96 164 156m-10-3 10 3-5-10", 152, 120),
}
ALWAYS: Final = (
    ("closed", "open"),
    ("open", "half_open"),
    ("half_open", "open"),
    ("half_open", "closed"),
)


@dataclass(frozen=True)
class Change:
    """`at` in seconds on the scenario's clock; `why` is "" where the record does not say."""

    at: float
    old: str
    new: str
    why: str = ""


@dataclass
class Path:
    """What one breaker went through, in order."""

    name: str
    changes: list[Change] = field(default_factory=list)

    @property
    def states(self) -> Iterator[tuple[str, int, int, bool]]:
        """Each state's word and place, and whether the breaker was in it at the end."""
        for state, (x, y) in PLACES.items():
            yield WORDS[state], x, y, state == self.changes[-1].new

    @property
    def edges(self) -> Iterator[tuple[Edge, str]]:
        """Those that a breaker may take, or this one took; with the numbers of its steps, or ""."""
        for ends, edge in EDGES.items():
            steps = [str(n) for n, c in enumerate(self.changes, 1) if (c.old, c.new) == ends]
            if steps or ends in ALWAYS:
                more = "…" if len(steps) > MOST_NUMBERED else ""
                yield edge, ", ".join(steps[:MOST_NUMBERED]) + more


def paths_of(record: ScenarioRecord) -> list[Path]:
    """One for each breaker that changed its state; none where none did."""
    paths: dict[str, Path] = {}
    for entry in record.entries:
        found = CHANGE.fullmatch(entry.label) if entry.kind == "state" else None
        if found:
            path = paths.setdefault(found["name"], Path(found["name"]))
            path.changes.append(Change(entry.at, found["old"], found["new"], found["why"] or ""))
    return list(paths.values())


def in_words(change: Change) -> str:
    """As in `open → half-open at 20 s (wait over)`."""
    because = f" ({change.why})" if change.why else ""
    return f"{WORDS[change.old]} → {WORDS[change.new]} at {seconds(change.at)}{because}"
