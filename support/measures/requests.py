"""Each request from a customer's own log: when it was asked, what came of it, how it ended."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from support.measures.evidence import Asked, Evidence, Told

Outcome = Literal["completed", "failed", "rejected", "cancelled", "open"]
_ENDINGS: Final[dict[str, Outcome]] = {
    "run_completed": "completed",
    "run_cancelled": "cancelled",
    "request_rejected": "rejected",
}


@dataclass
class Request:
    """`run_id` is "" for one that was turned away, or that nobody began.

    `until` is when its ending was received, or the end of the record. `heard` are the events of
    its run that the customer received up to then.
    """

    who: str
    request_id: str
    asked_at: float
    run_id: str = ""
    outcome: Outcome = "open"
    until: float = 0.0
    heard: list[Told] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        return self.outcome in ("failed", "rejected")

    def longest_wait(self) -> float:
        """Seconds between two signs of its answer: the asking, each output, the ending."""
        signs = [one.at for one in self.heard if one.type == "agent_output"]
        marks = [self.asked_at, *signs, self.until]
        return max(later - earlier for earlier, later in pairwise(marks))

    def overlaps(self, start: float, end: float) -> bool:
        """Whether somebody waited for it at any moment of [start, end]."""
        return self.asked_at <= end and self.until >= start


def requests_of(evidence: Evidence) -> list[Request]:
    """In the order in which they were asked; a request that is repeated is one request."""
    heard: dict[str, list[Told]] = defaultdict(list)
    for told in evidence.told:
        heard[told.who].append(told)
    asked: dict[str, dict[str, Asked]] = defaultdict(dict)
    for one in evidence.asked:
        asked[one.who].setdefault(one.request_id, one)
    found: list[Request] = []
    for who, own in asked.items():
        found += _requests_of_one(own.values(), heard[who], evidence.ended)
    return sorted(found, key=lambda request: request.asked_at)


def by_customer(requests: Iterable[Request]) -> Mapping[str, Sequence[Request]]:
    """Each customer's own, in their order."""
    found: dict[str, list[Request]] = defaultdict(list)
    for one in requests:
        found[one.who].append(one)
    return found


def _requests_of_one(
    asked: Iterable[Asked], told: Iterable[Told], ended: float
) -> Iterator[Request]:
    runs: dict[str, list[Told]] = defaultdict(list)
    begun: dict[str, str] = {}
    refused: dict[str, Told] = {}
    for one in told:
        run_id = one.text("run_id")
        if run_id:
            runs[run_id].append(one)
        if one.type == "run_started":
            begun.setdefault(one.text("request_id"), run_id)
        elif one.type == "request_rejected":
            refused.setdefault(one.text("request_id"), one)
    for ask in asked:
        request = Request(*_of(ask), until=ended)
        if ask.request_id in refused:
            refusal = refused[ask.request_id]
            request.outcome, request.until = "rejected", refusal.at
            request.heard = [refusal]
        elif ask.request_id in begun:
            request.run_id = begun[ask.request_id]
            _follow(request, runs[request.run_id])
        yield request


def _of(ask: Asked) -> tuple[str, str, float]:
    return ask.who, ask.request_id, ask.at


def _follow(request: Request, events: list[Told]) -> None:
    for event in events:
        request.heard.append(event)
        outcome = _ENDINGS.get(event.type)
        if event.type == "agent_error" and event.get("terminal") is True:
            outcome = "failed"
        if outcome is not None:
            request.outcome, request.until = outcome, event.at
            return
