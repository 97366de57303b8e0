"""CB-1, CB-4, DEG-3, CAS-1: breakers open and close, service degrades and returns, in one story."""

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from support.contract.parts import CircuitBreakerConfig
from support.contract.vocabulary import BreakerState, ErrorType, RejectionReason
from support.validator.findings import Tell, named
from support.validator.moments import ROUNDING, seconds_between

_ROUNDED_UP: Final = 1.0
_ADMINISTRATIVE: Final = frozenset({BreakerState.FORCED_OPEN, BreakerState.DISABLED})


@dataclass(slots=True)
class _Breaker:
    """What the customer knows of one breaker; `told_by` is the type that told the last edge.

    `failures` are those that its opening was told under, with their roots.
    """

    state: BreakerState
    edge: tuple[BreakerState, BreakerState]
    told_by: str
    agent: str = ""
    opened_at: str | None = None
    cooldown: float = 0.0
    changes_are_told: bool = False
    failures: dict[str, str] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)

    def tells_again(self, edge: tuple[BreakerState, BreakerState], by: str) -> bool:
        """The same change, told by the other of the two types that tell it: that is one story."""
        return self.edge == edge and self.told_by not in (by, "both")


class _Owed(NamedTuple):
    """The recovery from a failure, since that breaker closed."""

    breaker: str
    root: str


@dataclass(slots=True)
class _Service:
    """One session's service: its breakers, and the degradations in force by failure id.

    `by_breakers` are those of them that were told as the work of an open breaker alone, to a
    session that had no part in it.
    """

    breakers: dict[str, _Breaker] = field(default_factory=dict)
    degraded: dict[str, str] = field(default_factory=dict)
    ever_degraded: set[str] = field(default_factory=set)
    by_breakers: set[str] = field(default_factory=set)
    owed: dict[str, _Owed] = field(default_factory=dict)


