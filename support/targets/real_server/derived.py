"""What an event needs to be one of ours, where the server does not say it: made up, and marked."""

from collections.abc import Mapping
from typing import Any, Final

from support.contract.events import FAILURE_EVENTS
from support.targets.real_server.mapping import Mapped

STEP: Final = "write the answer"
"""What all output is said to be of, as our agent names the step in which it answers."""
_REJECTED: Final = "request_rejected"
_FAILURE: Final[Mapping[str, Any]] = {
    "error_type": "internal_error",
    "message": "not told",
    "agent_name": "not told",
    "is_recoverable": False,
    "user_message": "The server says no more than that.",
    "suggested_action": "none",
    "retry_possible": False,
    "estimated_recovery_time": None,
    "severity": "medium",
    "retry_after": None,
    "message_key": "not.told",
    "message_params": {},
    "locale": "en",
}
_OWN: Final[Mapping[str, Mapping[str, Any]]] = {
    "agent_output": {"step": STEP, "text": ""},
    "agent_error": {
        "error_category": "internal",
        "will_retry": False,
        "terminal": True,
        "attempt_number": 0,
        "partial_available": False,
    },
    "request_rejected": {"reason_code": "capacity"},
    "recovery_attempt": {
        "strategy": "not told",
        "attempt_number": 1,
        "max_attempts": 1,
        "backoff_delay": 0.0,
        "status": "started",
    },
    "protocol_error": {"code": "not_json", "message": "not told"},
}


def derived_fields(mapped: Mapped, user_id: str, unique: str) -> dict[str, Any]:
    """The fields of such an event, apart from those of the envelope; `unique` names its failure."""
    kind, own = mapped.kind, dict(_OWN.get(mapped.kind, {}))
    if kind == "agent_error":
        own["terminal"] = not mapped.fields.get("will_retry", False)
    if kind in FAILURE_EVENTS or kind == _REJECTED:
        names = {"failure_id": unique, "root_failure_id": unique, "user_id": user_id}
        return {**_FAILURE, **names, **own}
    return own
