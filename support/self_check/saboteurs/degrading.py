"""Saboteurs of DEG: reduced service that is not told, is something else, or never ends."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from support.contract.customer_frames import FetchResult
from support.contract.vocabulary import ProtocolErrorCode
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.aftermath import Aftermath
from support.simulator.agent import Agent
from support.simulator.degradation import REDUCED, ServiceLevel
from support.simulator.frames import RefusedFrame
from support.simulator.front_desk import FrontDesk
from support.simulator.incident import Incident
from support.simulator.notices import Notices
from support.simulator.plan import FIND_ORDER, Step
from support.simulator.providers import Providers
from support.simulator.run import Run
from support.simulator.session import Session


class SaysNothing(Notices):
    def degradation(self, incident: Incident, level: ServiceLevel, run_id: str | None) -> None:
        pass


class SaysThatAllWorks(Notices):
    def degradation(self, incident: Incident, level: ServiceLevel, run_id: str | None) -> None:
        all_of_it = level._replace(available=(*level.available, *level.disabled), disabled=())
        super().degradation(incident, all_of_it, run_id)


class SaysNotWhatItCosts(Notices):
    def degradation(self, incident: Incident, level: ServiceLevel, run_id: str | None) -> None:
        super().degradation(incident, level._replace(impact="-"), run_id)


class AlwaysSaysReduced(Notices):
    def degradation(self, incident: Incident, level: ServiceLevel, run_id: str | None) -> None:
        super().degradation(incident, REDUCED, run_id)


class SaysTheSameTwice(Notices):
    def degradation(self, incident: Incident, level: ServiceLevel, run_id: str | None) -> None:
        both = level._replace(available=(*level.available, *level.disabled[:1]))
        super().degradation(incident, both, run_id)


class TellsNobodyWhoComesLater(Providers):
    def tell_level(self, session: Session, incident: Incident | None = None) -> None:
        if self.listeners.get(session) is None or any(w.session is session for w in self.workers):
            super().tell_level(session, incident)


class SuggestsAllTheSame(Agent):
    def remaining(self, run: Run, disabled: Collection[str] = ()) -> list[Step]:
        return super().remaining(run)


class LooksUpNoOrders(Agent):
    """With reduced service the order is not looked up, though that is said to work."""

    def remaining(self, run: Run, disabled: Collection[str] = ()) -> list[Step]:
        left = super().remaining(run, disabled)
        return [step for step in left if not disabled or step.name != FIND_ORDER.name]


class AnswersNothing(Agent):
    def remaining(self, run: Run, disabled: Collection[str] = ()) -> list[Step]:
        left = super().remaining(run, disabled)
        return left[:1] if disabled else left


class HandsNothingOut(FrontDesk):
    async def fetch_result(self, session: Session, asked: FetchResult) -> None:
        if self.admission.routes.of(session.user_id).level is not None:
            raise RefusedFrame(ProtocolErrorCode.UNKNOWN_RESULT, "There is nothing now.")
        await super().fetch_result(session, asked)


class TellsNoReturn(Notices):
    def recovered(self, incident: Incident, run_id: str | None = None, **more: Any) -> None:
        if not more.get("degradation_cleared"):
            super().recovered(incident, run_id, **more)


class ForgetsThatItWasReduced(Notices):
    def recovered(self, incident: Incident, run_id: str | None = None, **more: Any) -> None:
        super().recovered(incident, run_id)


class TellsTheFirstOnly(Providers):
    def _tell_recovery(self) -> None:
        self.listeners = dict(list(self.listeners.items())[:1])
        super()._tell_recovery()


class StaysReduced(Providers):
    _was_reduced: bool = False

    @property
    def level(self) -> ServiceLevel | None:
        self._was_reduced = self._was_reduced or super().level is not None
        return super().level or (REDUCED if self._was_reduced and not self.listeners else None)


class SaysRecoveredTooSoon(Notices):
    def degradation(self, incident: Incident, level: ServiceLevel, run_id: str | None) -> None:
        super().degradation(incident, level, run_id)
        self.recovered(incident, degradation_cleared=True)


class ForgetsWhoWaitsAtARestart(Providers):
    def take_over(self, session: Session, notices: Notices, left: Aftermath) -> None:
        super().take_over(session, notices, replace(left, incidents={}))


SABOTEURS: Final = (
    Saboteur(
        "does not say that service is reduced",
        "DEG-1",
        "never told of reduced service",
        Parts(notices=SaysNothing),
    ),
    Saboteur(
        "says that everything works with reduced service",
        "DEG-1",
        "what works",
        Parts(notices=SaysThatAllWorks),
    ),
    Saboteur(
        "does not say what reduced service costs",
        "DEG-1",
        "not told what it costs",
        Parts(notices=SaysNotWhatItCosts),
    ),
    Saboteur(
        "calls the least service reduced", "DEG-1", "what works", Parts(notices=AlwaysSaysReduced)
    ),
    Saboteur(
        "says of one feature that it works and does not",
        "DEG-1",
        "both works and does not",
        Parts(notices=SaysTheSameTwice),
    ),
    Saboteur(
        "does not tell latecomers of reduced service",
        "DEG-1",
        "Tom was told of graceful_degradation 0 times",
        Parts(providers=TellsNobodyWhoComesLater),
    ),
    Saboteur(
        "serves what it said does not work", "DEG-2", "suggested", Parts(agent=SuggestsAllTheSame)
    ),
    Saboteur(
        "looks up no orders with reduced service",
        "DEG-2",
        "lookups of the order",
        Parts(agent=LooksUpNoOrders),
    ),
    Saboteur(
        "answers nothing with reduced service",
        "DEG-2",
        "Maya's answer",
        Parts(agent=AnswersNothing),
    ),
    Saboteur(
        "hands out no finished work with reduced service",
        "DEG-2",
        "could not fetch",
        Parts(front_desk=HandsNothingOut),
    ),
    Saboteur(
        "does not tell the return to full service",
        "DEG-3",
        "Maya was told of system_recovered 0 times",
        Parts(notices=TellsNoReturn),
    ),
    Saboteur(
        "tells the recovery but not the return to full service",
        "DEG-3",
        "without the end of the reduced service",
        Parts(notices=ForgetsThatItWasReduced),
    ),
    Saboteur(
        "tells the return to full service to the first only",
        "DEG-3",
        "Tom was told of system_recovered 0 times",
        Parts(providers=TellsTheFirstOnly),
    ),
    Saboteur(
        "stays reduced after it told of full service",
        "DEG-3",
        "got no suggestion",
        Parts(providers=StaysReduced),
    ),
    Saboteur(
        "says recovered while degraded",
        "DEG-3",
        "Maya was told of system_recovered 2 times",
        Parts(notices=SaysRecoveredTooSoon),
    ),
    Saboteur(
        "forgets at a restart who waits for full service",
        "DEG-3",
        "the ends that Maya was told of",
        Parts(providers=ForgetsWhoWaitsAtARestart),
    ),
)
