"""A stream that is written down event by event: what each says is usual, but for what is given."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from support.contract.catalogue import CATALOGUE
from support.contract.events import EVENTS
from support.contract.vocabulary import ErrorType
from support.example_story import Story
from support.example_streams import MAYA
from support.validator.sessions import WITH_AN_OWNER

_BEFORE_EACH: Final = 0.1
_OF_A_RUN: Final = {"run_id": "run-1"}
_FAILS: Final = {**_OF_A_RUN, "error_type": "llm_timeout", "failure_id": "fail-1"}

USUAL: Final[Mapping[str, Mapping[str, Any]]] = {
    "session_started": {"expires_at": "2026-03-02T10:00:00.000Z"},
    "run_started": {**_OF_A_RUN, "request_id": "req-1"},
    "agent_output": {**_OF_A_RUN, "step": "draft", "text": "Here is the draft."},
    "run_completed": _OF_A_RUN,
    "run_cancelled": _OF_A_RUN,
    "session_resumed": {},
    "protocol_error": {"code": "not_json", "message": "It was not accepted."},
    "early_warning": {
        "upstream": "provider-one",
        "signal": "latency",
        "horizon": 200,
        "score": 0.5,
        "mitigation": "none",
    },
    "agent_error": {
        **_FAILS,
        "attempt_number": 0,
        "will_retry": False,
        "terminal": True,
        "partial_available": False,
    },
    "resource_cleanup": {
        **_FAILS,
        "attempt_number": 0,
        "resources_cleaned": ["working folder"],
        "resources_failed": [],
        "memory_freed": 2048,
        "cleanup_status": "success",
    },
    "recovery_attempt": {
        **_FAILS,
        "strategy": "retry with backoff",
        "attempt_number": 1,
        "max_attempts": 3,
        "backoff_delay": 0.75,
        "suggested_action": "wait",
    },
    "partial_result_preserved": {
        **_FAILS,
        "result_id": "res-1",
        "preserved_steps": ["outline"],
        "lost_steps": [],
        "unknown_steps": [],
        "progress": 0.5,
        "confidence_reduced": False,
        "expires_at": "2026-03-02T10:00:00.000Z",
    },
    "result": {
        "result_id": "res-1",
        "steps": [{"step": "outline", "text": "First, the outline."}],
        "expires_at": "2026-03-02T10:00:00.000Z",
    },
    "replay_gap": {
        "snapshot": {
            "runs": [
                {
                    "run_id": "run-1",
                    "request_id": "req-1",
                    "state": "running",
                    "finished_steps": [],
                    "result_id": None,
                }
            ]
        }
    },
    "circuit_breaker_triggered": {
        "error_type": "llm_timeout",
        "failure_id": "fail-1",
        "breaker": "writer/provider-one",
        "previous_state": "closed",
        "failure_count": 5,
        "failure_threshold": 5,
        "cooldown_period": 30.0,
        "fallback_active": False,
        "retry_after": 30.0,
    },
    "circuit_breaker_state_changed": {"breaker": "writer/provider-one"},
    "graceful_degradation": {
        "error_type": "llm_timeout",
        "failure_id": "fail-1",
        "level": "reduced",
        "available_features": ["short answers"],
        "disabled_features": ["long reports"],
        "performance_impact": "Answers are shorter than usual.",
    },
    "request_rejected": {"error_type": "circuit_open", "reason_code": "circuit_open"},
    "system_recovered": {
        "error_type": "llm_timeout",
        "failure_id": "fail-1",
        "attempts_made": 0,
        "degradation_cleared": False,
        "suggested_action": "none",
    },
}
"""What an event says, by its type, where nothing else is given."""


def told(rows: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """The events of one session; a row is the seconds since the one before, the type, and what it
    says otherwise than is usual."""
    story = Story(MAYA)
    for number, (after, kind, says) in enumerate(rows, 1):
        story.wait(float(after) - _BEFORE_EACH)
        _tell(story, number, kind, {**USUAL[kind], **json.loads(says or "{}")})
    return story.events


def _tell(story: Story, number: int, kind: str, fields: dict[str, Any]) -> None:
    assert kind in EVENTS, kind
    run_id = fields.pop("run_id", None)
    if kind not in WITH_AN_OWNER:
        story.tell(kind, run_id, **fields)
        return
    if kind == "request_rejected":
        fields = {"request_id": f"req-{number}", "failure_id": f"fail-req-{number}", **fields}
    error_type, failure_id = fields.pop("error_type"), fields.pop("failure_id")
    if kind == "agent_error":
        fields.setdefault("error_category", CATALOGUE[ErrorType(error_type)].category.value)
    if kind == "system_recovered":
        fields.setdefault("recovery_time", _since(story, failure_id))
    story.tell_failure(kind, error_type, failure_id, run_id, **fields)


def _since(story: Story, failure_id: str) -> float:
    """Seconds since the failure was first told of."""
    first = next(e for e in story.events if e.get("failure_id") == failure_id)
    now = datetime.fromisoformat(story.moment(_BEFORE_EACH))
    return (now - datetime.fromisoformat(first["timestamp"])).total_seconds()
