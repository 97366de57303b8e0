"""Which settings nothing beats, and which of those are recommended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from types import MappingProxyType
from typing import Final, NamedTuple

from support.measures import Incident, Recovery, recovery_of
from support.tuning.play import Played
from support.tuning.settings import DEFAULT, Tried

_MINUTE: Final = 60.0
_HOUR: Final = 3600.0


class Score(NamedTuple):
    """Less is better in each; each is the mean over the traces.

    `outage` is the minutes of an hour in which customers met failures. `load` is calls that met the
    fault, in each minute of it. `wasted` is retries and tests that failed, for each 100 requests.
    """

    outage: float
    load: float
    wasted: float


FORMULAS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "outage": "minutes from the loss of a request to the next success / hours",
        "load": "calls that met the fault / minutes of fault",
        "wasted": "retries and tests that failed / requests x 100",
    }
)


@dataclass(frozen=True)
class Candidate:
    """Settings with their score. `distance` is from the best of each, each from 0 to 1."""

    tried: Tried
    score: Score
    recovery: Recovery
    on_front: bool = False
    distance: float = 0.0


@dataclass(frozen=True)
class Ranking:
    """All that was tried, the nearest to the best first.

    What did not recover within its trace is listed in each candidate's recovery.
    """

    candidates: tuple[Candidate, ...]

    @property
    def front(self) -> tuple[Candidate, ...]:
        return tuple(one for one in self.candidates if one.on_front)

    @property
    def eligible(self) -> tuple[Candidate, ...]:
        """Those on the front that try again, and rest no longer than the defaults; else all.

        Without retries it is left to customers to ask again; a longer rest makes recovery slower
        than the contract promises it.
        """
        most = DEFAULT.breaker.wait_duration_in_open
        return (
            tuple(
                one
                for one in self.front
                if one.tried.platform.max_attempts
                and one.tried.breaker.wait_duration_in_open <= most
            )
            or self.front
        )

    @property
    def recommended(self) -> Candidate:
        return self.eligible[0]

    def of(self, tried: Tried) -> Candidate:
        """Raises LookupError where these settings were not tried."""
        found = next((one for one in self.candidates if one.tried == tried), None)
        if found is None:
            raise LookupError(f"these settings were not tried: {tried.name}")
        return found


def score_of(played: Sequence[Played]) -> Score:
    """Over any number of traces, each of which counts the same; what was not measured is 0."""
    traces: dict[str, list[Played]] = defaultdict(list)
    for one in played:
        traces[one.trace].append(one)
    scores = [_of_trace(each) for each in traces.values()]
    return Score(*(fsum(values) / len(values) for values in zip(*scores, strict=True)))


def _of_trace(played: Sequence[Played]) -> Score:
    hours = fsum(one.seconds for one in played) / _HOUR
    fault = fsum(one.faulty_seconds for one in played) / _MINUTE
    requests = sum(one.requests for one in played)
    return Score(
        outage=_per(fsum(one.down for one in played) / _MINUTE, hours),
        load=_per(sum(one.calls_in_fault for one in played), fault),
        wasted=_per(100 * sum(one.wasted for one in played), requests),
    )


def ranked(tried: Iterable[tuple[Tried, Sequence[Played]]]) -> Ranking:
    """Pareto: on the front is whatever no other equals in everything and beats in something."""
    scored = [
        Candidate(settings, score_of(played), recovery_of(_incidents(played)))
        for settings, played in tried
    ]
    scores = [one.score for one in scored]
    low, high = ([f(values) for values in zip(*scores, strict=True)] for f in (min, max))
    return Ranking(
        tuple(
            sorted(
                (
                    Candidate(
                        one.tried,
                        one.score,
                        one.recovery,
                        on_front=not any(_beats(other, one.score) for other in scores),
                        distance=_distance(one.score, low, high),
                    )
                    for one in scored
                ),
                key=lambda one: one.distance,
            )
        )
    )


def _incidents(played: Iterable[Played]) -> list[Incident]:
    return [one.incident for one in played if one.incident is not None]


def _beats(one: Score, other: Score) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def _distance(score: Score, low: Sequence[float], high: Sequence[float]) -> float:
    spans = zip(score, low, high, strict=True)
    return sqrt(fsum(((a - b) / (c - b)) ** 2 for a, b, c in spans if c > b))


def _per(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
