"""What failures meant to customers: who, how long, how silent, what was lost, what it may cost.

Each figure by the contract's section 6. Everything is read off one record and the declared values,
so that another program can compute it again:

- Affected: at least one request failed (or was turned away), degraded or late while the incident
  lasted, [t0, tr]. Degraded: the customer had been told of reduced service, and not of its end.
  Late: it waited longer than `late_after` for a word of its answer, or for its end.
- User-minutes: the sum over affected customers of [t0, the end for them]. That is when they were
  told of the recovery; who never was, when their next request succeeded; else the record's end.
  Where t0 is not known, it begins with the notice. Incidents at the same time count once.
- Silence: the longest time that a waiting customer was told nothing at all.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from support.measures.budget import Burn, burn_of
from support.measures.evidence import Evidence
from support.measures.incidents import Incident, incidents_of
from support.measures.money import AtRisk, Declared, at_risk
from support.measures.requests import Request, by_customer, requests_of
from support.measures.spans import Span, length_of
from support.measures.work import Work, work_of


@dataclass(frozen=True)
class Silence:
    """The longest time that somebody who waited was told nothing, in seconds, from `since` on."""

    seconds: float
    who: str
    since: float


@dataclass(frozen=True)
class Cost:
    """Of one incident: who was affected, and how many seconds each of them."""

    incident: Incident
    seconds: dict[str, float]
    why: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Impact:
    """Of one record. `None` where nothing was measured; each number stands with what it is of.

    `upstream_calls` is None without a journal. `bad` requests are those that failed, were
    degraded or late at any time.
    """

    evidence: Evidence
    requests: tuple[Request, ...]
    incidents: tuple[Incident, ...]
    costs: tuple[Cost, ...]
    affected: tuple[str, ...]
    user_minutes: float
    silence: Silence | None
    work: Work
    upstream_calls: int | None
    amplification: float | None
    bad: int
    burns: tuple[Burn, ...]
    at_risk: AtRisk | None

    @property
    def customers(self) -> tuple[str, ...]:
        return self.evidence.customers


def impact_of(evidence: Evidence, declared: Declared | None = None) -> Impact:
    """Everything at once; the declared values are the contract's where none are given."""
    told = declared or Declared()
    requests = requests_of(evidence)
    incidents = incidents_of(evidence, requests)
    reduced = _reduced(evidence)
    causes = {id(one): tuple(_causes(one, reduced, told)) for one in requests}
    own = by_customer(requests)
    bad = [one for one in requests if causes[id(one)]]
    costs = [_cost(one, bad, causes, own, evidence.ended) for one in incidents]
    affected = tuple(dict.fromkeys(who for cost in costs for who in cost.seconds))
    spans: dict[str, list[Span]] = defaultdict(list)
    for who, span in (pair for cost in costs for pair in _spans(cost)):
        spans[who].append(span)
    works = [work_of(one) for one in requests]
    calls = None if evidence.calls is None else len(evidence.calls)
    ended = [(one.until, bool(causes[id(one)])) for one in requests]
    return Impact(
        evidence=evidence,
        requests=tuple(requests),
        incidents=incidents,
        costs=tuple(costs),
        affected=affected,
        user_minutes=sum(map(length_of, spans.values())) / 60,
        silence=_silence(evidence, requests),
        work=Work(
            sum(one.kept for one in works),
            sum(one.finished for one in works),
            tuple(step for one in works for step in one.lost_steps),
        ),
        upstream_calls=calls,
        amplification=calls / len(requests) if calls is not None and requests else None,
        bad=sum(bad for _, bad in ended),
        burns=burn_of(ended, told.slo),
        at_risk=at_risk(len(affected), len(evidence.customers), told),
    )


def _causes(
    request: Request, reduced: Mapping[str, Sequence[Span]], declared: Declared
) -> Iterator[str]:
    if request.failed:
        yield "failed"
    if any(request.overlaps(*span) for span in reduced.get(request.who, ())):
        yield "degraded"
    if request.longest_wait() > declared.late_after:
        yield "late"


def _reduced(evidence: Evidence) -> Mapping[str, Sequence[Span]]:
    """While each customer knew that service was reduced."""
    since: dict[str, float] = {}
    found: dict[str, list[Span]] = defaultdict(list)
    for told in evidence.told:
        if told.type == "graceful_degradation":
            since.setdefault(told.who, told.at)
        elif told.who in since and told.get("degradation_cleared") is True:
            found[told.who].append((since.pop(told.who), told.at))
    for who, start in since.items():
        found[who].append((start, evidence.ended))
    return found


def _cost(
    incident: Incident,
    bad: Sequence[Request],
    causes: Mapping[int, tuple[str, ...]],
    own: Mapping[str, Sequence[Request]],
    ended: float,
) -> Cost:
    start = _start(incident)
    over = max(_end_for(who, incident, own, ended) for who in incident.customers)
    why: dict[str, set[str]] = defaultdict(set)
    for one in bad:
        if one.overlaps(start, over):
            why[one.who].update(causes[id(one)])
    seconds = {who: max(0.0, _end_for(who, incident, own, ended) - start) for who in sorted(why)}
    return Cost(incident, seconds, {who: tuple(sorted(causes)) for who, causes in why.items()})


def _spans(cost: Cost) -> Iterator[tuple[str, Span]]:
    start = _start(cost.incident)
    for who, seconds in cost.seconds.items():
        yield who, (start, start + seconds)


def _start(incident: Incident) -> float:
    return (incident.told_at or 0.0) if incident.fault_at is None else incident.fault_at


def _end_for(
    who: str, incident: Incident, own: Mapping[str, Sequence[Request]], ended: float
) -> float:
    told = dict(incident.recoveries)
    if who in told:
        return told[who]
    if who not in incident.customers and told:
        return max(told.values())
    after = incident.told_at or 0.0
    well = [
        one.until
        for one in own.get(who, ())
        if one.asked_at >= after and one.outcome == "completed"
    ]
    return min(well, default=ended)


def _silence(evidence: Evidence, requests: Sequence[Request]) -> Silence | None:
    told: dict[str, list[float]] = defaultdict(list)
    for one in evidence.told:
        told[one.who].append(one.at)
    longest: Silence | None = None
    for request in requests:
        own = told[request.who]
        marks = own[bisect_right(own, request.asked_at) : bisect_left(own, request.until)]
        for earlier, later in pairwise([request.asked_at, *marks, request.until]):
            if longest is None or later - earlier > longest.seconds:
                longest = Silence(later - earlier, request.who, earlier)
    return longest
