"""Incidents, from the record alone: the five moments of each (contract, section 6).

An incident is everything that one cause brought about: all that shares a `root_failure_id`, at
however many customers.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from support.measures.evidence import Evidence, Told
from support.measures.receipts import Receipt, Receipts
from support.measures.requests import Request, by_customer, requests_of

NOTICES: Final = frozenset(
    {"agent_error", "request_rejected", "circuit_breaker_triggered", "graceful_degradation"}
)
_ENDS: Final = "system_recovered"
NEVER_TOLD: Final = "no recovery was told"
STILL_FAILS: Final = "a recovery was told, and the next request failed"
NOBODY_ASKED: Final = "a recovery was told, and no request after it shows whether it was one"


@dataclass(frozen=True)
class Incident:
    """Moments are seconds on one clock; None where the record does not show them.

    `fault_at` (t0): the fault's first receipt, or else the deadline that it broke. `noticed_at`
    (td): `timestamp` of the first notice. `told_at` (tn): a customer received that notice.
    `lifted_at` (th): the fault was lifted, or else met its last call. `recovered_at` (tr): the
    recovery was received, and the next request succeeded; where None, `unrecovered` says why.
    `customers` were told of it; `recoveries` are when each of them was told that it is over.
    """

    fault_at: float | None = None
    noticed_at: float | None = None
    told_at: float | None = None
    lifted_at: float | None = None
    recovered_at: float | None = None
    unrecovered: str = ""
    root: str = ""
    customers: tuple[str, ...] = ()
    recoveries: tuple[tuple[str, float], ...] = ()

    @property
    def detect(self) -> float | None:
        """td - t0."""
        return _less(self.noticed_at, self.fault_at)

    @property
    def notify(self) -> float | None:
        """tn - td."""
        return _less(self.told_at, self.noticed_at)

    @property
    def outage(self) -> float | None:
        """tr - t0."""
        return _less(self.recovered_at, self.fault_at)

    @property
    def recovery_lag(self) -> float | None:
        """tr - th."""
        return _less(self.recovered_at, self.lifted_at)


def incidents_of(
    evidence: Evidence, requests: Sequence[Request] | None = None
) -> tuple[Incident, ...]:
    """Every incident that a customer was told of, in the order of the first notices.

    A customer's own stop is none. Without a journal `fault_at` and `lifted_at` are None.
    """
    asked = by_customer(requests_of(evidence) if requests is None else requests)
    roots: dict[str, list[Told]] = defaultdict(list)
    for told in evidence.told:
        if told.get("failure_id") and told.get("error_type") != "cancelled":
            roots[told.text("root_failure_id") or told.text("failure_id")].append(told)
    found: list[Incident] = []
    receipts, over = Receipts(evidence), list[float]()
    for root, story in roots.items():
        if any(told.type in NOTICES for told in story):
            found.append(_incident(root, story, evidence, asked, _Before(receipts, over)))
            insort(over, _over_at(found[-1]))
    return tuple(found)


class _Before(NamedTuple):
    """The receipts of the record, and when the incidents before were over, in order."""

    receipts: Receipts
    over: Sequence[float]

    def of(self, story: Sequence[Told], told_at: float, until: float) -> list[Receipt]:
        """None where the first of them is later than the notice."""
        number = bisect_left(self.over, told_at)
        since = self.over[number - 1] if number else float("-inf")
        own = self.receipts.of({told.text("run_id") for told in story} - {""}, since, until)
        return own if own and own[0].at <= told_at else []


def _incident(
    root: str,
    story: Sequence[Told],
    evidence: Evidence,
    requests: Mapping[str, Sequence[Request]],
    before: _Before,
) -> Incident:
    notice = next(told for told in story if told.type in NOTICES)
    recoveries = _recoveries(story)
    recovered_at, why = _recovered(story, recoveries, requests)
    until = max(recoveries.values()) if recoveries else evidence.ended
    receipts = before.of(story, notice.at, until)
    first, last = (receipts[0].at, receipts[-1].at) if receipts else (None, None)
    over = None if last is None else before.receipts.over_after(last)
    if over is None and recoveries:
        over = last
    return Incident(
        fault_at=first,
        noticed_at=evidence.occurred(notice),
        told_at=notice.at,
        lifted_at=over,
        recovered_at=recovered_at,
        unrecovered=why,
        root=root,
        customers=tuple(dict.fromkeys(told.who for told in story)),
        recoveries=tuple(recoveries.items()),
    )


def _recoveries(story: Sequence[Told]) -> dict[str, float]:
    """When each customer was last told that it is over, unless it went on after that."""
    told: dict[str, float] = {}
    for one in story:
        if one.type == _ENDS:
            told[one.who] = one.at
        elif one.type in NOTICES:
            told.pop(one.who, None)
    return told


def _recovered(
    story: Sequence[Told], recoveries: dict[str, float], requests: Mapping[str, Sequence[Request]]
) -> tuple[float | None, str]:
    if not recoveries:
        return None, NEVER_TOLD
    shown = [_shown(at, requests.get(who, ())) for who, at in recoveries.items()]
    if False in shown:
        return None, STILL_FAILS
    if True not in shown:
        return None, NOBODY_ASKED
    return max(recoveries.values()), ""


def _shown(at: float, requests: Sequence[Request]) -> bool | None:
    """Whether the next request succeeds, or else one that was under way; None: nobody knows."""
    following = [one for one in requests if one.asked_at >= at]
    under_way = [one for one in requests if one.asked_at < at <= one.until]
    for one in (*following, *under_way):
        if one.outcome == "completed":
            return True
        if one.failed:
            return False
    return None


def _over_at(incident: Incident) -> float:
    ends = [at for _, at in incident.recoveries]
    return max([*ends, incident.told_at or 0.0])


def _less(later: float | None, earlier: float | None) -> float | None:
    return None if later is None or earlier is None else later - earlier
