"""Takes a request on, or tells its customer at once why not, and when to ask again."""

from dataclasses import dataclass, field
from typing import NamedTuple

from support.contract import customer_frames as sent
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import ErrorType, RejectionReason
from support.simulator.breaker import CallNotPermitted
from support.simulator.failure import AgentFailure
from support.simulator.incident import Incident
from support.simulator.notices import Notices
from support.simulator.operator_notices import tell_operators
from support.simulator.providers import Providers
from support.simulator.routes import Routes
from support.simulator.session import Session
from support.simulator.upstream import Call
from support.simulator.workers import Place, Workers, no_capacity


class Request(NamedTuple):
    """What a customer asks, with the means and in the language to answer."""

    session: Session
    asked: sent.Ask
    notices: Notices
    locale: str


class Admitted(NamedTuple):
    """What a run begins with; a call and a place it asks for itself where it has none yet."""

    notices: Notices
    providers: Providers
    call: Call | None = None
    place: Place | None = None


@dataclass(eq=False)
class Admission:
    """Nobody is taken on who could not be served. `is_closed` once a restart is under way."""

    routes: Routes
    workers: Workers
    settings: PlatformSettings
    is_closed: bool = field(default=False, init=False)

    def admit(self, request: Request) -> Admitted | None:
        """None where the request was rejected, and its customer told."""
        if self.is_closed:
            self.reject_for_a_restart(request)
            return None
        providers = self.routes.of(request.session.user_id)
        try:
            call = providers.acquire()
        except CallNotPermitted as refused:
            self.reject_for_an_outage(request, providers, refused)
            return None
        place = self.workers.admit()
        if place is None or not place.granted:
            call.permit.cancelled()  # whoever waits for a worker asks again when there is one
        if place is None:
            self.reject_for_want_of_workers(request)
            return None
        expected = providers.expected_failure()
        if call.upstream is not providers.primary or expected:
            self.listen(request, providers, expected)
        return Admitted(request.notices, providers, call if place.granted else None, place)

    def listen(self, request: Request, providers: Providers, expected: AgentFailure | None) -> None:
        """Whoever is served less hears of it, and of its end."""
        incident = outage(request, providers, expected)
        if expected is not None and request.session not in providers.listeners:
            _tell_operators(request, "a provider gets worse", incident)
        providers.listen(request.session, request.notices, incident)

    def reject_for_want_of_workers(self, request: Request) -> None:
        """The line is full; when its longest wait is over, who waits now has had their turn."""
        told, cause = "All workers are busy and the line is full.", self.workers.held_up_by()
        incident = _incident(request, no_capacity(told, cause))
        wait = self.settings.queue_wait
        _tell_operators(request, "a request was turned away", incident)
        request.notices.rejected(incident, request.asked.request_id, RejectionReason.CAPACITY, wait)

    def reject_for_an_outage(
        self, request: Request, providers: Providers, refused: CallNotPermitted
    ) -> None:
        """The breaker lets no call through; the customer hears when it does again."""
        incident = outage(request, providers)
        incident.failure.__cause__ = refused
        _tell_operators(request, "a request was rejected", incident)
        request.notices.rejected(
            incident, request.asked.request_id, refused.reason, refused.retry_after
        )
        providers.listen(request.session, request.notices, incident)

    def reject_for_a_restart(self, request: Request) -> None:
        """No new work before it; after it the same request is welcome."""
        failure = AgentFailure(ErrorType.SERVICE_UNAVAILABLE, "A planned restart is under way.")
        incident = _incident(request, failure)
        _tell_operators(request, "a request was turned away", incident)
        request.notices.rejected(
            incident,
            request.asked.request_id,
            RejectionReason.SHUTTING_DOWN,
            self.settings.shutdown_within,
            wording="restart.rejected",
        )


def outage(
    request: Request, providers: Providers, expected: AgentFailure | None = None
) -> Incident:
    """Under which the customer hears of the outage that is under way, or expected."""
    failure = expected or AgentFailure(
        ErrorType.CIRCUIT_OPEN, "The provider's circuit breaker lets no request through."
    )
    return _incident(request, failure, providers.root_failure_id())


def _incident(request: Request, failure: AgentFailure, root: str | None = None) -> Incident:
    """An incident of no run: none has begun."""
    return Incident.begin(request.session, failure, request.locale, root=root)


def _tell_operators(request: Request, what: str, incident: Incident) -> None:
    tell_operators(request.notices, what, incident.failure, incident, run_id=None)
