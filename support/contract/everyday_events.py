"""The events of a session in which nothing fails, and the refusals (contract, section 1)."""

from typing import Annotated, Literal

from pydantic import Field

from support.contract.envelope import Envelope, Frame, Identifier, Moment, Seconds
from support.contract.failure_events import FailureEvent, Name, Names, Positive, Text
from support.contract.vocabulary import BreakerState, ProtocolErrorCode, RejectionReason, RunState

Token = Annotated[str, Field(min_length=22, max_length=256)]


class FinishedStep(Frame):
    """One finished step of a run, and what it produced."""

    step: Name
    text: str


class RunSnapshot(Frame):
    """Where a run stands, for a customer who missed its events."""

    run_id: Identifier
    request_id: Identifier
    state: RunState
    finished_steps: Names
    result_id: Identifier | None


class Snapshot(Frame):
    runs: tuple[RunSnapshot, ...]


class SessionStarted(Envelope):
    """`expires_at` is the least that `resume_token` works; while the customer is there, longer."""

    type: Literal["session_started"]
    resume_token: Token
    expires_at: Moment


class SessionResumed(Envelope):
    """What was missed has been told. A platform may offer a new token, which then is the one."""

    type: Literal["session_resumed"]
    resume_token: Token | None = None
    expires_at: Moment | None = None


class ReplayGap(Envelope):
    """Events from_sequence to to_sequence (both included) can no longer be replayed.

    `snapshot` says where the runs stand that they told of, as of the event after them.
    """

    type: Literal["replay_gap"]
    from_sequence: Positive
    to_sequence: Positive
    snapshot: Snapshot


class RunStarted(Envelope):
    type: Literal["run_started"]
    request_id: Identifier


class AgentOutput(Envelope):
    type: Literal["agent_output"]
    step: Name
    text: str


class RunCompleted(Envelope):
    type: Literal["run_completed"]


class RunCancelled(Envelope):
    type: Literal["run_cancelled"]


class Result(Envelope):
    """Preserved work, as `fetch_result` asked for it."""

    type: Literal["result"]
    result_id: Identifier
    steps: tuple[FinishedStep, ...]
    expires_at: Moment


class RequestRejected(FailureEvent):
    """The request was not taken on; `request_id` says which one."""

    type: Literal["request_rejected"]
    request_id: Identifier
    reason_code: RejectionReason


class CircuitBreakerStateChanged(Envelope):
    type: Literal["circuit_breaker_state_changed"]
    breaker: Name
    from_state: BreakerState
    to_state: BreakerState


class ProtocolError(Envelope):
    """A frame that could not be accepted."""

    type: Literal["protocol_error"]
    code: ProtocolErrorCode
    message: Text


class EarlyWarning(Envelope):
    """A degrading upstream, before it fails. `horizon` is seconds, `score` the detector's own."""

    type: Literal["early_warning"]
    upstream: Name
    signal: Name
    horizon: Seconds
    score: Annotated[float, Field(allow_inf_nan=False)]
    mitigation: Text
