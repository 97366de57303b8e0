"""The circuit breaker (contract, section 5), in resilience4j's vocabulary.

It waits for nothing and starts nothing: whoever uses it gives it a clock that only moves forward,
and may set a timer for `next_deadline_ns()`. Not for several threads at once.

Where section 5 is silent:

- A failure that was slow counts as failed and as slow. In consecutive mode nothing is slow while
  the breaker is closed; a slow probe reopens it in both modes.
- Each countable outcome is judged when it is recorded, a success too: it may be the call that
  fills the minimum. A window by time holds what was recorded less than its size ago, to the
  nanosecond; an outcome exactly that old has left it.
- A lease ends when `max_wait_in_half_open` is up. In that very instant the probe's own outcome
  still counts if it comes first; the next call, or a look at the leases, reopens the breaker.
  It reopens as of the lease's end, however late anybody notices.
- `retry_after` while half-open is the longest that the probes under way can still take; it grows
  only when another probe is admitted. While forced open nobody knows the end, so it is the
  configured wait. Wherever a call would be let through it is 0.
- A breaker that is disabled lets everything through and records nothing. Only `reset` leads out
  of the two administrative states, to CLOSED and an empty window.
"""

from support.simulator.breaker.circuit_breaker import CircuitBreaker, Metrics
from support.simulator.breaker.permit import CallNotPermitted, Permit, PermitReuseError
from support.simulator.breaker.transition import Transition, TransitionReason

__all__ = [
    "CallNotPermitted",
    "CircuitBreaker",
    "Metrics",
    "Permit",
    "PermitReuseError",
    "Transition",
    "TransitionReason",
]
