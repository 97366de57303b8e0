"""The named parts of the contract, as somebody uses them who builds a platform of their own."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from support.contract.defaults import PlatformSettings
from support.contract.events import read
from support.contract.parts import AgentError, CircuitBreakerConfig, WebSocketErrorInfo
from support.contract.vocabulary import ErrorType, Severity, SuggestedAction
from support.example_streams import STREAMS
from support.self_check.published import in_words

PARTS: Final[Mapping[str, type[BaseModel]]] = {
    part.__name__: part for part in (AgentError, CircuitBreakerConfig, WebSocketErrorInfo)
}


def what_fits(part: str, field: str) -> str:
    """Into a field of a part, in words."""
    return in_words(PARTS[part].model_json_schema()["properties"][field])


def agent_error(error_type: str) -> AgentError:
    return AgentError(
        error_type=ErrorType(error_type),
        message="the provider did not answer",
        agent_name="writer",
        occurred_at="2026-03-02T09:00:00.000Z",
    )


def error_info() -> WebSocketErrorInfo:
    """With what must be there, and no more."""
    return WebSocketErrorInfo(
        user_message="Please try again in a moment.",
        message_key="failure.agent_error",
        locale="en",
        severity=Severity.LOW,
        suggested_action=SuggestedAction.NONE,
        retry_possible=True,
        retry_after=None,
        estimated_recovery_time=None,
    )


def changeable() -> list[str]:
    """The models that let somebody change one of their fields, once they are made."""
    made = [agent_error("llm_timeout"), error_info(), CircuitBreakerConfig(), PlatformSettings()]
    return [type(one).__name__ for one in [*made, *_events()] if _can_be_changed(one)]


def _events() -> Iterator[BaseModel]:
    for event in STREAMS["an answer"]():
        yield read(json.dumps(event))


def _can_be_changed(made: Any) -> bool:
    name = next(iter(type(made).model_fields))
    try:
        setattr(made, name, getattr(made, name))
    except ValidationError:
        return False
    return True
