"""EVT-3, ACT-2, NSF-4: how one failed execution is told, from the failure to what followed from it.

Partial result, failure, breaker, reduced service, cleanup (contract, section 4).
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from support.contract.vocabulary import AttemptStatus, ErrorType
from support.validator.attempts import Fault
from support.validator.findings import Tell, named
from support.validator.open_breakers import OpenBreakers
from support.validator.preserved import PreservedRules
from support.validator.runs import Phase, Run, Stage

AfterTheEnd = Callable[[Run, Any, str], None]

_RETRIED: Final[Mapping[Phase, tuple[str, str]]] = {
    Phase.WORKING: ("REC-1", "ends {run} without telling that its attempt failed"),
    Phase.SAVED: ("REC-1", "ends {run} without telling that its attempt failed"),
    Phase.CLEANED: ("EVT-3", "tells the final failure of {run} after its cleanup"),
}
_EITHER_WAY: Final[Mapping[Phase, tuple[str, str]]] = {
    Phase.FAILED: ("EVT-3", "tells the failure of {run} again, or out of order"),
    Phase.CLEANED: ("ACT-2", "ends {run}, which was said to be retried, without a retry"),
    Phase.WAITING: ("REC-1", "ends {run} without telling what became of its attempt"),
    Phase.SUCCEEDED: ("EVT-3", "fails {run} after its retry was told to have succeeded"),
}


class FailureRules:
    """Follows `agent_error` and what the breaker and the reduced service tell after it."""

    def __init__(
        self, tell: Tell, fault: Fault, after_the_end: AfterTheEnd, preserved: PreservedRules
    ) -> None:
        self._tell = tell
        self._fault = fault
        self._after_the_end = after_the_end
        self._preserved = preserved
        self._of_failure: dict[tuple[str, str], Run] = {}
        self._tripped_sessions: set[str] = set()
        self._early: set[tuple[str, str]] = set()
        self._owed_trips: dict[str, str] = {}
        self._untold: dict[str, str] = {}
        self.breakers = OpenBreakers()

    def error(self, run: Run, event: Any) -> None:
        """Judge an `agent_error` of a run that has not ended."""
        orphaned = _is_of_an_orphan(run, event)
        misplaced = None if orphaned else self._misplaced(run, event)
        if misplaced is None:
            self._check_number(run, event)
        else:
            promise, what = misplaced
            self._fault(run, promise, f"{named(event)} {what.format(run=run.name())}.")
        if run.phase is Phase.ABORTED and event.error_type != ErrorType.INTERNAL_ERROR:
            self._owed_trips.setdefault(run.session, f"{named(event)} of {run.name()}")
            self._check_trip_came_first(run, event)
        self._preserved.check_claim(run, event)
        live = run.live
        self.fail(run, event, Stage.ERROR)
        run.may_clean = orphaned and not live

    def _check_trip_came_first(self, run: Run, event: Any) -> None:
        if run.aborted_untold and self.breakers.any_open(run.session):
            self._fault(
                run,
                "EVT-3",
                f"{named(event)} gives up {run.name()}, whose retry was aborted before the "
                "breaker was told to have opened; the cause comes first.",
            )
        elif run.aborted_untold:
            self._untold[run.session] = f"{named(event)} of {run.name()}"

    def _misplaced(self, run: Run, event: Any) -> tuple[str, str] | None:
        phase, retried = run.phase, run.execution > 0
        if retried and not event.terminal:
            return "EVT-3", "tells a failed retry of {run} that is not the last word"
        if phase is Phase.FAILED and retried and run.stage is Stage.ATTEMPT_FAILED:
            same = event.error_type in {run.failure_type, ErrorType.CIRCUIT_OPEN}
            told = f"ends by {event.error_type} what failed by {run.failure_type}"
            return None if same else ("NSF-4", told)
        if phase is Phase.CLEANED and event.terminal and self._tripped(run):
            return None
        if phase is Phase.ABORTED and not event.terminal:
            return "EVT-3", "is not final although the retry of {run} was aborted"
        return (_RETRIED.get(phase) if retried else None) or _EITHER_WAY.get(phase)

    def _check_number(self, run: Run, event: Any) -> None:
        expected = {run.execution}
        if run.phase in {Phase.ABORTED, Phase.WAITING} and run.attempt is not None:
            expected.add(run.attempt.number)
        if event.attempt_number not in expected:
            self._fault(
                run,
                "EVT-3",
                f"{named(event)} says that attempt {event.attempt_number} of {run.name()} "
                f"failed, expected {run.execution}.",
            )

    def fail(self, run: Run, event: Any, stage: Stage) -> None:
        """The failure of the execution under way is told by this event."""
        key = (event.session_id, event.failure_id)
        self._preserved.check_same_failure(run, event)
        if event.error_type == ErrorType.CIRCUIT_OPEN:
            self._check_open_was_told(run, event)
        if key in self._early and run.phase in {Phase.WORKING, Phase.SAVED}:
            self._fault(
                run,
                "EVT-3",
                f"{named(event)} tells the failure of {run.name()} only after the breaker or the "
                "reduced service that followed from it.",
            )
        if run.phase is not Phase.FAILED:
            run.failed_at = event.sent_at
        run.phase, run.stage = Phase.FAILED, stage
        run.failure_type, run.retry_after = event.error_type, event.retry_after
        run.types.add(event.error_type)
        run.failures.add(event.failure_id)
        self._of_failure[key] = run

    def _tripped(self, run: Run) -> bool:
        return run.tripped or run.session in self._tripped_sessions

    def _check_open_was_told(self, run: Run, event: Any) -> None:
        aborted = run.attempt is not None and run.attempt.status == AttemptStatus.ABORTED
        final = event.type == "agent_error" and event.terminal
        if not final or not (aborted or self._tripped(run)):
            self._fault(
                run,
                "NSF-4",
                f"{named(event)} calls the failure of {run.name()} circuit_open, which is for "
                "requests that an open breaker refuses.",
            )

    def of_the_session(self, event: Any) -> None:
        """Judge a trip, or a reduction of service, that names no run but may belong to one."""
        run = self.run_of(event)
        if event.type == "circuit_breaker_triggered":
            self._opened(event)
            if run is not None and event.previous_state == "closed":
                self.trip(run, event)
        elif not self.breakers.reduced_less(event) and run is not None:
            self.degradation(run, event)
        if run is None:
            self._early.add((event.session_id, event.failure_id))

    def trip(self, run: Run, event: Any) -> None:
        self._opened(event)
        run.tripped = not event.fallback_active
        self._account(run, event, Stage.TRIP)

    def _opened(self, event: Any) -> None:
        self._tripped_sessions.add(event.session_id)
        self.breakers.triggered(event)
        error = self._untold.pop(event.session_id, None)
        if error is not None:
            self._tell(
                "EVT-3",
                f"{named(event)} tells that the breaker opened only after {error}, which gave up a "
                "retry because of it.",
            )

    def run_of(self, event: Any) -> Run | None:
        """The run that this event's failure is of, as far as it was told."""
        return self._of_failure.get((event.session_id, event.failure_id))

    def degradation(self, run: Run, event: Any) -> None:
        self._account(run, event, Stage.DEGRADATION)

    def _account(self, run: Run, event: Any, stage: Stage) -> None:
        own = event.failure_id in run.failures or event.root_failure_id in run.failures
        told = run.phase in {Phase.FAILED, Phase.ENDED}
        if run.phase is Phase.ENDED and not run.failed_for_good:
            self._after_the_end(run, event, "EVT-3")
        elif run.phase in {Phase.WORKING, Phase.SAVED}:
            self._early.add((event.session_id, event.failure_id))
        elif told and run.stage < stage:
            run.stage = stage
        elif told or (own and run.phase is Phase.CLEANED):
            self._fault(
                run,
                "EVT-3",
                f"{named(event)} came too late in the account of the failure of {run.name()}; "
                "the order is failure, breaker, reduced service, cleanup.",
            )

    def finish(self) -> None:
        for session, error in self._owed_trips.items():
            if session not in self._tripped_sessions:
                self._tell(
                    "CB-1",
                    f"{error} gave up an announced retry, but no breaker was told to have opened.",
                )


def _is_of_an_orphan(run: Run, event: Any) -> bool:
    """A killed platform ends on its return what it left behind, wherever that was (section 4)."""
    unforeseen = event.terminal and event.error_type == ErrorType.INTERNAL_ERROR
    return unforeseen and event.failure_id not in run.failures
