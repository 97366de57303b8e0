"""REC-5: a recovery is told where it happened, and whatever was recovered from is told."""

from typing import Any

from support.validator.findings import Tell, named
from support.validator.incidents import IncidentRules
from support.validator.order import OrderRules
from support.validator.service import ServiceRules


class RecoveryRules:
    """Looks at what the other rules know of runs, incidents and services."""

    def __init__(
        self, tell: Tell, order: OrderRules, incidents: IncidentRules, service: ServiceRules
    ) -> None:
        self._tell = tell
        self._order = order
        self._incidents = incidents
        self._service = service

    def check_place(self, event: Any) -> None:
        """What a retry of a run brought about concerns that run, where nothing else was wrong."""
        if event.run_id is None and not self._service.was_ever_less(event.session_id):
            run = self._order.retried_with_success(event)
            if run is not None:
                self._tell(
                    "REC-5",
                    f"{named(event)} names no run, but tells of the recovery of the run {run.id}; "
                    "no breaker was open, and no service reduced.",
                )

    def finish(self) -> None:
        for run in self._order.recovered_by_retry():
            told = any(self._incidents.was_recovered(run.session, name) for name in run.failures)
            if not told and self._service.is_whole(run.session):
                self._tell(
                    "REC-5",
                    f"A retry of the run {run.id} succeeded, but its recovery was never told.",
                )
