"""Says a failure in the customer's words; where that fails, in the fewest there are (NSF-6)."""

import math
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from support.contract import failure_events as event
from support.contract.catalogue import CATALOGUE
from support.contract.vocabulary import ErrorType, Severity
from support.simulator.advice import Advice
from support.simulator.incident import Incident
from support.simulator.operators import Operators
from support.simulator.session import Session
from support.simulator.wording import FALLBACK_LOCALE, MINIMAL_NOTICE, Wording

E = TypeVar("E", bound=event.FailureEvent)
FEWEST_WORDS: Final = "We are seeing to it."
UNWORDED: Final = "The notice of this failure could not be built."


@dataclass(frozen=True)
class Announcer:
    """Publishes what one session is told of failures, each with all eleven failure fields."""

    session: Session
    agent_name: str
    wording: Wording
    operators: Operators

    def say(  # noqa: PLR0913 - the fields of a notice
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
        """One event; `fields` are those of its own type, `params` those of its sentence."""
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

    def sentence(self, key: str, locale: str) -> str:
        """One sentence by itself; the least there is where it is missing."""
        try:
            return self.wording.say(key, {}, locale)
        except Exception as unworded:  # noqa: BLE001 - no run fails for want of a sentence
            self.operators.tell(
                f"the sentence '{key}' could not be said", unworded, user_id=self.session.user_id
            )
            return FEWEST_WORDS

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
