"""Every event a platform may send, as one tagged union; how to write one and how to read one."""

from functools import cache
from typing import Annotated, Any, Final, get_args

from pydantic import Field, TypeAdapter

from support.contract import everyday_events as everyday
from support.contract import failure_events as failure
from support.contract.envelope import Envelope

FailureEventOfSeven = (
    failure.AgentErrorEvent
    | failure.CircuitBreakerTriggered
    | failure.PartialResultPreserved
    | failure.GracefulDegradation
    | failure.RecoveryAttempt
    | failure.ResourceCleanup
    | failure.SystemRecovered
)
EverydayEvent = (
    everyday.SessionStarted
    | everyday.SessionResumed
    | everyday.ReplayGap
    | everyday.RunStarted
    | everyday.AgentOutput
    | everyday.RunCompleted
    | everyday.RunCancelled
    | everyday.Result
    | everyday.RequestRejected
    | everyday.CircuitBreakerStateChanged
    | everyday.ProtocolError
    | everyday.EarlyWarning
)
Event = Annotated[FailureEventOfSeven | EverydayEvent, Field(discriminator="type")]

event: Final[TypeAdapter[Event]] = TypeAdapter(Event)


@cache
def type_of(model: type[Envelope]) -> str:
    """What an event of this model says that it is."""
    return str(get_args(model.model_fields["type"].annotation)[0])


def _tagged(union: Any) -> dict[str, type[Envelope]]:
    return {type_of(model): model for model in get_args(union)}


FAILURE_EVENTS: Final = _tagged(FailureEventOfSeven)
EVERYDAY_EVENTS: Final = _tagged(EverydayEvent)
EVENTS: Final = FAILURE_EVENTS | EVERYDAY_EVENTS


def read(frame: str | bytes) -> Event:
    """The event in a text frame. Unknown fields are left aside, as a reader of 1.x must.

    Raises pydantic.ValidationError where the frame does not fit the contract.
    """
    return event.validate_json(frame, extra="ignore")


def write(sent: Envelope) -> str:
    """The text frame for an event; nulls are written, so that every field is always there."""
    return sent.model_dump_json()
