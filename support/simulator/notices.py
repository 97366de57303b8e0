"""The one place through which every failure becomes events that a customer can act on."""

import math
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from support.contract import failure_events as event
from support.contract.catalogue import CATALOGUE
from support.contract.defaults import PlatformSettings
from support.contract.everyday_events import RequestRejected
from support.contract.parts import CircuitBreakerConfig
from support.contract.vocabulary import (
    AttemptStatus,
    ErrorType,
    RejectionReason,
    Severity,
    SuggestedAction,
)
from support.simulator.breaker import Transition
from support.simulator.degradation import ServiceLevel
from support.simulator.failure import AgentFailure
from support.simulator.operators import Operators
from support.simulator.resources import Cleanup
from support.simulator.retry import Backoff
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.upstream import Upstream
from support.simulator.wording import FALLBACK_LOCALE, MINIMAL_NOTICE, Wording

E = TypeVar("E", bound=event.FailureEvent)
UNWORDED: Final = "The notice of this failure could not be built."


@dataclass(eq=False)
class Incident:
    """What one cause did to one run: from its first failure to recovery or to the final notice.

    `max_attempts` is fixed by the first failure, `failure` is the newest one. `wait` is what an
    open breaker leaves to wait, in seconds; `attempts` counts the retries so far.
    """

    failure_id: str
    root_failure_id: str
    run_id: str | None
    locale: str
    started_ns: int
    max_attempts: int
    failure: AgentFailure
    backoff: Backoff | None = None
    wait: float | None = None
    attempts: int = 0
    told_steps: tuple[str, ...] = ()
    unknown_steps: tuple[str, ...] = ()
    unworded: bool = False

    @property
    def error_type(self) -> ErrorType:
        """What the customer is told: once a notice could not be worded, `internal_error`."""
        return ErrorType.INTERNAL_ERROR if self.unworded else self.failure.error_type

    @property
    def will_retry(self) -> bool:
        return self.backoff is not None


@dataclass(frozen=True)
class Advice:
    """What the customer is told to do, and how long it may take (seconds, None when unknown)."""

    action: SuggestedAction
    retry_possible: bool
    retry_after: float | None
    estimated_recovery_time: float | None


