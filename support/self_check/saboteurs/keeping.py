"""Saboteurs of KEEP: finished work that is lost."""

from typing import Any, Final

from support.contract.vocabulary import ErrorType
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.incident import Incident
from support.simulator.recovery import Ended, Recovery
from support.simulator.store import Store, StoredResult


class KeepsAfterTelling(Recovery):
    async def see_to(self, ended: Ended) -> None:
        self.tell(ended)
        await self.preserve(ended.incident)
        self.job.providers.tell_trips(self.worker)
        await self.release(ended)


class KeepsNothing(Recovery):
    async def preserve(self, incident: Incident) -> None:
        pass


class KeepsOnlyOnce(Recovery):
    async def preserve(self, incident: Incident) -> None:
        if self.job.run.result_id is None:
            await super().preserve(incident)


class KeepsNothingOfAStop(Recovery):
    async def preserve(self, incident: Incident) -> None:
        if incident.failure.error_type is not ErrorType.CANCELLED:
            await super().preserve(incident)


class KeepsAllButTheLast(Recovery):
    async def preserve(self, incident: Incident) -> None:
        finished = dict(self.job.run.finished)
        if len(finished) > 1:
            self.job.run.finished.popitem()
        await super().preserve(incident)
        self.job.run.finished = finished


class TellsBeforeItStores(Store):
    """Says that it is stored, and stores it a moment later."""

    async def preserve(self, *given: Any, **more: Any) -> None:
        self._remember_later = (given, more)


class KeepsInMemory(Store):
    _kept: dict[str, StoredResult]

    async def preserve(
        self, result_id: str, user_id: str, steps: Any, expires_at: str, *, run_id: str
    ) -> None:
        self.__dict__.setdefault("_kept", {})[result_id, user_id] = StoredResult(
            result_id, dict(steps), expires_at
        )

    async def fetch(self, result_id: str, user_id: str) -> StoredResult | None:
        found = self.__dict__.get("_kept", {}).get((result_id, user_id))
        return found if found and found.expires_at > self._clock.timestamp() else None


class ForgetsAtTheSecondStart(Store):
    async def fetch(self, result_id: str, user_id: str) -> StoredResult | None:
        return None if self.boot > 2 else await super().fetch(result_id, user_id)


class ForgetsTooSoon(Store):
    async def preserve(self, *given: Any, **more: Any) -> None:
        result_id, user_id, steps, _ = given
        soon = self._clock.timestamp(self._clock.now_ns() + 60_000_000_000)
        await super().preserve(result_id, user_id, steps, soon, **more)


class KeepsForEver(Store):
    async def preserve(self, *given: Any, **more: Any) -> None:
        result_id, user_id, steps, _ = given
        await super().preserve(result_id, user_id, steps, "9999-01-01T00:00:00.000Z", **more)


class KeepsTheNamesOnly(Store):
    async def preserve(self, *given: Any, **more: Any) -> None:
        result_id, user_id, steps, expires_at = given
        await super().preserve(result_id, user_id, dict.fromkeys(steps, ""), expires_at, **more)


class KeepsTheFirstOnly(Store):
    async def preserve(self, *given: Any, **more: Any) -> None:
        result_id, user_id, steps, expires_at = given
        first = dict(list(steps.items())[:1])
        await super().preserve(result_id, user_id, first, expires_at, **more)


class LosesTheStep(Store):
    async def finish_step(self, run_id: str, position: int, step: str, output: str) -> None:
        pass


class LosesTheLastStep(Store):
    async def finish_step(self, run_id: str, position: int, step: str, output: str) -> None:
        if position != 1:
            await super().finish_step(run_id, position, step, output)


SABOTEURS: Final = (
    Saboteur(
        "preserves after telling",
        "KEEP-1",
        "only after its failure",
        Parts(recovery=KeepsAfterTelling),
    ),
    Saboteur(
        "keeps nothing",
        "KEEP-1",
        "before anything was said to be safe",
        Parts(recovery=KeepsNothing),
    ),
    Saboteur(
        "keeps what is finished at the first failure only",
        "KEEP-1",
        "how many steps are safe",
        Parts(recovery=KeepsOnlyOnce),
    ),
    Saboteur(
        "keeps nothing of what is stopped",
        "KEEP-1",
        "before anything was said to be safe",
        Parts(recovery=KeepsNothingOfAStop),
    ),
    Saboteur(
        "keeps all but the last step",
        "KEEP-1",
        "other steps are safe than",
        Parts(recovery=KeepsAllButTheLast),
    ),
    Saboteur(
        "says that it stores and does not",
        "KEEP-2",
        "could not fetch",
        Parts(store=TellsBeforeItStores),
    ),
    Saboteur(
        "keeps finished work in its memory", "KEEP-2", "could not fetch", Parts(store=KeepsInMemory)
    ),
    Saboteur(
        "forgets finished work at its second restart",
        "KEEP-2",
        "could not fetch",
        Parts(store=ForgetsAtTheSecondStart),
    ),
    Saboteur(
        "forgets finished work before it expires",
        "KEEP-2",
        "could not fetch",
        Parts(store=ForgetsTooSoon),
    ),
    Saboteur(
        "hands out finished work that has expired",
        "KEEP-2",
        "the answer to Maya",
        Parts(store=KeepsForEver),
    ),
    Saboteur(
        "keeps the names of finished steps and not their words",
        "KEEP-2",
        "without its words",
        Parts(store=KeepsTheNamesOnly),
    ),
    Saboteur(
        "keeps the first of the finished steps",
        "KEEP-2",
        "which was told to be kept",
        Parts(store=KeepsTheFirstOnly),
    ),
    Saboteur(
        "loses the step after the crash",
        "KEEP-2",
        "before anything was said to be safe",
        Parts(store=LosesTheStep),
    ),
    Saboteur(
        "loses the second step after the crash",
        "KEEP-2",
        "other steps are safe than",
        Parts(store=LosesTheLastStep),
    ),
)
