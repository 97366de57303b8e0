"""The one place through which every failure becomes events that a customer can act on."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from support.contract import failure_events as event
from support.contract.catalogue import CATALOGUE
from support.contract.everyday_events import EarlyWarning, RequestRejected
from support.contract.parts import CircuitBreakerConfig
from support.contract.vocabulary import (
    AttemptStatus,
    ErrorType,
    RejectionReason,
    Severity,
    SuggestedAction,
)
from support.simulator.advice import NOTHING_TO_DO, Advice, Adviser
from support.simulator.announcer import Announcer
from support.simulator.breaker import Transition
from support.simulator.degradation import ServiceLevel
from support.simulator.incident import Incident
from support.simulator.resources import Cleanup
from support.simulator.retry import Backoff
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.upstream import Upstream


class Warned(NamedTuple):
    """An upstream that gets worse: by which signal, and what is done about it.

    `horizon` is the seconds within which it is expected to fail; `score` is the detector's own.
    `relief` names the sentence that says what is done.
    """

    upstream: str
    signal: str
    horizon: float
    score: float
    relief: str


@dataclass(frozen=True)
class Notices:
    """Writes the failure events of one session: which fields each of them has, and with what."""

    announcer: Announcer
    adviser: Adviser

    @property
    def session(self) -> Session:
        return self.announcer.session

    def locale_for(self, asked: str | None) -> str:
        """The language in which a request is answered."""
        return self.announcer.wording.negotiate(asked)

    def agent_error(self, run: Run, incident: Incident, attempt: int) -> None:
        kept = run.result_id is not None
        case = "retrying" if incident.will_retry else self._final_case(incident.error_type, kept)
        key = "outcome_unknown.final" if incident.unknown_steps else f"{incident.error_type}.{case}"
        entry = CATALOGUE[incident.error_type]
        self.announcer.say(
            event.AgentErrorEvent,
            run.run_id,
            incident,
            wording=key,
            message=incident.failure.operator_message,
            severity=entry.severity,
            advice=self.adviser.of_failure(incident, kept),
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
        self.announcer.say(
            event.RecoveryAttempt,
            run.run_id,
            incident,
            wording=f"attempt.{status}",
            params={"attempt": backoff.attempt, "max_attempts": incident.max_attempts},
            message=f"Attempt {backoff.attempt} of {incident.max_attempts}: {status}.",
            severity=Severity.LOW,
            advice=self.adviser.of_attempt(incident, backoff, status, kept),
            strategy="fallback_provider" if by_fallback else "retry_with_backoff",
            attempt_number=backoff.attempt,
            max_attempts=incident.max_attempts,
            backoff_delay=backoff.delay,
            status=status,
        )

    def partial_result(self, run: Run, incident: Incident, plan: list[str], expires: str) -> None:
        preserved = tuple(run.finished)
        self.announcer.say(
            event.PartialResultPreserved,
            run.run_id,
            incident,
            wording="partial.preserved",
            message=f"{len(preserved)} of {len(plan)} steps are stored.",
            severity=Severity.LOW,
            advice=self.adviser.of_failure(incident, kept=True),
            result_id=run.result_id,
            preserved_steps=preserved,
            lost_steps=tuple(s for s in plan if s == run.in_work and s not in run.unknown),
            unknown_steps=tuple(run.unknown),
            progress=len(preserved) / len(plan),
            confidence_reduced=False,
            expires_at=expires,
        )

    def cleanup(self, run: Run, incident: Incident, attempt: int, done: Cleanup) -> None:
        self.announcer.say(
            event.ResourceCleanup,
            run.run_id,
            incident,
            wording=f"cleanup.{done.status}",
            message=f"Released {len(done.cleaned)}, not released {len(done.failed)}.",
            severity=Severity.MEDIUM if done.failed else Severity.LOW,
            advice=self.adviser.of_failure(incident, run.result_id is not None),
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
        self.announcer.say(
            event.SystemRecovered,
            run_id,
            incident,
            wording="recovered.final",
            message=f"Recovered after {incident.attempts} attempts.",
            severity=Severity.LOW,
            advice=NOTHING_TO_DO,
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
        self.announcer.say(
            event.CircuitBreakerTriggered,
            run_id,
            incident,
            wording=f"breaker.{_who_answers(is_last=is_last, fallback_active=fallback_active)}",
            message=f"The circuit breaker of {upstream.name} opened: {trip.reason}.",
            severity=Severity.HIGH,
            advice=self.adviser.of_trip(upstream.wait, is_last=is_last),
            breaker=upstream.name,
            previous_state=trip.from_state,
            failure_count=trip.failure_count,
            failure_threshold=_threshold(upstream.config),
            cooldown_period=upstream.config.wait_duration_in_open,
            fallback_active=fallback_active,
        )

    def degradation(self, incident: Incident, level: ServiceLevel, run_id: str | None) -> None:
        self.announcer.say(
            event.GracefulDegradation,
            run_id,
            incident,
            wording=f"degraded.{level.case or level.level}",
            message=f"Service is {level.level}: {len(level.disabled)} features are off.",
            severity=Severity.MEDIUM,
            advice=Advice(SuggestedAction.NONE, True, None, incident.wait),
            level=level.level,
            available_features=level.available,
            disabled_features=level.disabled,
            performance_impact=level.impact,
        )

    def early_warning(self, warned: Warned, locale: str) -> None:
        """Nothing has failed yet; what is done about it is done already."""
        self.session.publish(
            EarlyWarning,
            upstream=warned.upstream,
            signal=warned.signal,
            horizon=warned.horizon,
            score=round(warned.score, 3),
            mitigation=self.announcer.sentence(f"warning.{warned.relief}", locale),
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
        self.announcer.say(
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

    def _final_case(self, error_type: ErrorType, kept: bool) -> str:
        wants_partial = CATALOGUE[error_type].final_action is SuggestedAction.USE_PARTIAL_RESULT
        return "nothing_kept" if wants_partial and not kept else "final"


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