@dataclass(frozen=True)
class Notices:
    """Writes the failure events of one session."""

    session: Session
    agent_name: str
    wording: Wording
    settings: PlatformSettings
    operators: Operators

    def agent_error(self, run: Run, incident: Incident, attempt: int) -> None:
        kept = run.result_id is not None
        case = "retrying" if incident.will_retry else self._final_case(incident.error_type, kept)
        key = "outcome_unknown.final" if incident.unknown_steps else f"{incident.error_type}.{case}"
        entry = CATALOGUE[incident.error_type]
        self._say(
            event.AgentErrorEvent,
            run.run_id,
            incident,
            wording=key,
            message=incident.failure.operator_message,
            severity=entry.severity,
            advice=self.advice(incident, kept),
            error_category=entry.category,
            will_retry=incident.will_retry,
            terminal=not incident.will_retry,
            attempt_number=attempt,
            partial_available=kept,
        )

    def recovery_attempt(
        self,
        run: Run,
        incident: Incident,
        backoff: Backoff,
        status: AttemptStatus,
        *,
        by_fallback: bool = False,
    ) -> None:
        kept = run.result_id is not None
        self._say(
            event.RecoveryAttempt,
            run.run_id,
            incident,
            wording=f"attempt.{status}",
            params={"attempt": backoff.attempt, "max_attempts": incident.max_attempts},
            message=f"Attempt {backoff.attempt} of {incident.max_attempts}: {status}.",
            severity=Severity.LOW,
            advice=self._attempt_advice(incident, backoff, status, kept),
            strategy="fallback_provider" if by_fallback else "retry_with_backoff",
            attempt_number=backoff.attempt,
            max_attempts=incident.max_attempts,
            backoff_delay=backoff.delay,
            status=status,
        )

    def partial_result(self, run: Run, incident: Incident, plan: list[str], expires: str) -> None:
        preserved = tuple(run.finished)
        self._say(
            event.PartialResultPreserved,
            run.run_id,
            incident,
            wording="partial.preserved",
            message=f"{len(preserved)} of {len(plan)} steps are stored.",
            severity=Severity.LOW,
            advice=self.advice(incident, kept=True),
            result_id=run.result_id,
            preserved_steps=preserved,
            lost_steps=tuple(s for s in plan if s == run.in_work and s not in run.unknown),
            unknown_steps=tuple(run.unknown),
            progress=len(preserved) / len(plan),
            confidence_reduced=False,
            expires_at=expires,
        )

    def cleanup(self, run: Run, incident: Incident, attempt: int, done: Cleanup) -> None:
        self._say(
            event.ResourceCleanup,
            run.run_id,
            incident,
            wording=f"cleanup.{done.status}",
            message=f"Released {len(done.cleaned)}, not released {len(done.failed)}.",
            severity=Severity.MEDIUM if done.failed else Severity.LOW,
            advice=self.advice(incident, run.result_id is not None),
            attempt_number=attempt,
            resources_cleaned=done.cleaned,
            resources_failed=done.failed,
            memory_freed=done.memory_freed,
            cleanup_status=done.status,
        )

    def recovered(
        self, incident: Incident, run_id: str | None = None, *, degradation_cleared: bool = False
    ) -> None:
        """Service is normal again: for a run that a retry mended, or for the whole session."""
        self._say(
            event.SystemRecovered,
            run_id,
            incident,
            wording="recovered.final",
            message=f"Recovered after {incident.attempts} attempts.",
            severity=Severity.LOW,
            advice=_NOTHING_TO_DO,
            recovery_time=(self.session.clock.now_ns() - incident.started_ns) / 1_000_000_000,
            attempts_made=incident.attempts,
            degradation_cleared=degradation_cleared,
        )

    def circuit_breaker_triggered(  # noqa: PLR0913 - what a trip is told with
        self,
        incident: Incident,
        upstream: Upstream,
        trip: Transition,
        *,
        run_id: str | None,
        fallback_active: bool,
        is_last: bool,
    ) -> None:
        """`is_last`: no other provider is left, so that no request is admitted for so long."""
        self._say(
            event.CircuitBreakerTriggered,
            run_id,
            incident,
            wording=f"breaker.{_who_answers(is_last=is_last, fallback_active=fallback_active)}",
            message=f"The circuit breaker of {upstream.name} opened: {trip.reason}.",
            severity=Severity.HIGH,
            advice=_trip_advice(upstream.wait, is_last=is_last),
            breaker=upstream.name,
            previous_state=trip.from_state,
            failure_count=trip.failure_count,
            failure_threshold=_threshold(upstream.config),
            cooldown_period=upstream.config.wait_duration_in_open,
            fallback_active=fallback_active,
        )

    def degradation(self, incident: Incident, level: ServiceLevel, run_id: str | None) -> None:
        self._say(
            event.GracefulDegradation,
            run_id,
            incident,
            wording=f"degraded.{level.level}",
            message=f"Service is {level.level}: {len(level.disabled)} features are off.",
            severity=Severity.MEDIUM,
            advice=Advice(SuggestedAction.NONE, True, None, incident.wait),
            level=level.level,
            available_features=level.available,
            disabled_features=level.disabled,
            performance_impact=level.impact,
        )

    def rejected(
        self,
        incident: Incident,
        request_id: str,
        reason: RejectionReason,
        wait: float,
        *,
        wording: str | None = None,
    ) -> None:
        """The request is not taken on; `wait` is the seconds after which it would be."""
        self._say(
            RequestRejected,
            None,
            incident,
            wording=wording or f"{incident.error_type}.final",
            message=incident.failure.operator_message,
            severity=CATALOGUE[incident.error_type].severity,
            advice=Advice(SuggestedAction.WAIT_AND_RETRY, True, wait, wait),
            request_id=request_id,
            reason_code=reason,
        )

    def advice(self, incident: Incident, kept: bool) -> Advice:
        """To wait while we retry ourselves, else the final action of the catalogue."""
        if incident.backoff is not None:
            asked = incident.failure.retry_after
            return Advice(SuggestedAction.WAIT, True, asked, incident.backoff.delay)
        entry = CATALOGUE[incident.error_type]
        if incident.unknown_steps:
            return Advice(SuggestedAction.CONTACT_SUPPORT, entry.retry_possible, None, None)
        action = entry.final_action
        if action is SuggestedAction.USE_PARTIAL_RESULT and not kept:
            action = SuggestedAction.RETRY_NOW
        if incident.wait is not None and entry.is_recoverable:
            action = SuggestedAction.WAIT_AND_RETRY
        if action is SuggestedAction.WAIT_AND_RETRY:
            asked = incident.failure.retry_after or 0.0
            wait = max(asked, self.settings.backoff_cap if incident.wait is None else incident.wait)
            return Advice(action, entry.retry_possible, wait, wait)
        now = 0.0 if action is SuggestedAction.RETRY_NOW else None
        return Advice(action, entry.retry_possible, None, now)

    def _attempt_advice(
        self, incident: Incident, backoff: Backoff, status: AttemptStatus, kept: bool
    ) -> Advice:
        match status:
            case AttemptStatus.SCHEDULED:
                asked = incident.failure.retry_after
                return Advice(SuggestedAction.WAIT, True, asked, backoff.delay)
            case AttemptStatus.STARTED:
                return Advice(SuggestedAction.WAIT, True, None, self.settings.first_token)
            case AttemptStatus.SUCCEEDED:
                return _NOTHING_TO_DO
            case AttemptStatus.ABORTED:
                return Advice(SuggestedAction.NONE, True, None, None)
            case _:
                return self.advice(incident, kept)

    def _final_case(self, error_type: ErrorType, kept: bool) -> str:
        wants_partial = CATALOGUE[error_type].final_action is SuggestedAction.USE_PARTIAL_RESULT
        return "nothing_kept" if wants_partial and not kept else "final"

    def _say(  # noqa: PLR0913 - the fields of a notice
        self,
        model: type[E],
        run_id: str | None,
        incident: Incident,
        *,
        wording: str,
        message: str,
        severity: Severity,
        advice: Advice,
        params: dict[str, Any] | None = None,
        **fields: Any,
    ) -> None:
        common: dict[str, Any] = {
            "run_id": run_id,
            "user_id": self.session.user_id,
            "agent_name": self.agent_name,
            "failure_id": incident.failure_id,
            "root_failure_id": incident.root_failure_id,
        }
        told: dict[str, Any] = {
            "error_type": incident.error_type,
            "is_recoverable": CATALOGUE[incident.error_type].is_recoverable,
            "message": message,
            "severity": severity,
            "suggested_action": advice.action,
            "retry_possible": advice.retry_possible,
            "retry_after": advice.retry_after,
            "estimated_recovery_time": advice.estimated_recovery_time,
            **fields,
        }
        try:
            spoken = self._spoken(wording, params or {}, advice, incident.locale)
            self.session.publish(model, **common, **told, **spoken)
        except Exception as unworded:  # noqa: BLE001 - the customer is told all the same (NSF-6)
            self.operators.tell(
                f"the notice '{wording}' could not be built",
                unworded,
                user_id=self.session.user_id,
                failure_id=incident.failure_id,
                run_id=run_id,
            )
            self.session.publish(model, **common, **_minimal(told))
            incident.unworded = True

    def _spoken(
        self, key: str, params: dict[str, Any], advice: Advice, locale: str
    ) -> dict[str, Any]:
        seconds = (
            advice.retry_after
            if advice.retry_after is not None
            else (advice.estimated_recovery_time)
        )
        if seconds is not None:
            params = {"seconds": math.ceil(seconds), **params}
        return {
            "user_message": self.wording.say(key, params, locale),
            "message_key": key,
            "message_params": params,
            "locale": locale,
        }


