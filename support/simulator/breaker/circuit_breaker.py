"""The breaker itself: who may call, what an outcome changes, and when."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from support.contract.parts import CircuitBreakerConfig
from support.contract.vocabulary import BreakerState, RejectionReason
from support.simulator.breaker.durations import to_ns, to_seconds
from support.simulator.breaker.permit import CallNotPermitted, Outcome, Permit
from support.simulator.breaker.probation import Probation
from support.simulator.breaker.transition import Transition, TransitionReason
from support.simulator.breaker.window import Ended, window_for

_S, _R = BreakerState, TransitionReason


@dataclass(frozen=True, slots=True)
class Metrics:
    """A breaker at one moment.

    `calls`, `failure_count` and `slow_calls` are those in the window (in consecutive mode: in the
    streak). `permits_in_use` counts every permit without an outcome, of whatever generation;
    `probes_under_way` those on a lease.
    """

    state: BreakerState
    generation: int
    opening: int
    calls: int
    failure_count: int
    slow_calls: int
    permits_in_use: int
    probes_under_way: int


def _nobody_listens(transition: Transition) -> None:
    """Where no `on_transition` was given."""


class CircuitBreaker:
    """One per agent and provider. `now_ns` tells nanoseconds on a clock that never goes back.

    The state changes by calls of `acquire`, by outcomes recorded on permits, by `expire_leases`
    and by an administrator; never by reading. `on_transition` is called after each change, when
    the breaker may be used again; what it raises goes to whoever caused the change.
    `probation_type` rules each stay in HALF_OPEN.
    """

    probation_type: ClassVar[type[Probation]] = Probation

    def __init__(
        self,
        name: str,
        config: CircuitBreakerConfig,
        now_ns: Callable[[], int],
        on_transition: Callable[[Transition], None] = _nobody_listens,
    ) -> None:
        self.name = name
        self.config = config
        self._now_ns = now_ns
        self._on_transition = on_transition
        self._state = _S.CLOSED
        self._generation = 0
        self._opening = 0
        self._permits_in_use = 0
        self._may_probe_at_ns = 0
        self._window = window_for(config, now_ns)
        self._probation = self.probation_type(self.config)

    @property
    def state(self) -> BreakerState:
        """As the last call, outcome or look at the leases left it."""
        return self._state

    def acquire(self) -> Permit:
        """A permit for one call, to be given its outcome; raises CallNotPermitted."""
        self.expire_leases()
        if self._state is _S.OPEN and self._now_ns() >= self._may_probe_at_ns:
            self._move(_S.HALF_OPEN, _R.WAIT_OVER)
        reason = self._refusal()
        if reason is not None:
            raise CallNotPermitted(self.name, reason, self.retry_after())
        return self._permit()

    def retry_after(self) -> float:
        """Seconds until a call may be let through again; 0 where one would be at once."""
        now, lapsed = self._now_ns(), self._lapsed_lease_ns()
        if lapsed is not None:
            return to_seconds(lapsed + self._wait_ns - now)
        if self._state is _S.OPEN:
            return to_seconds(self._may_probe_at_ns - now)
        if self._state is _S.FORCED_OPEN:
            return to_seconds(self._wait_ns)
        if self._state is _S.HALF_OPEN and not self._probation.has_room:
            return to_seconds(self._probation.longest_left_ns(now))
        return 0.0

    def next_deadline_ns(self) -> int | None:
        """When time alone matters next: OPEN, the end of the wait; HALF_OPEN, of the first lease.

        None where nothing is due. The end of a wait stays in the past until somebody calls.
        """
        if self._state is _S.OPEN:
            return self._may_probe_at_ns
        return self._probation.first_lease_end_ns

    def expire_leases(self) -> None:
        """Reopens the breaker where a probe's lease is up, as of that moment."""
        lapsed = self._lapsed_lease_ns()
        if lapsed is not None:
            self._reopen(_R.PROBE_NEVER_ENDED, lapsed)

    def force_open(self) -> None:
        """Lets nothing through until `reset` or `disable`."""
        self._set_by_hand(_S.FORCED_OPEN)

    def disable(self) -> None:
        """Lets everything through, and records nothing, until `reset` or `force_open`."""
        self._set_by_hand(_S.DISABLED)

    def reset(self) -> None:
        """CLOSED with an empty window; what is under way no longer counts."""
        if self._state is _S.CLOSED:
            self._begin_generation()
        self._set_by_hand(_S.CLOSED)

    def take_over(self, until_ns: int, *, is_tested: bool) -> None:
        """Goes on where the breaker of an earlier process stood: OPEN, up to that moment.

        `is_tested`: HALF_OPEN, with a probe that nobody will hear of any more, which reopens it.
        """
        self._opening += 1
        self._state, self._may_probe_at_ns = _S.OPEN, until_ns
        self._begin_generation()
        if is_tested:
            self._state = _S.HALF_OPEN
            self._reopen(_R.PROBE_NEVER_ENDED, self._now_ns())

    def metrics(self) -> Metrics:
        tally = self._window.tally
        return Metrics(
            state=self._state,
            generation=self._generation,
            opening=self._opening,
            calls=tally.calls,
            failure_count=tally.failed,
            slow_calls=tally.slow,
            permits_in_use=self._permits_in_use,
            probes_under_way=self._probation.under_way,
        )

    @property
    def _wait_ns(self) -> int:
        return to_ns(self.config.wait_duration_in_open)

    def _refusal(self) -> RejectionReason | None:
        if self._state in (_S.OPEN, _S.FORCED_OPEN):
            return RejectionReason.CIRCUIT_OPEN
        if self._state is _S.HALF_OPEN and not self._probation.has_room:
            return RejectionReason.CIRCUIT_HALF_OPEN
        return None

    def _permit(self) -> Permit:
        is_probe = self._state is _S.HALF_OPEN
        permit = Permit(self._generation, self._now_ns(), self._record, is_probe=is_probe)
        if is_probe:
            self._probation.admit(permit)
        self._permits_in_use += 1
        return permit

    def _record(self, permit: Permit, outcome: Outcome) -> None:
        self._permits_in_use -= 1
        if self._lapsed_lease_ns() != self._now_ns():  # the very end still belongs to the probe
            self.expire_leases()
        if permit.generation != self._generation:
            return
        if permit.is_probe:
            self._record_probe(permit, outcome)
        elif self._state is _S.CLOSED and outcome.counts:
            self._record_call(permit, outcome)

    def _record_call(self, permit: Permit, outcome: Outcome) -> None:
        call = Ended(self._now_ns(), outcome is Outcome.FAILURE, self._is_slow(permit))
        why = self._window.record(call)
        if why is not None:
            self._open(why, call.at_ns, self._window.tally.failed)

    def _record_probe(self, probe: Permit, outcome: Outcome) -> None:
        if not outcome.counts:
            self._probation.give_back(probe)
        elif outcome is Outcome.FAILURE:
            self._reopen(_R.PROBE_FAILED, self._now_ns())
        elif self._is_slow(probe):
            self._reopen(_R.PROBE_SLOW, self._now_ns())
        else:
            self._probation.succeed(probe)
            if self._probation.is_passed:
                self._move(_S.CLOSED, _R.PROBES_SUCCEEDED)

    def _is_slow(self, permit: Permit) -> bool:
        return self._now_ns() - permit.acquired_ns > to_ns(self.config.slow_call_duration)

    def _lapsed_lease_ns(self) -> int | None:
        end = self._probation.first_lease_end_ns
        return end if end is not None and end <= self._now_ns() else None

    def _reopen(self, reason: TransitionReason, at_ns: int) -> None:
        self._open(reason, at_ns, failure_count=1)

    def _open(self, reason: TransitionReason, at_ns: int, failure_count: int) -> None:
        self._opening += 1
        self._may_probe_at_ns = at_ns + self._wait_ns
        self._move(_S.OPEN, reason, at_ns, failure_count)

    def _set_by_hand(self, state: BreakerState) -> None:
        if self._state is not state:
            self._move(state, _R.ADMINISTRATIVE)

    def _move(
        self,
        state: BreakerState,
        reason: TransitionReason,
        at_ns: int | None = None,
        failure_count: int = 0,
    ) -> None:
        before, self._state = self._state, state
        self._begin_generation()
        at = self._now_ns() if at_ns is None else at_ns
        self._on_transition(
            Transition(at, before, state, reason, self._generation, failure_count, self._opening)
        )

    def _begin_generation(self) -> None:
        self._generation += 1
        self._window = window_for(self.config, self._now_ns)
        self._probation = self.probation_type(self.config)
