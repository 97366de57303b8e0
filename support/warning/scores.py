"""How good early warnings were: precision, recall, lead, and false alarms per healthy hour.

An alarm counts if the failure comes after it and within the horizon (contract, section 6). A call
is healthy if no failure comes within the horizon after it; every other call before the failure
could be warned at. What has nothing to be measured on is None.
"""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from support.warning.calls import CALLS_PER_HOUR, HORIZON

FORMULAS: Final = {
    "precision": "alarms that count / alarms",
    "recall": "failures with an alarm that counts / failures",
    "lead": "failure - first alarm that counts, in calls; the median",
    "false alarms": "alarms that do not count / (healthy calls / 3,600)",
}


class Outcome(NamedTuple):
    """One trace with the alarms that a detector raised on it, as numbers of calls from 0."""

    alarms: Sequence[int]
    calls: int
    failure: int | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of many traces together; the measures follow from them."""

    traces: int
    alarms: int
    counting: int
    failures: int
    leads: tuple[int, ...]
    healthy_calls: int

    @property
    def precision(self) -> float | None:
        return self.counting / self.alarms if self.alarms else None

    @property
    def recall(self) -> float | None:
        return len(self.leads) / self.failures if self.failures else None

    @property
    def median_lead(self) -> float | None:
        """In calls, over the failures that were warned of."""
        return statistics.median(self.leads) if self.leads else None

    @property
    def healthy_hours(self) -> float:
        return self.healthy_calls / CALLS_PER_HOUR

    @property
    def false_alarms_per_hour(self) -> float | None:
        if not self.healthy_calls:
            return None
        return (self.alarms - self.counting) / self.healthy_hours


def counts(alarm: int, failure: int | None, horizon: int = HORIZON) -> bool:
    """Whether the failure comes after this alarm, and within the horizon."""
    return failure is not None and 0 < failure - alarm <= horizon


def scores(outcomes: Iterable[Outcome], horizon: int = HORIZON) -> Scores:
    """The scores of all these traces together."""
    traces = alarms = counting = failures = healthy = 0
    leads = []
    for outcome in outcomes:
        failure = outcome.failure
        good = [alarm for alarm in outcome.alarms if counts(alarm, failure, horizon)]
        traces += 1
        alarms += len(outcome.alarms)
        counting += len(good)
        failures += failure is not None
        if good and failure is not None:
            leads.append(failure - min(good))
        healthy += outcome.calls if failure is None else max(0, failure - horizon)
    return Scores(traces, alarms, counting, failures, tuple(leads), healthy)
