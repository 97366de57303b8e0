"""The named parts that any platform can use: none of them depends on an application.

`CircuitBreakerConfig` (contract, section 5), `AgentError` (what the operator knows of a failure)
and `WebSocketErrorInfo` (what the customer is told of it).
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from support.contract.catalogue import CATALOGUE
from support.contract.envelope import Frame, Locale, Moment, Scalar, Seconds
from support.contract.vocabulary import ErrorCategory, ErrorType, Severity, SuggestedAction

Rate = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False, description="share, 0 to 1")]
Duration = Annotated[float, Field(gt=0, allow_inf_nan=False, description="seconds")]
AtLeastOne = Annotated[int, Field(ge=1)]


class CircuitBreakerConfig(Frame):
    """One breaker's settings, in resilience4j's vocabulary; durations in seconds.

    `consecutive` mode counts failures in a row and ignores `minimum_calls`; `rate` mode judges a
    sliding window of the last calls (`count`) or of the last seconds (`time`).
    """

    mode: Literal["consecutive", "rate"] = "consecutive"
    failure_threshold: AtLeastOne = 5
    sliding_window_type: Literal["count", "time"] = "count"
    sliding_window_size: AtLeastOne = 100
    minimum_calls: AtLeastOne = 10
    failure_rate_threshold: Rate = 0.5
    slow_call_duration: Duration = 60.0
    slow_call_rate_threshold: Rate = 1.0
    wait_duration_in_open: Duration = 30.0
    permitted_calls_in_half_open: AtLeastOne = 1
    max_wait_in_half_open: Duration = 60.0
    automatic_probe: bool = True

    @model_validator(mode="after")
    def _window_can_fill(self) -> Self:
        counted = self.mode == "rate" and self.sliding_window_type == "count"
        if counted and self.minimum_calls > self.sliding_window_size:
            raise ValueError(
                f"minimum_calls ({self.minimum_calls}) is more than sliding_window_size "
                f"({self.sliding_window_size}): such a breaker can never open"
            )
        return self


class AgentError(Frame):
    """A failure as the platform found it, before anybody is told.

    `message` is for an operator and already free of secrets. `retry_after` is the least wait that
    the upstream asked for, in seconds.
    """

    error_type: ErrorType
    message: Annotated[str, Field(min_length=1, max_length=500)]
    agent_name: Annotated[str, Field(min_length=1)]
    occurred_at: Moment
    upstream: str | None = None
    retry_after: Seconds | None = None

    @property
    def error_category(self) -> ErrorCategory:
        return CATALOGUE[self.error_type].category

    @property
    def is_recoverable(self) -> bool:
        return CATALOGUE[self.error_type].is_recoverable


class WebSocketErrorInfo(Frame):
    """A failure as a frontend shows it: what happened, what to do, whether and when to retry."""

    user_message: Annotated[str, Field(min_length=11, max_length=500)]
    message_key: Annotated[str, Field(min_length=1)]
    message_params: dict[str, Scalar] = Field(default_factory=dict)
    locale: Locale
    severity: Severity
    suggested_action: SuggestedAction
    retry_possible: bool
    retry_after: Seconds | None
    estimated_recovery_time: Seconds | None
