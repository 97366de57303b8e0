"""An agent's providers in the order of preference: who may call which, and who hears of outages.

An outage begins with a provider's first failure and is over when every breaker is closed and a
call went well; everything that it brings about shares its `root_failure_id`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from support.clock import NANOSECONDS, Clock
from support.contract.everyday_events import CircuitBreakerStateChanged
from support.contract.parts import CircuitBreakerConfig
from support.contract.vocabulary import BreakerState
from support.simulator.aftermath import Aftermath
from support.simulator.all_clear import AllClear
from support.simulator.breaker import (
    CallNotPermitted,
    CircuitBreaker,
    Transition,
    TransitionReason,
)
from support.simulator.degradation import ServiceLevel, service_level
from support.simulator.failure import AgentFailure
from support.simulator.foresight import Foresight
from support.simulator.identity import Ids
from support.simulator.incident import Incident
from support.simulator.listeners import Listener, Worker
from support.simulator.model.wire import ModelPort
from support.simulator.notices import Notices
from support.simulator.observation import Observation, Observer
from support.simulator.operator_notices import tell_operators
from support.simulator.session import Session
from support.simulator.upstream import Call, Upstream

HEALTH_CHECK: Final = "say that you are well"
TOLD_WITHIN: Final = 1.0
"""Seconds after which a trip is told even where no run has failed by it."""


@dataclass(eq=False)
class Providers:
    """One agent's providers; the first is preferred, the others are fallbacks."""

    ports: Sequence[ModelPort]
    config: CircuitBreakerConfig
    clock: Clock
    ids: Ids
    observer: Observer
    probe: Callable[[Call], None]
    breaker_type: Callable[..., CircuitBreaker] = CircuitBreaker
    all_else_is_well: Callable[[], bool] = lambda: True
    upstreams: list[Upstream] = field(init=False)
    workers: list[Worker] = field(default_factory=list)
    listeners: dict[Session, Listener] = field(default_factory=dict)
    last_failure: AgentFailure | None = None
    new_foresight: Callable[..., Foresight] | None = None
    foresight: Foresight | None = field(default=None, init=False)
    _outage: str | None = None
    _untold: dict[Upstream, Transition] = field(default_factory=dict)
    _all_clear: AllClear = field(init=False)
    _call_off: Callable[[], None] = field(default_factory=lambda: lambda: None, init=False)

    def __post_init__(self) -> None:
        self.upstreams = [
            Upstream(port, self.config, self.clock, self._changed, self._is_due, self.breaker_type)
            for port in self.ports
        ]
        if self.new_foresight is not None:
            self.foresight = self.new_foresight(
                self.upstreams, self.clock, self, self.root_failure_id, self.probe
            )
        self._all_clear = AllClear(self.clock, self.all_else_is_well)

    @property
    def primary(self) -> Upstream:
        return self.upstreams[0]

    @property
    def level(self) -> ServiceLevel | None:
        foreseen = self.foresight.level if self.foresight else None
        return service_level(self.upstreams) or foreseen

    @property
    def all_are_closed(self) -> bool:
        return all(upstream.is_closed for upstream in self.upstreams)

    @property
    def is_well(self) -> bool:
        return self.all_are_closed and self.expected_failure() is None

    @property
    def fallback_is_active(self) -> bool:
        return not self.primary.is_closed and self.next_upstream() is not None

    @property
    def wait(self) -> float:
        """Seconds until the first of them lets a call through."""
        return min(upstream.wait for upstream in self.upstreams)

    def next_upstream(self) -> Upstream | None:
        """The one that a retry would go to; None where every breaker is open."""
        return next((upstream for upstream in self.in_order() if upstream.is_closed), None)

    def in_order(self) -> Sequence[Upstream]:
        """Whom to ask first."""
        return self.foresight.in_order() if self.foresight else self.upstreams

    def acquire(self) -> Call:
        """Leave from the first that gives it; raises the preferred one's CallNotPermitted."""
        refused: CallNotPermitted | None = None
        for upstream in self.in_order():
            try:
                call = upstream.acquire()
            except CallNotPermitted as refusal:
                refused = refused or refusal
            else:
                return self.foresight.followed(call) if self.foresight else call
        assert refused is not None
        raise refused

    def root_failure_id(self) -> str:
        """The name of the outage under way; a first failure begins one."""
        if self._outage is None and self.foresight:
            self._outage = self.foresight.root
        if self._outage is None:
            self._outage = self.ids.next("outage", self.primary.name)
            self.last_failure = None
        return self._outage

    def outage_at_work(self) -> str | None:
        """The name of the outage under way, where runs are at work on these providers."""
        at_work = any(worker.upstream is not None for worker in self.workers)
        return self._outage if at_work else None

    def went_well(self) -> None:
        """A call succeeded: with every breaker closed, an outage under way is over."""
        if self.all_are_closed:
            self._outage = None

    def tell_trips(self, worker: Worker | None = None) -> None:
        """Each opening once, to each session with work there and to all that wait to hear more.

        `worker` is the run whose failure opened it; it hears in the order of its own events.
        """
        for upstream in tuple(self._untold):
            trip = self._untold.pop(upstream)
            if worker is not None:
                self.listen(worker.session, worker.notices, worker.incident_of_outage())
            for other in self._others(upstream, worker):
                self.listen(other.session, other.notices, other.incident_of_outage())
            for session, listener in self.listeners.items():
                own = worker is not None and worker.session is session
                self._tell_trip(upstream, trip, listener, worker if own else None)
            for other in tuple(self._others(upstream, worker)):
                other.provider_tripped()

    def tell_warning(self, upstream: Upstream, failure: AgentFailure) -> None:
        """An upstream is expected to fail; see `Foresight`."""
        root = self.root_failure_id()
        for worker in self._others(upstream, None):
            session, notices = worker.session, worker.notices
            if session not in self.listeners:
                incident = Incident.begin(session, failure, worker.run.locale, root=root)
                self.listen(session, notices, incident)
                tell_operators(notices, "a provider gets worse", failure, incident, run_id=None)
        for session in tuple(self.listeners):
            self.tell_level(session)

    def tell_how_it_stands(self) -> None:
        """That all is well again, or else how well."""
        if self.is_well:
            self._is_over()
        else:
            for session in self.listeners:
                self.tell_level(session)

    def expected_failure(self) -> AgentFailure | None:
        """What customers were warned of, and has not come."""
        return self.foresight.expected_failure() if self.foresight else None

    def take_over(self, session: Session, notices: Notices, left: Aftermath) -> None:
        """An outage goes on that an earlier server left, and the session hears of its end."""
        for upstream in self.upstreams:
            rest = left.rests.get(upstream.name)
            if rest is not None:
                upstream.take_over(rest.until_ns, is_tested=rest.is_tested)
        incidents = list(left.incidents.values())
        if incidents:
            self._outage = incidents[0].root_failure_id
            level = self.level if left.is_reduced else None
            self.listeners[session] = Listener(notices, incidents, level, left.is_reduced)

    def go_on(self) -> None:
        """After all sessions were taken over: what became due, and what is over, meanwhile."""
        for upstream in self.upstreams:
            self._is_due(upstream)
        if self.all_are_closed:
            self._is_over()

    def tell_level(self, session: Session, incident: Incident | None = None) -> None:
        """The level of service, to a session that has not heard of it.

        `incident` is that of the run whose failure brought it about, where it is the session's own.
        """
        level, listener = self.level, self.listeners.get(session)
        if self.foresight and listener is not None:
            self.foresight.tell(session, listener.notices, listener.incident.locale)
        if level is not None and listener is not None and listener.level is not level:
            listener.level, listener.is_reduced = level, True
            run_id = incident.run_id if incident else None
            listener.notices.degradation(incident or listener.incident, level, run_id)

    def listen(self, session: Session, notices: Notices, incident: Incident) -> Listener:
        """From now on the session hears of the outage, first of all of its end."""
        return self.listeners.setdefault(session, Listener(notices, [incident]))

    def owe_recovery(self, session: Session, incident: Incident) -> bool:
        """Whether the session hears of it with the end of the outage; else it can be told now."""
        listener = self.listeners.get(session)
        if listener is not None:
            listener.add(incident)
        return listener is not None

    def stop(self) -> None:
        self._all_clear.call_off()
        self._call_off()
        for upstream in self.upstreams:
            upstream.stop()
        if self.foresight:
            self.foresight.stop()

    def _others(self, upstream: Upstream, worker: Worker | None) -> Iterator[Worker]:
        return (w for w in self.workers if w is not worker and w.upstream is upstream)

    def _tell_trip(
        self, upstream: Upstream, trip: Transition, listener: Listener, worker: Worker | None
    ) -> None:
        incident = listener.incident if worker is None else worker.incident_of_outage()
        own = None if worker is None else incident
        run_id = own.run_id if own else None
        listener.add(incident)
        what = f"the circuit breaker of {upstream.name} opened"
        tell_operators(listener.notices, what, incident.failure, incident, run_id=run_id)
        listener.notices.circuit_breaker_triggered(
            incident,
            upstream,
            trip,
            run_id=run_id,
            fallback_active=self.fallback_is_active,
            is_last=self.next_upstream() is None,
        )
        self.tell_level(listener.notices.session, own)

    def _changed(self, upstream: Upstream, change: Transition) -> None:
        why = change.reason.replace("_", " ")
        label = f"{upstream.name}: {change.from_state} to {change.to_state}, {why}"
        now = self.clock.now()
        self.observer(Observation(now, "state", "agent", None, upstream.name, label))
        if change.to_state is BreakerState.OPEN:
            self._untold[upstream] = change
            if self.foresight:
                self._outage = self.foresight.tripped(upstream) or self._outage
            if change.reason is TransitionReason.SLOW_CALL_RATE:
                self._tell_at_the_latest()
            return
        for session in self.listeners:
            session.publish(
                CircuitBreakerStateChanged,
                breaker=upstream.name,
                from_state=change.from_state,
                to_state=change.to_state,
            )
        self.tell_how_it_stands()

    def _tell_at_the_latest(self) -> None:
        """An answer that was slow fails no run, which would tell what it brought about."""
        self._call_off()
        due_ns = self.clock.now_ns() + int(TOLD_WITHIN * NANOSECONDS)
        self._call_off = self.clock.call_at(due_ns, self.tell_trips)

    def _is_over(self) -> None:
        """Told once all that failed is well; or never, where a breaker opens before that."""
        self._all_clear.then(lambda: self._tell_recovery() if self.is_well else None)

    def _tell_recovery(self) -> None:
        listeners, self.listeners, self._outage = self.listeners, {}, None
        for listener in listeners.values():
            for incident in listener.incidents:
                reduced = listener.is_reduced
                listener.notices.recovered(incident, degradation_cleared=reduced)

    def _is_due(self, upstream: Upstream) -> None:
        self.tell_trips()
        waits_over = upstream.breaker.state is BreakerState.OPEN and upstream.wait == 0
        if waits_over and self.config.automatic_probe and self.listeners:
            self.probe(upstream.acquire())
