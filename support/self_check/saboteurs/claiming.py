"""Saboteurs of KEEP: what could not be stored is claimed, or costs the notice itself."""

from typing import Any, Final

from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.failure import AgentFailure
from support.simulator.incident import Incident
from support.simulator.recovery import Ended, Recovery
from support.simulator.store import Store

LONG: Final = 3.0


class ClaimsWhatWasRefused(Store):
    async def preserve(self, *given: Any, **more: Any) -> None:
        try:
            await super().preserve(*given, **more)
        except AgentFailure:
            return


class ClaimsInTheEnd(Recovery):
    """Honest about the first refusal, and no more about the last."""

    def tell_error(self, incident: Incident, number: int) -> None:
        if not incident.will_retry and self.job.run.finished and number:
            self.job.run.result_id = self.job.run.result_id or "result-lost"
        super().tell_error(incident, number)


class IsSilentWhenRefused(Recovery):
    async def see_to(self, ended: Ended) -> None:
        await self.preserve(ended.incident)
        if self.job.run.finished and self.job.run.result_id is None:
            return
        await super().see_to(ended)


class WaitsForTheRecord(Store):
    async def preserve(self, *given: Any, **more: Any) -> None:
        try:
            await super().preserve(*given, **more)
        except AgentFailure:
            await self._clock.sleep(LONG)
            raise


SABOTEURS: Final = (
    Saboteur(
        "claims what the store refused",
        "KEEP-3",
        "what is said to be safe for Maya",
        Parts(store=ClaimsWhatWasRefused),
    ),
    Saboteur(
        "claims in the end what the store refused",
        "KEEP-3",
        "notices that claim finished work",
        Parts(recovery=ClaimsInTheEnd),
    ),
    Saboteur(
        "says nothing of the failure where the store refuses",
        "KEEP-3",
        "never ended",
        Parts(recovery=IsSilentWhenRefused),
    ),
    Saboteur(
        "waits three seconds for its records", "KEEP-3", "after", Parts(store=WaitsForTheRecord)
    ),
)
