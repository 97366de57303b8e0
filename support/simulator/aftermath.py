"""What an earlier server left of an outage, read from what a session was told of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from support.clock import Clock, to_ns
from support.contract import everyday_events as everyday
from support.contract import failure_events as failing
from support.contract.envelope import Envelope
from support.contract.vocabulary import AttemptStatus, BreakerState, RejectionReason
from support.simulator.failure import AgentFailure
from support.simulator.incident import Incident

_TURNED_AWAY = (RejectionReason.CIRCUIT_OPEN, RejectionReason.CIRCUIT_HALF_OPEN)


class Rest(NamedTuple):
    """A breaker that is not closed: until when it is open, or that its test was under way."""

    until_ns: int
    is_tested: bool = False


@dataclass
class Aftermath:
    """`rests` by the name of the provider; `incidents` are those whose end is still to be told."""

    clock: Clock
    rests: dict[str, Rest] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)
    is_reduced: bool = False
    _known: dict[str, Incident] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Iterable[Envelope], clock: Clock) -> "Aftermath":
        """What is left after these events, which come in their order."""
        left = cls(clock)
        for event in told:
            left._follow(event)
        return left

    def _follow(self, event: Envelope) -> None:
        if isinstance(event, failing.FailureEvent):
            self._know(event)
        match event:
            case failing.CircuitBreakerTriggered():
                until_ns = self._moment_ns(event.timestamp) + to_ns(event.cooldown_period)
                self.rests[event.breaker] = Rest(until_ns)
                self._owe(event)
            case failing.GracefulDegradation():
                self.is_reduced = True
                self._owe(event)
            case everyday.RequestRejected(reason_code=reason) if reason in _TURNED_AWAY:
                if not self.incidents:
                    self._owe(event)
            case failing.RecoveryAttempt(status=AttemptStatus.SUCCEEDED):
                self._owe(event)
            case failing.SystemRecovered():
                self.incidents.pop(event.failure_id, None)
                self.is_reduced = self.is_reduced and bool(self.incidents)
            case everyday.CircuitBreakerStateChanged():
                self._change(event)

    def _change(self, event: everyday.CircuitBreakerStateChanged) -> None:
        if event.to_state is BreakerState.CLOSED:
            self.rests.pop(event.breaker, None)
        elif event.to_state is BreakerState.HALF_OPEN and event.breaker in self.rests:
            self.rests[event.breaker] = self.rests[event.breaker]._replace(is_tested=True)

    def _know(self, event: failing.FailureEvent) -> None:
        known = self._known.get(event.failure_id)
        if known is None:
            known = self._known[event.failure_id] = Incident(
                failure_id=event.failure_id,
                root_failure_id=event.root_failure_id,
                run_id=event.run_id,
                locale=event.locale,
                started_ns=self._moment_ns(event.timestamp),
                max_attempts=0,
                failure=AgentFailure(event.error_type, event.message),
            )
        if isinstance(event, failing.RecoveryAttempt):
            known.attempts = event.attempt_number

    def _owe(self, event: failing.FailureEvent) -> None:
        self.incidents.setdefault(event.failure_id, self._known[event.failure_id])

    def _moment_ns(self, timestamp: str) -> int:
        left = self.clock.seconds_until(datetime.fromisoformat(timestamp))
        return self.clock.now_ns() + to_ns(left)
