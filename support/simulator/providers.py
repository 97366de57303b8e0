"""An agent's providers in the order of preference: who may call which, and who hears of outages.

An outage begins with a provider's first failure and is over when every breaker is closed and a
call went well; everything that it brings about shares its `root_failure_id`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from support.clock import Clock
from support.contract.everyday_events import CircuitBreakerStateChanged
from support.contract.parts import CircuitBreakerConfig
from support.contract.vocabulary import BreakerState
from support.simulator.aftermath import Aftermath
from support.simulator.breaker import CallNotPermitted, CircuitBreaker, Transition
from support.simulator.degradation import ServiceLevel, service_level
from support.simulator.failure import AgentFailure
from support.simulator.identity import Ids
from support.simulator.incident import Incident
from support.simulator.model.wire import ModelPort
from support.simulator.notices import Notices
from support.simulator.observation import Observation, Observer
from support.simulator.operator_notices import tell_operators
from support.simulator.session import Session
from support.simulator.upstream import Call, Upstream

HEALTH_CHECK: Final = "say that you are well"


class Worker(Protocol):
    """A run that has work on one of the providers."""

    upstream: Upstream | None

    @property
    def session(self) -> Session: ...

    @property
    def notices(self) -> Notices: ...

    def incident_of_outage(self) -> Incident:
        """Under which incident its customer is told of a trip."""

    def provider_tripped(self) -> None:
        """Attempts that wait for that provider are of no use any more."""


@dataclass(eq=False)
class Listener:
    """A session that was told of the outage and waits to hear that it is over.

    `incidents` are those under which it was told, each of which owes it a recovery; what concerns
    the session alone is told under the first. `is_reduced` once it was told of a reduced level.
    """

    notices: Notices
    incidents: list[Incident]
    level: ServiceLevel | None = None
    is_reduced: bool = False

    @property
    def incident(self) -> Incident:
        return self.incidents[0]

    def add(self, incident: Incident) -> None:
        if incident not in self.incidents:
            self.incidents.append(incident)


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
    upstreams: list[Upstream] = field(init=False)
    workers: list[Worker] = field(default_factory=list)
    listeners: dict[Session, Listener] = field(default_factory=dict)
    last_failure: AgentFailure | None = None
    _outage: str | None = None
    _untold: dict[Upstream, Transition] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.upstreams = [
            Upstream(port, self.config, self.clock, self._changed, self._is_due, self.breaker_type)
            for port in self.ports
        ]

    @property
    def primary(self) -> Upstream:
        return self.upstreams[0]

    @property
    def level(self) -> ServiceLevel | None:
        return service_level(self.upstreams)

    @property
    def fallback_is_active(self) -> bool:
        return not self.primary.is_closed and self.next_upstream() is not None

    @property
    def wait(self) -> float:
        """Seconds until the first of them lets a call through."""
        return min(upstream.wait for upstream in self.upstreams)

    def next_upstream(self) -> Upstream | None:
        """The one that a retry would go to; None where every breaker is open."""
        return next((upstream for upstream in self.upstreams if upstream.is_closed), None)

    def acquire(self) -> Call:
        """Leave from the first that gives it; raises the preferred one's CallNotPermitted."""
        refused: CallNotPermitted | None = None
        for upstream in self.upstreams:
            try:
                return upstream.acquire()
            except CallNotPermitted as refusal:
                refused = refused or refusal
        assert refused is not None
        raise refused

    def root_failure_id(self) -> str:
        """The name of the outage under way; a first failure begins one."""
        if self._outage is None:
            self._outage = self.ids.next("outage", self.primary.name)
        return self._outage

    def went_well(self) -> None:
        """A call succeeded: with every breaker closed, an outage under way is over."""
        if all(upstream.is_closed for upstream in self.upstreams):
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
        if all(upstream.is_closed for upstream in self.upstreams):
            self._tell_recovery()

    def tell_level(self, session: Session, incident: Incident | None = None) -> None:
        """The level of service, to a session that has not heard of it.

        `incident` is that of the run whose failure brought it about, where it is the session's own.
        """
        level, listener = self.level, self.listeners.get(session)
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
        for upstream in self.upstreams:
            upstream.stop()

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
            return
        for session in self.listeners:
            session.publish(
                CircuitBreakerStateChanged,
                breaker=upstream.name,
                from_state=change.from_state,
                to_state=change.to_state,
            )
        if all(one.is_closed for one in self.upstreams):
            self._tell_recovery()
        else:
            for session in self.listeners:
                self.tell_level(session)

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