class ServiceRules:
    """Follows each session's breakers and degradations up to the recovery."""

    def __init__(self, tell: Tell, breaker: CircuitBreakerConfig | None) -> None:
        self._tell = tell
        self._counts_in_a_row = breaker is not None and breaker.mode == "consecutive"
        self._services: dict[str, _Service] = {}

    def _of(self, event: Any) -> _Service:
        return self._services.setdefault(event.session_id, _Service())

    def is_whole(self, session_id: str) -> bool:
        """Whether nothing that was told is still open or degraded."""
        service = self._services.get(session_id)
        if service is None:
            return True
        shut = all(breaker.state == BreakerState.CLOSED for breaker in service.breakers.values())
        return shut and not service.degraded

    def was_ever_less(self, session_id: str) -> bool:
        """Whether this session was told of any breaker, or of any reduced service."""
        service = self._services.get(session_id)
        return service is not None and bool(service.breakers or service.ever_degraded)

    def triggered(self, event: Any) -> None:
        self._check_count(event)
        breakers = self._of(event).breakers
        edge = (event.previous_state, BreakerState.OPEN)
        breaker = breakers.get(event.breaker)
        if breaker is None:
            breaker = breakers[event.breaker] = _Breaker(BreakerState.OPEN, edge, event.type)
        elif breaker.tells_again(edge, event.type):
            breaker.told_by = "both"
        else:
            self._check_opening(breaker, event)
            breaker.state, breaker.edge, breaker.told_by = BreakerState.OPEN, edge, event.type
        breaker.opened_at, breaker.cooldown = event.timestamp, event.cooldown_period
        breaker.agent = event.agent_name
        breaker.failures[event.failure_id] = event.root_failure_id
        breaker.roots.add(event.root_failure_id)

    def _check_count(self, event: Any) -> None:
        from_closed = event.previous_state == BreakerState.CLOSED
        exact = event.failure_count == event.failure_threshold
        if self._counts_in_a_row and from_closed and not exact:
            self._tell(
                "CB-1",
                f"{named(event)} opened the breaker after {event.failure_count} failures, "
                f"expected at its threshold of {event.failure_threshold}.",
            )

    def _check_opening(self, breaker: _Breaker, event: Any) -> None:
        if breaker.state == BreakerState.OPEN and not (
            breaker.changes_are_told and event.previous_state == BreakerState.HALF_OPEN
        ):
            if breaker.opened_at is None:
                return
            since = seconds_between(breaker.opened_at, event.timestamp)
            if since < breaker.cooldown - ROUNDING:
                self._tell(
                    "CB-1",
                    f"{named(event)} tells again that the breaker {event.breaker} opened, "
                    f"{since:.3f} s into an opening of {breaker.cooldown} s; once was expected.",
                )
        elif breaker.state != event.previous_state:
            self._tell(
                "CB-4",
                f"{named(event)} says that the breaker {event.breaker} was "
                f"{event.previous_state}, but it was told to be {breaker.state}.",
            )

    def changed(self, event: Any) -> None:
        service = self._of(event)
        edge = (event.from_state, event.to_state)
        breaker = service.breakers.get(event.breaker)
        if breaker is None:
            breaker = _Breaker(event.to_state, edge, event.type)
            service.breakers[event.breaker] = breaker
        elif breaker.tells_again(edge, event.type):
            breaker.told_by = "both"
        else:
            if breaker.state != event.from_state:
                self._tell(
                    "CB-4",
                    f"{named(event)} says that the breaker {event.breaker} was "
                    f"{event.from_state}, but it was told to be {breaker.state}.",
                )
            self._check_rest(breaker, event)
            breaker.state, breaker.edge, breaker.told_by = event.to_state, edge, event.type
        breaker.changes_are_told = True
        if event.to_state == BreakerState.CLOSED:
            for failure, root in breaker.failures.items():
                service.owed[failure] = _Owed(event.breaker, root)
            breaker.failures.clear()
            breaker.roots.clear()
            self._owe_full_service(service, event)

    def _check_rest(self, breaker: _Breaker, event: Any) -> None:
        tried = (event.from_state, event.to_state) == (BreakerState.OPEN, BreakerState.HALF_OPEN)
        if not tried or breaker.state != BreakerState.OPEN or breaker.opened_at is None:
            return
        rested = seconds_between(breaker.opened_at, event.timestamp)
        if rested < breaker.cooldown - ROUNDING:
            self._tell(
                "CB-2",
                f"{named(event)} tries the breaker {event.breaker} again after {rested:.3f} s, "
                f"expected not before the {breaker.cooldown} s that were announced.",
            )

    def _owe_full_service(self, service: _Service, closed: Any) -> None:
        if all(breaker.state == BreakerState.CLOSED for breaker in service.breakers.values()):
            for failure in service.by_breakers:
                service.owed[failure] = _Owed(closed.breaker, service.degraded[failure])
            service.by_breakers.clear()

    def refused(self, event: Any) -> None:
        """CB-2: who is turned away by an open breaker is told the time that is left, not more.

        CB-4: once that is over, only a whole wait anew turns anybody away.
        """
        if event.error_type != ErrorType.CIRCUIT_OPEN or event.retry_after is None:
            return
        breakers = self._of(event).breakers
        for breaker in breakers.values():
            if breaker.agent != event.agent_name or breaker.opened_at is None:
                continue
            left = breaker.cooldown - seconds_between(breaker.opened_at, event.timestamp)
            if breaker.state == BreakerState.OPEN and 0 < left < event.retry_after - _ROUNDED_UP:
                self._tell(
                    "CB-2",
                    f"{named(event)} asks to wait {event.retry_after} s, but the breaker stays "
                    f"open for {left:.3f} s more.",
                )
            anew = breaker.cooldown + left
            alone = len(breakers) == 1 and breaker.state == BreakerState.OPEN
            open_again = getattr(event, "reason_code", None) == RejectionReason.CIRCUIT_OPEN
            if alone and open_again and left <= 0 and event.retry_after + _ROUNDED_UP < anew:
                self._tell(
                    "CB-4",
                    f"{named(event)} asks to wait {event.retry_after} s, {abs(left):.3f} s after "
                    f"the breaker's wait was over; one that began anew lasts {anew:.3f} s more.",
                )

    def degraded(self, event: Any) -> None:
        service = self._of(event)
        service.degraded[event.failure_id] = event.root_failure_id
        service.ever_degraded |= {event.failure_id, event.root_failure_id}
        if event.error_type == ErrorType.CIRCUIT_OPEN:
            service.by_breakers.add(event.failure_id)

    def recovered(self, event: Any) -> None:
        service = self._of(event)
        service.owed.pop(event.failure_id, None)
        self._check_breakers(service, event)
        service.by_breakers.discard(event.failure_id)
        self._check_degradation(service, event)

    def _check_breakers(self, service: _Service, event: Any) -> None:
        for name, breaker in service.breakers.items():
            concerned = event.failure_id in breaker.failures or (
                event.root_failure_id in breaker.roots
            )
            by_this = event.failure_id in service.by_breakers and len(service.breakers) == 1
            concerned = concerned or by_this
            shut = breaker.state == BreakerState.CLOSED or breaker.state in _ADMINISTRATIVE
            if concerned and not shut and (breaker.changes_are_told or event.run_id is not None):
                self._tell(
                    "CAS-1",
                    f"{named(event)} tells the recovery while the breaker {name} still is "
                    f"{breaker.state}; recovery is told when all causes are gone.",
                )
            if concerned:
                breaker.failures.pop(event.failure_id, None)
                if event.run_id is None and not breaker.changes_are_told:
                    breaker.state = BreakerState.CLOSED

    def _check_degradation(self, service: _Service, event: Any) -> None:
        names = (event.failure_id, event.root_failure_id)
        of_this = [
            failure
            for failure, root in service.degraded.items()
            if failure == names[0] or root == names[1]
        ]
        if of_this and event.run_id is not None:
            self._tell(
                "REC-5",
                f"{named(event)} tells the recovery within the run while service is still "
                "reduced; it is told when the reduction ends.",
            )
        elif of_this and not event.degradation_cleared:
            self._tell(
                "DEG-3",
                f"{named(event)} tells the recovery without the end of the reduced service "
                "that the customer was told of.",
            )
        elif event.degradation_cleared and not service.ever_degraded.intersection(names):
            self._tell(
                "DEG-3",
                f"{named(event)} tells the end of a reduced service that was never told.",
            )
        for failure in of_this:
            del service.degraded[failure]

    def finish(self) -> None:
        for service in self._services.values():
            for failure, (breaker, root) in service.owed.items():
                if not self._is_held_up(service, failure, root):
                    self._tell(
                        "REC-5",
                        f"The breaker {breaker} closed again, but the recovery from {failure} "
                        "was never told.",
                    )

    def _is_held_up(self, service: _Service, failure: str, root: str) -> bool:
        """Another cause, or another breaker of the same one, may not be gone yet."""
        is_open = any(root in breaker.roots for breaker in service.breakers.values())
        caused = {owed.root for owed in service.owed.values()}
        return is_open or any(
            other != failure and cause not in caused for other, cause in service.degraded.items()
        )
