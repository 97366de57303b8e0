"""REC-1 to REC-3: automatic retries are announced, numbered, bounded and never too early."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from support.contract.catalogue import CATALOGUE
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import AttemptStatus, ErrorType
from support.validator.findings import named
from support.validator.minimal import is_minimal
from support.validator.moments import ROUNDING, seconds_between
from support.validator.runs import Attempt, Phase, Run, Stage

Fault = Callable[[Run, str, str], None]
Fail = Callable[[Run, Any, Stage], None]

_S: Final = AttemptStatus
_AFTER: Final[Mapping[AttemptStatus, frozenset[AttemptStatus]]] = {
    _S.STARTED: frozenset({_S.SCHEDULED}),
    _S.SUCCEEDED: frozenset({_S.STARTED}),
    _S.FAILED: frozenset({_S.STARTED}),
    _S.ABORTED: frozenset({_S.SCHEDULED, _S.STARTED}),
}
_EPSILON: Final = 1e-6


class AttemptRules:
    """Follows the `recovery_attempt` events of the runs."""

    def __init__(self, fault: Fault, fail: Fail, settings: PlatformSettings) -> None:
        self._fault = fault
        self._fail = fail
        self._settings = settings

    def follow(self, run: Run, event: Any) -> None:
        self._check_limit(run, event)
        if event.status == _S.SCHEDULED:
            self._scheduled(run, event)
            return
        self._check_step(run, event)
        if event.status == _S.STARTED:
            self._started(run, event)
        elif event.status == _S.SUCCEEDED:
            if run.phase is Phase.SAVED:
                self._fault(
                    run, "EVT-3", f"{named(event)} follows a partial result; expected a failure."
                )
            run.phase = Phase.SUCCEEDED
        elif event.status == _S.ABORTED:
            if run.phase is Phase.SAVED:
                self._fault(
                    run,
                    "EVT-3",
                    f"{named(event)} came after the work was kept; the order is aborted, kept.",
                )
            run.phase = Phase.ABORTED
        else:
            self._fail(run, event, Stage.ATTEMPT_FAILED)

    def _check_limit(self, run: Run, event: Any) -> None:
        if is_minimal(event):
            run.types.add(event.error_type)
        if event.status != _S.FAILED and run.types and event.error_type not in run.types:
            self._fault(
                run,
                "NSF-4",
                f"{named(event)} retries after {event.error_type}, but the customer was told of "
                f"{' and '.join(sorted(run.types))}.",
            )
        if event.failure_id not in run.failures:
            self._fault(
                run,
                "EVT-3",
                f"{named(event)} belongs to the failure {event.failure_id}, of which "
                f"{run.name()} was not told.",
            )
        most = run.most_attempts
        if most is not None and event.max_attempts != most:
            self._fault(
                run,
                "REC-1",
                f"{named(event)} says that there are {event.max_attempts} attempts at most, "
                f"expected {most} as before.",
            )
        elif most is None and event.max_attempts > self._settings.max_attempts:
            self._fault(
                run,
                "REC-1",
                f"{named(event)} allows {event.max_attempts} attempts, "
                f"expected at most {self._settings.max_attempts}.",
            )
        run.most_attempts = most or event.max_attempts

    def _scheduled(self, run: Run, event: Any) -> None:
        if run.phase is not Phase.CLEANED:
            self._out_of_place(run, event)
        if event.attempt_number != run.execution + 1:
            self._fault(
                run,
                "REC-1",
                f"{named(event)} schedules attempt {event.attempt_number} of {run.name()}, "
                f"expected attempt {run.execution + 1}.",
            )
        self._check_may_retry(run, event)
        self._check_delay(run, event)
        run.attempt = Attempt(
            event.attempt_number, event.backoff_delay, _S.SCHEDULED, event.timestamp
        )
        run.may_clean = run.live and run.cleaned != run.execution
        run.phase, run.live, run.blurred = Phase.WAITING, False, False
        run.saved_type = run.saved_failure = ""

    def _out_of_place(self, run: Run, event: Any) -> None:
        if run.phase is Phase.FAILED:
            self._fault(
                run,
                "CLN-1",
                f"{named(event)} schedules a retry of {run.name()} before the cleanup of its "
                f"failed execution {run.execution} was told.",
            )
        elif run.phase is Phase.WAITING:
            self._fault(
                run,
                "REC-1",
                f"{named(event)} schedules another retry of {run.name()} while one is waiting.",
            )
        else:
            self._fault(
                run, "EVT-3", f"{named(event)} schedules a retry of {run.name()}, which did "
                "not fail.",
            )  # fmt: skip

    def _check_may_retry(self, run: Run, event: Any) -> None:
        cause = run.failure_type
        if not cause:
            return
        entry = CATALOGUE[ErrorType(cause)]
        count = run.retries_after[cause] = run.retries_after.get(cause, 0) + 1
        if not entry.is_recoverable:
            self._fault(
                run,
                "REC-3",
                f"{named(event)} retries {run.name()} after {cause}, which cannot recover.",
            )
        elif entry.max_retries is not None and count > entry.max_retries:
            self._fault(
                run,
                "REC-3",
                f"{named(event)} retries {run.name()} after {cause} for the {count}. time, "
                f"expected at most {entry.max_retries}.",
            )
        if run.tripped:
            self._fault(
                run,
                "CB-2",
                f"{named(event)} retries {run.name()} although its breaker opened and no "
                "fallback was announced.",
            )

    def _check_delay(self, run: Run, event: Any) -> None:
        settings, delay = self._settings, event.backoff_delay
        doublings = min(event.attempt_number - 1, 64)
        longest = min(settings.backoff_cap, settings.backoff_base * 2**doublings)
        asked = max(run.retry_after or 0.0, event.retry_after or 0.0)
        if asked > settings.max_retry_after:
            self._fault(
                run,
                "REC-2",
                f"{named(event)} retries {run.name()} although the wait asked for is {asked} s; "
                f"past {settings.max_retry_after} s the run was expected to end.",
            )
        if delay < asked - _EPSILON:
            self._fault(
                run,
                "REC-2",
                f"{named(event)} waits {delay} s, less than the {asked} s that were asked for.",
            )
        elif delay < settings.jitter_low * longest - ROUNDING or (
            delay > longest + ROUNDING and delay > asked + ROUNDING
        ):
            self._fault(
                run,
                "REC-2",
                f"{named(event)} waits {delay} s before attempt {event.attempt_number}, expected "
                f"{settings.jitter_low * longest:g} to {max(longest, asked):g} s.",
            )

    def _check_step(self, run: Run, event: Any) -> None:
        attempt = run.attempt
        if attempt is None or attempt.number != event.attempt_number:
            told = "none is announced" if attempt is None else f"attempt {attempt.number} is on"
            self._fault(
                run,
                "REC-1",
                f"{named(event)} tells of attempt {event.attempt_number} of {run.name()}, "
                f"but {told}.",
            )
            run.attempt = Attempt(
                event.attempt_number, event.backoff_delay, event.status, event.timestamp
            )
            return
        if attempt.status not in _AFTER[event.status]:
            self._fault(
                run,
                "REC-1",
                f"{named(event)} says that attempt {attempt.number} of {run.name()} "
                f"{event.status} after it {attempt.status}; statuses only move forward.",
            )
        if event.backoff_delay != attempt.delay:
            self._fault(
                run,
                "REC-1",
                f"{named(event)} gives the wait as {event.backoff_delay} s, "
                f"expected {attempt.delay} s as announced.",
            )
        self._check_strategy(run, attempt, event)
        attempt.status = event.status

    def _check_strategy(self, run: Run, attempt: Attempt, event: Any) -> None:
        if event.status == _S.STARTED:
            attempt.begun_by = event.strategy
        elif attempt.begun_by and event.strategy and event.strategy != attempt.begun_by:
            self._fault(
                run,
                "REC-1",
                f"{named(event)} says that attempt {attempt.number} of {run.name()} was made by "
                f"{event.strategy}, but it was begun by {attempt.begun_by}.",
            )

    def _started(self, run: Run, event: Any) -> None:
        if run.saved_failure:
            self._fault(
                run, "EVT-3", f"{named(event)} follows a partial result; expected a failure."
            )
        if run.tripped:
            self._fault(
                run, "CB-2", f"{named(event)} retries {run.name()} although its breaker opened."
            )
        attempt = run.attempt
        if attempt is not None:
            waited = seconds_between(attempt.scheduled_at, event.timestamp)
            if waited < attempt.delay - ROUNDING:
                self._fault(
                    run,
                    "REC-2",
                    f"{named(event)} starts after {waited:.3f} s, "
                    f"expected not before the {attempt.delay} s that were announced.",
                )
        run.begin(event.attempt_number)
