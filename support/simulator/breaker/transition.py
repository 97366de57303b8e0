"""What a breaker says of each change of its state."""

from enum import StrEnum
from typing import NamedTuple

from support.contract.vocabulary import BreakerState


class TransitionReason(StrEnum):
    """Why the state changed. Each automatic edge has its own reasons."""

    FAILURES_IN_A_ROW = "failures_in_a_row"
    FAILURE_RATE = "failure_rate"
    SLOW_CALL_RATE = "slow_call_rate"
    WAIT_OVER = "wait_over"
    PROBE_FAILED = "probe_failed"
    PROBE_SLOW = "probe_slow"
    PROBE_NEVER_ENDED = "probe_never_ended"
    PROBES_SUCCEEDED = "probes_succeeded"
    ADMINISTRATIVE = "administrative"


class Transition(NamedTuple):
    """One change of state, at `at_ns` nanoseconds on the breaker's clock.

    `generation` is the one that begins with it. `failure_count` is how many failures opened the
    breaker: those in the window or in a row, or 1 for the probe that reopened it; 0 where nothing
    opens. `opening` numbers the automatic openings from 1, and is 0 before the first.
    """

    at_ns: int
    from_state: BreakerState
    to_state: BreakerState
    reason: TransitionReason
    generation: int
    failure_count: int
    opening: int
