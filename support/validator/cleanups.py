"""CLN-1: each failed or cancelled execution is followed by exactly one cleanup report."""

from typing import Any

from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import ErrorType
from support.validator.attempts import Fault
from support.validator.findings import Tell, listed, named
from support.validator.minimal import is_minimal
from support.validator.moments import seconds_between
from support.validator.runs import Phase, Run, Stage


class CleanupRules:
    """Follows the `resource_cleanup` events of the runs."""

    def __init__(self, tell: Tell, fault: Fault, settings: PlatformSettings) -> None:
        self._tell = tell
        self._fault = fault
        self._longest = settings.cleanup_within + settings.notify_within

    def follow(self, run: Run, event: Any) -> None:
        if run.may_clean:
            run.may_clean = False
            return
        kept = run.phase is Phase.SAVED and run.saved_failure == event.failure_id
        if run.blurred and (kept or (run.phase is Phase.WORKING and run.seen_at_work)):
            self._tell(
                "EVT-3",
                f"{named(event)} tells the cleanup of {run.name()}, which was at work, before its "
                "failure.",
            )
        expected = run.live and run.phase in {Phase.FAILED, Phase.ENDED}
        if expected:
            self._check_account(run, event)
            run.stage = Stage.CLEANUP
        else:
            self._unexpected(run, event)
        run.live, run.cleaned = False, run.execution
        if run.phase is Phase.FAILED:
            run.phase = Phase.CLEANED

    def _unexpected(self, run: Run, event: Any) -> None:
        if run.live:
            self._fault(
                run,
                "EVT-3",
                f"{named(event)} tells the cleanup of {run.name()} before its failure or its "
                "cancellation.",
            )
        elif run.cleaned >= 0:
            self._fault(
                run,
                "CLN-1",
                f"{named(event)} tells the cleanup of {run.name()} once more; the one of "
                f"execution {run.cleaned} had been told.",
            )
        else:
            self._fault(
                run,
                "CLN-1",
                f"{named(event)} tells a cleanup of {run.name()}, of which nothing failed.",
            )

    def _check_account(self, run: Run, event: Any) -> None:
        if event.attempt_number != run.execution:
            self._fault(
                run,
                "CLN-1",
                f"{named(event)} tells the cleanup of execution {event.attempt_number} of "
                f"{run.name()}, expected {run.execution}.",
            )
        self._check_cause(run, event)
        self._check_last_attempt(run, event)
        kept = run.results.intersection(event.resources_cleaned)
        if kept:
            self._fault(
                run, "CLN-3", f"{named(event)} cleans away the preserved work {listed(kept)}."
            )
        if run.failed_at:
            took = seconds_between(run.failed_at, event.sent_at)
            if took > self._longest:
                self._fault(
                    run,
                    "CLN-1",
                    f"{named(event)} tells the cleanup {took:.3f} s after the failure, "
                    f"expected within {self._longest} s.",
                )

    def _check_cause(self, run: Run, event: Any) -> None:
        cancelled = event.error_type == ErrorType.CANCELLED
        if cancelled or run.cancelled_live:
            if cancelled and run.ended_by != "run_cancelled":
                self._fault(
                    run,
                    "NSF-4",
                    f"{named(event)} says that {run.name()} was cancelled, which it was not.",
                )
            elif not cancelled:
                self._fault(
                    run,
                    "NSF-4",
                    f"{named(event)} gives {event.error_type} as the reason for the cleanup of "
                    f"{run.name()}, expected cancelled.",
                )
            return
        aborted = run.failure_type == ErrorType.CIRCUIT_OPEN and event.error_type in run.types
        known = event.error_type in run.types
        if known and event.error_type != run.failure_type and not aborted:
            self._fault(
                run,
                "NSF-4",
                f"{named(event)} cleans up after {event.error_type}, but what the customer was "
                f"told is {run.failure_type}.",
            )
        if event.failure_id not in run.failures:
            self._fault(
                run,
                "EVT-3",
                f"{named(event)} belongs to the failure {event.failure_id}, of which "
                f"{run.name()} was not told.",
            )
        if is_minimal(event):
            run.types.add(event.error_type)

    def _check_last_attempt(self, run: Run, event: Any) -> None:
        attempt = run.attempt
        if attempt is None or run.most_attempts is None or run.phase is not Phase.FAILED:
            return
        if attempt.number >= run.most_attempts and run.execution == attempt.number:
            self._fault(
                run,
                "REC-4",
                f"{named(event)} closes the last of {run.most_attempts} attempts of "
                f"{run.name()}, but no final failure was told.",
            )
