"""The outcome of a load, as JSON has it. Seconds and bytes, unless a name says otherwise."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

VERSION: Final = "1.0"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Count(_Part):
    """`all` are the failures that really happened, or the events that were sent, where the other
    side says so; else those that were planned, or that came. `told` are those that reached their
    owner, however often."""

    all: int
    told: int
    lost: int
    repeated: int
    foreign: int

    @property
    def is_right(self) -> bool:
        return not (self.lost or self.repeated or self.foreign)


class Spread(_Part):
    """By nearest rank. None where nothing was measured."""

    count: int = 0
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None
    max: float | None = None

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        ordered = sorted(values)
        if not ordered:
            return cls()
        return cls(
            count=len(ordered),
            p50=_ranked(ordered, 50),
            p95=_ranked(ordered, 95),
            p99=_ranked(ordered, 99),
            max=ordered[-1],
        )


def _ranked(ordered: list[float], percent: int) -> float:
    return ordered[max(0, -(-percent * len(ordered) // 100) - 1)]


class Kind(_Part):
    """`fault` is what the model did, `told_as` how often customers were told which error type."""

    fault: str
    happened: int
    told_as: dict[str, int]
    notify: Spread


class Moment(_Part):
    """What was told in the second that began `at` seconds after the first customer came."""

    at: int
    told: int
    p50: float
    p99: float


class Side(_Part):
    """One process. Sessions a second for each core are those that it would do on one alone."""

    cpu: float
    sessions_per_second_per_core: float | None
    memory_per_session: float | None


class Wrong(_Part):
    """Findings against one promise: how many, and the first few in words."""

    promise: str
    count: int
    sentences: list[str]


class Kept(_Part):
    """A threshold, what came instead, and whether it is kept."""

    threshold: str
    value: float | None
    kept: bool


class Outcome(_Part):
    """`problems` say what is broken, a sentence each; `faults` what is wrong with the run itself.

    `notify` is from a fault's last sign on the wire (or the deadline that it broke) until its
    customer had the final failure; where a server does not say when that was, from the failure's
    own `timestamp`.
    """

    version: Literal["1.0"] = VERSION
    target: str
    loop: str
    began: str
    seconds: float
    planned: int
    came: int
    most_at_once: int
    answers: int
    unplanned: int
    failures: Count
    events: Count
    notify: Spread
    kinds: list[Kind]
    over_time: list[Moment]
    events_per_second: float
    sessions_per_second: float
    swarm: Side
    platform: Side | None
    findings: list[Wrong]
    thresholds: list[Kept]
    problems: list[str]
    faults: list[str]

    @property
    def exit_code(self) -> int:
        """0: all kept; 1: a promise or a threshold is broken; 2: the suite or the connection."""
        if self.problems or not all(one.kept for one in self.thresholds):
            return 1
        return 2 if self.faults else 0
