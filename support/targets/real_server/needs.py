"""Which promises a description puts to the test, and why the others are not applicable.

A promise whose judgement needs what the server never says by itself cannot be kept by it: neither a
literal in a mapping nor what this suite derives is the server's word.
"""

from collections.abc import Mapping
from typing import Final

from support.blame import NOT_DECLARED
from support.contract.promises import PROMISES, Profile
from support.targets.real_server.description import Description
from support.targets.real_server.mapping import EventMapping

Fields = Mapping[str, tuple[str, ...]]
"""Events by their type, each with the fields that the server has to say itself."""

ENDS_WELL: Final = "run_completed"
ENDS_BADLY: Final = ("agent_error", "request_rejected")
_TEXT: Final[Fields] = {"agent_output": ("text",)}
_BREAKER: Final[Fields] = {
    "circuit_breaker_triggered": ("previous_state", "failure_count", "cooldown_period")
}
_PARTIAL: Final[Fields] = {"partial_result_preserved": ("result_id", "preserved_steps")}
_DEGRADED: Final[Fields] = {"graceful_degradation": ("available_features", "disabled_features")}
_CLEANUP: Final[Fields] = {"resource_cleanup": ("attempt_number", "cleanup_status")}

NEEDS: Final[Mapping[str, Fields]] = {
    "NSF-1": {ENDS_WELL: ()},
    "NSF-2": {ENDS_WELL: (), **_TEXT},
    "NSF-3": {"agent_error": ()},
    "NSF-4": {"agent_error": ("error_type",)},
    "NSF-5": {"agent_error": ()},
    "NSF-6": {"agent_error": ("error_type", "user_message")},
    "ACT-1": {"agent_error": ("user_message", "suggested_action", "retry_possible")},
    "ACT-2": {"agent_error": ("will_retry", "terminal")},
    "ACT-3": {"agent_error": ("user_message", "locale")},
    **dict.fromkeys(("KEEP-1", "KEEP-2", "KEEP-3", "KEEP-4", "KEEP-5"), _PARTIAL),
    **dict.fromkeys(("DEG-1", "DEG-2"), _DEGRADED),
    "DEG-3": {"system_recovered": ("degradation_cleared",)},
    "REC-1": {"recovery_attempt": ("attempt_number", "max_attempts", "backoff_delay", "status")},
    "REC-3": {"agent_error": ("will_retry",)},
    "REC-4": {"agent_error": ("terminal", "attempt_number")},
    "REC-5": {"system_recovered": ("recovery_time", "attempts_made")},
    **dict.fromkeys((f"CB-{number}" for number in range(1, 9)), _BREAKER),
    **dict.fromkeys(("CLN-1", "CLN-2", "CLN-3"), _CLEANUP),
    "EVT-1": {ENDS_WELL: ("event_id", "sequence", "session_id", "timestamp", "schema_version")},
    "EVT-2": {ENDS_WELL: ("event_id", "sequence")},
    "EVT-3": {"agent_error": ("failure_id", "sequence")},
    "CON-1": {"session_resumed": ()},
    "CON-2": {"replay_gap": ("from_sequence", "to_sequence", "snapshot")},
    "CON-3": _BREAKER,
    "CON-5": {"session_resumed": ()},
    "CON-6": {"run_started": ("request_id", "run_id")},
    "SEC-1": _TEXT,
    "SEC-4": {"session_started": ("resume_token",)},
    "CAS-1": {"agent_error": ("root_failure_id",)},
    "LOAD-1": {"agent_error": ("failure_id",)},
    "TIME-1": {"system_recovered": ("recovery_time",)},
    "OPS-1": {"agent_error": ("failure_id",)},
    "IMP-1": {"agent_error": ("failure_id",)},
    "WARN-1": {"early_warning": ("upstream", "signal", "score")},
}


def not_applicable(description: Description, mapping: EventMapping) -> Mapping[str, str]:
    """The promises that this server is not put to, each with the reason in words."""
    found = {}
    for promise in PROMISES.values():
        why = _why_not(promise.id, promise.profile, description, mapping)
        if why:
            found[promise.id] = f"{NOT_DECLARED} {why}"
    return found


def _why_not(  # noqa: PLR0911 - one reason after the other
    promise: str, profile: Profile, description: Description, mapping: EventMapping
) -> str:
    if profile is Profile.VOCABULARY and not description.capabilities.vocabulary:
        return "the server declares no vocabulary, and this promise is about one"
    if promise == "NSF-5" and description.resume is None:
        return "the target's file has no [resume]"
    if not mapping.rows:
        return ""
    if promise in ("NSF-1", "NSF-2") and not description.kinds.intersection(ENDS_BADLY):
        return "no [[event]] of the target's file is a failure"
    for kind, fields in NEEDS.get(promise, {}).items():
        if kind not in description.kinds:
            return f"no [[event]] of the target's file is {kind}"
        missing = [name for name in fields if name not in mapping.native_fields(kind)]
        if missing:
            return f"the server does not say {', '.join(missing)} of {kind} itself"
    return ""
