"""The seven failure events, each with all eleven failure fields (contract, section 1)."""

from typing import Annotated, Final, Literal

from pydantic import Field

from support.contract.envelope import Envelope, Identifier, Locale, Moment, Scalar, Seconds, Share
from support.contract.vocabulary import (
    AttemptStatus,
    BreakerState,
    CleanupStatus,
    DegradationLevel,
    ErrorCategory,
    ErrorType,
    Severity,
    SuggestedAction,
)

Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
Text = Annotated[str, Field(min_length=1, max_length=500)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Names = tuple[Name, ...]
SomeNames = Annotated[tuple[Name, ...], Field(min_length=1)]


class FailureEvent(Envelope):
    """The failure fields.

    `message` is for an operator, `user_message` for the customer. `estimated_recovery_time` and
    `retry_after` are seconds, null when unknown or not needed. `failure_id` names one incident in
    one session; `root_failure_id` is shared by everything that one cause brought about.
    """

    error_type: ErrorType
    message: Text
    agent_name: Name
    is_recoverable: bool
    user_id: Identifier
    user_message: Annotated[str, Field(min_length=11, max_length=500)]
    suggested_action: SuggestedAction
    retry_possible: bool
    estimated_recovery_time: Seconds | None
    failure_id: Identifier
    root_failure_id: Identifier
    severity: Severity
    retry_after: Seconds | None
    message_key: Name
    message_params: dict[str, Scalar]
    locale: Locale


class AgentErrorEvent(FailureEvent):
    """An agent failed. `attempt_number` 0 is the original execution."""

    type: Literal["agent_error"]
    error_category: ErrorCategory
    will_retry: bool
    terminal: bool
    attempt_number: Count
    partial_available: bool


class CircuitBreakerTriggered(FailureEvent):
    """The breaker opened."""

    type: Literal["circuit_breaker_triggered"]
    breaker: Name
    previous_state: Literal[BreakerState.CLOSED, BreakerState.HALF_OPEN]
    failure_count: Count
    failure_threshold: Positive
    cooldown_period: Seconds
    fallback_active: bool


class PartialResultPreserved(FailureEvent):
    """Finished work is safe. `unknown_steps` were cut off with effects outside the platform."""

    type: Literal["partial_result_preserved"]
    result_id: Identifier
    preserved_steps: SomeNames
    lost_steps: Names
    unknown_steps: Names
    progress: Share
    confidence_reduced: bool
    expires_at: Moment


class GracefulDegradation(FailureEvent):
    """Reduced service: what works, what does not, and what that costs."""

    type: Literal["graceful_degradation"]
    level: DegradationLevel
    available_features: SomeNames
    disabled_features: Names
    performance_impact: Text


class RecoveryAttempt(FailureEvent):
    """An automatic retry. `backoff_delay` is seconds."""

    type: Literal["recovery_attempt"]
    strategy: Name
    attempt_number: Positive
    max_attempts: Positive
    backoff_delay: Seconds
    status: AttemptStatus


class ResourceCleanup(FailureEvent):
    """What one execution held and gave back. `memory_freed` is bytes, as accounted."""

    type: Literal["resource_cleanup"]
    attempt_number: Count
    resources_cleaned: Names
    resources_failed: Names
    memory_freed: Count
    cleanup_status: CleanupStatus


class SystemRecovered(FailureEvent):
    """Service is normal again. `recovery_time` is seconds since the failure occurred."""

    type: Literal["system_recovered"]
    recovery_time: Seconds
    attempts_made: Count
    degradation_cleared: bool


FAILURE_FIELDS: Final = (
    "type",
    "error_type",
    "message",
    "agent_name",
    "timestamp",
    "is_recoverable",
    "user_id",
    "user_message",
    "suggested_action",
    "retry_possible",
    "estimated_recovery_time",
)
"""The eleven fields that every failure event carries (mission, fields)."""
