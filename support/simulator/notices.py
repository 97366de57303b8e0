"""The one place through which every failure becomes events that a customer can act on."""

import logging
import math
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from support.contract import failure_events as event
from support.contract.catalogue import CATALOGUE
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import AttemptStatus, ErrorType, Severity, SuggestedAction
from support.simulator.failure import AgentFailure
from support.simulator.resources import Cleanup
from support.simulator.retry import Backoff
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.wording import FALLBACK_LOCALE, MINIMAL_NOTICE, Wording

E = TypeVar("E", bound=event.FailureEvent)
UNWORDED: Final = "The notice of this failure could not be built."
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class Incident:
    """What one cause did to one run: from its first failure to recovery or to the final notice.

    `max_attempts` is fixed by the first failure. `failure` is the newest one.
    """

    failure_id: str
    root_failure_id: str
    started_ns: int
    max_attempts: int
    failure: AgentFailure
    backoff: Backoff | None = None
    told_steps: tuple[str, ...] = ()
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

    def agent_error(self, run: Run, incident: Incident, attempt: int) -> None:
        kept = run.result_id is not None
        case = "retrying" if incident.will_retry else self._final_case(incident.error_type, kept)
        entry = CATALOGUE[incident.error_type]
        self._say(
            event.AgentErrorEvent,
            run,
            incident,
            wording=f"{incident.error_type}.{case}",
            message=incident.failure.operator_message,
            severity=entry.severity,
            advice=self.advice(incident, kept),
            error_category=entry.category,
            will_retry=incident.will_retry,
            terminal=not incident.will_retry,
            attempt_number=attempt,
            partial_available=kept,
        )

    def recovery_attempt(self, run: Run, incident: Incident, backoff: Backoff, status: str) -> None:
        kept = run.result_id is not None
        self._say(
            event.RecoveryAttempt,
            run,
            incident,
            wording=f"attempt.{status}",
            params={"attempt": backoff.attempt, "max_attempts": incident.max_attempts},
            message=f"Attempt {backoff.attempt} of {incident.max_attempts}: {status}.",
            severity=Severity.LOW,
            advice=self._attempt_advice(incident, backoff, AttemptStatus(status), kept),
            strategy="retry_with_backoff",
            attempt_number=backoff.attempt,
            max_attempts=incident.max_attempts,
            backoff_delay=backoff.delay,
            status=AttemptStatus(status),
        )

    def partial_result(self, run: Run, incident: Incident, plan: list[str], expires: str) -> None:
        preserved = tuple(run.finished)
        self._say(
            event.PartialResultPreserved,
            run,
            incident,
            wording="partial.preserved",
            message=f"{len(preserved)} of {len(plan)} steps are stored.",
            severity=Severity.LOW,
            advice=self.advice(incident, kept=True),
            result_id=run.result_id,
            preserved_steps=preserved,
            lost_steps=tuple(step for step in plan if step == run.in_work),
            unknown_steps=(),
            progress=len(preserved) / len(plan),
            confidence_reduced=False,
            expires_at=expires,
        )

    def cleanup(self, run: Run, incident: Incident, attempt: int, done: Cleanup) -> None:
        self._say(
            event.ResourceCleanup,
            run,
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

    def recovered(self, run: Run, incident: Incident, attempts: int) -> None:
        clock = self.session.clock
        self._say(
            event.SystemRecovered,
            run,
            incident,
            wording="recovered.final",
            message=f"Recovered with attempt {attempts}.",
            severity=Severity.LOW,
            advice=_NOTHING_TO_DO,
            recovery_time=(clock.now_ns() - incident.started_ns) / 1_000_000_000,
            attempts_made=attempts,
            degradation_cleared=False,
        )

    def advice(self, incident: Incident, kept: bool) -> Advice:
        """To wait while we retry ourselves, else the final action of the catalogue."""
        if incident.backoff is not None:
            asked = incident.failure.retry_after
            return Advice(SuggestedAction.WAIT, True, asked, incident.backoff.delay)
        entry = CATALOGUE[incident.error_type]
        action = entry.final_action
        if action is SuggestedAction.USE_PARTIAL_RESULT and not kept:
            action = SuggestedAction.RETRY_NOW
        if action is SuggestedAction.WAIT_AND_RETRY:
            wait = max(incident.failure.retry_after or 0.0, self.settings.backoff_cap)
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
        run: Run,
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
            "run_id": run.run_id,
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
            spoken = self._spoken(wording, params or {}, advice, run.locale)
            self.session.publish(model, **common, **told, **spoken)
        except Exception:  # noqa: BLE001 - whatever it is, the customer is still told (NSF-6)
            _log.exception("a notice could not be built", extra={"failure_id": incident.failure_id})
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