def _threshold(config: CircuitBreakerConfig) -> int:
    """How many failures open the breaker: in a row, or as the share of the least calls."""
    if config.mode == "consecutive":
        return config.failure_threshold
    return max(1, math.ceil(config.failure_rate_threshold * config.minimum_calls))


def _who_answers(*, is_last: bool, fallback_active: bool) -> str:
    """Nobody, the second assistant, or the first one still, where the second one failed."""
    if is_last:
        return "opened"
    return "fallback" if fallback_active else "spared"


def _trip_advice(wait: float, *, is_last: bool) -> Advice:
    """Whoever still waits for an attempt on the last provider is told that it is called off."""
    if is_last:
        return Advice(SuggestedAction.WAIT_AND_RETRY, True, wait, wait)
    return Advice(SuggestedAction.WAIT, True, None, wait)


_NOTHING_TO_DO = Advice(SuggestedAction.NONE, True, None, 0.0)


def _minimal(told: dict[str, Any]) -> dict[str, Any]:
    """The same notice with nothing left in it that could fail: an `internal_error` (NSF-6)."""
    entry = CATALOGUE[ErrorType.INTERNAL_ERROR]
    minimal = {
        **told,
        "error_type": ErrorType.INTERNAL_ERROR,
        "is_recoverable": entry.is_recoverable,
        "message": UNWORDED,
        "severity": entry.severity,
        "user_message": MINIMAL_NOTICE,
        "message_key": "internal_error.final",
        "message_params": {},
        "locale": FALLBACK_LOCALE,
    }
    if "error_category" in told:
        minimal["error_category"] = entry.category
    if told.get("terminal"):
        minimal |= {
            "suggested_action": entry.final_action,
            "retry_possible": entry.retry_possible,
            "retry_after": None,
            "estimated_recovery_time": None,
        }
    return minimal
