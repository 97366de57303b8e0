"""Several records together: what can be added is added, what cannot keeps its worst."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum

from support.measures.budget import Burn
from support.measures.impact import Impact, Silence
from support.measures.money import AtRisk, Declared, at_risk
from support.measures.recovery import Recovery, recovery_of
from support.measures.work import Work


@dataclass(frozen=True)
class Total:
    """As `Impact`, over all records. A person of two records counts as two customers.

    `upstream_calls` and `journalled` requests are those of the records with a journal, None where
    there is none. Of `silence` and of each pair of `burns` the worst, with its record's name.
    """

    records: int
    customers: int
    requests: int
    bad: int
    affected: int
    user_minutes: float
    silence: tuple[str, Silence] | None
    work: Work
    upstream_calls: int | None
    journalled: int
    burns: tuple[tuple[str, Burn], ...]
    at_risk: AtRisk | None
    recovery: Recovery

    @property
    def amplification(self) -> float | None:
        if self.upstream_calls is None or not self.journalled:
            return None
        return self.upstream_calls / self.journalled


def total_of(impacts: Sequence[Impact], declared: Declared | None = None) -> Total:
    """Of any number of records; with the declared values that the impacts were made with."""
    customers = sum(len(one.customers) for one in impacts)
    affected = sum(len(one.affected) for one in impacts)
    silences = [(one.evidence.name, one.silence) for one in impacts if one.silence]
    journalled = [one for one in impacts if one.upstream_calls is not None]
    calls = [one.upstream_calls or 0 for one in journalled]
    return Total(
        records=len(impacts),
        customers=customers,
        requests=sum(len(one.requests) for one in impacts),
        bad=sum(one.bad for one in impacts),
        affected=affected,
        user_minutes=fsum(one.user_minutes for one in impacts),
        silence=max(silences, key=lambda pair: pair[1].seconds, default=None),
        work=Work(sum(one.work.kept for one in impacts), sum(one.work.finished for one in impacts)),
        upstream_calls=sum(calls) if journalled else None,
        journalled=sum(len(one.requests) for one in journalled),
        burns=_worst([(one.evidence.name, burn) for one in impacts for burn in one.burns]),
        at_risk=at_risk(affected, customers, declared or Declared()),
        recovery=recovery_of(incident for one in impacts for incident in one.incidents),
    )


def _worst(burns: Sequence[tuple[str, Burn]]) -> tuple[tuple[str, Burn], ...]:
    """One of each pair of windows, the fastest pair first."""
    ordered = sorted(burns, key=lambda named: -named[1].pair.rate)
    return tuple(
        max(group, key=lambda named: named[1].slower)
        for _, group in groupby(ordered, key=lambda named: named[1].pair)
    )
