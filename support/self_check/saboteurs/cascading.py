"""Saboteurs of CAS-1: causes that are not named, are others, or are told to be gone too soon."""

from dataclasses import replace
from typing import Any, Final

from support.contract.vocabulary import RejectionReason
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.admission import Admission, Admitted, Request
from support.simulator.aftermath import Aftermath
from support.simulator.announcer import Announcer
from support.simulator.breaker import CallNotPermitted
from support.simulator.failure import AgentFailure
from support.simulator.identity import Ids
from support.simulator.incident import Incident
from support.simulator.notices import Notices
from support.simulator.providers import Providers
from support.simulator.recovery import Recovery
from support.simulator.restart import TakingUp
from support.simulator.session import Session
from support.simulator.store import Store


class NamesNoCause(Announcer):
    def say(self, model: Any, run_id: str | None, incident: Incident, **told: Any) -> None:
        alone = replace(incident, root_failure_id=incident.failure_id)
        super().say(model, run_id, alone, **told)


class NamesAlwaysTheSame(Announcer):
    def say(self, model: Any, run_id: str | None, incident: Incident, **told: Any) -> None:
        super().say(model, run_id, replace(incident, root_failure_id="outage-1"), **told)


class NamesAnotherCauseToLatecomers(Providers):
    def root_failure_id(self) -> str:
        if self.all_are_closed:
            return super().root_failure_id()
        return self.ids.next("outage", "another")


class NamesTheFallbacksOwnFailure(Providers):
    def root_failure_id(self) -> str:
        first = super().root_failure_id()
        return first if self.primary.is_closed else f"{first}-of-the-second"


class ForgetsTheCauseAtARestart(Providers):
    def take_over(self, session: Session, notices: Notices, left: Aftermath) -> None:
        super().take_over(session, notices, left)
        self._outage = None


class NamesACrashForEachCustomer(TakingUp):
    @property
    def crash(self) -> str:
        return self.ids.next("crash")


class CountsMistakesIntoTheOutage(Recovery):
    def new_incident(self, failure: AgentFailure, max_attempts: int = 0) -> Incident:
        begun = super().new_incident(failure, max_attempts)
        if failure.upstream is not None:
            begun.root_failure_id = self.job.providers.root_failure_id()
        return begun


class SaysThatWeAreBusyAndNotWhy(Admission):
    def reject_for_want_of_workers(self, request: Request) -> None:
        self.workers.held_up_by = lambda: None
        super().reject_for_want_of_workers(request)


class NamesNoOutageOfTheRecords(Store):
    def names_outages_by(self, ids: Ids) -> None:
        """Each failure of it stands alone."""


class TurnsTheNeighboursAwayAsWell(Admission):
    def admit(self, request: Request) -> Admitted | None:
        for providers in self.routes:
            if not providers.all_are_closed:
                wait, reason = providers.wait, RejectionReason.CIRCUIT_OPEN
                refused = CallNotPermitted(providers.primary.name, reason, wait)
                self.reject_for_an_outage(request, providers, refused)
                return None
        return super().admit(request)


class RecoversWithTheFirstThatIsWell(Providers):
    def _changed(self, *what: Any) -> None:
        super()._changed(*what)
        if any(one.is_closed for one in self.upstreams) and self.listeners:
            self._tell_recovery()


class RecoversWithoutTheRecords(Providers):
    def _is_over(self) -> None:
        self._tell_recovery()


SABOTEURS: Final = (
    Saboteur("names no cause", "CAS-1", "causes were named to", Parts(announcer=NamesNoCause)),
    Saboteur(
        "names one cause for everything",
        "CAS-1",
        "where nothing is common",
        Parts(announcer=NamesAlwaysTheSame),
    ),
    Saboteur(
        "names another cause to who comes late",
        "CAS-1",
        "causes were named to",
        Parts(providers=NamesAnotherCauseToLatecomers),
    ),
    Saboteur(
        "names the second assistant's own failure as the cause",
        "CAS-1",
        "causes were named to",
        Parts(providers=NamesTheFallbacksOwnFailure),
    ),
    Saboteur(
        "forgets the cause of an outage at a restart",
        "CAS-1",
        "causes were named to",
        Parts(providers=ForgetsTheCauseAtARestart),
    ),
    Saboteur(
        "names a crash for each customer whom it hit",
        "CAS-1",
        "causes were named to",
        Parts(taking_up=NamesACrashForEachCustomer),
    ),
    Saboteur(
        "counts a customer's own mistake into the outage",
        "CAS-1",
        "where nothing is common",
        Parts(recovery=CountsMistakesIntoTheOutage),
    ),
    Saboteur(
        "says that it is busy, and not why",
        "CAS-1",
        "causes were named to",
        Parts(admission=SaysThatWeAreBusyAndNotWhy),
    ),
    Saboteur(
        "names a cause for each failure of its records",
        "CAS-1",
        "causes were named to",
        Parts(store=NamesNoOutageOfTheRecords),
    ),
    Saboteur(
        "turns the neighbours away as well",
        "CAS-1",
        "whom the failure does not hit",
        Parts(admission=TurnsTheNeighboursAwayAsWell),
    ),
    Saboteur(
        "tells the recovery when one of two providers is well",
        "CAS-1",
        "a recovery that did not happen",
        Parts(providers=RecoversWithTheFirstThatIsWell),
    ),
    Saboteur(
        "tells the recovery while its records refuse",
        "CAS-1",
        "a recovery that did not happen",
        Parts(providers=RecoversWithoutTheRecords),
    ),
)
