"""Saboteurs of CLN: cleanups that are not told, not whole, or take what was to be kept."""

from typing import Any, Final

from support.contract.vocabulary import ErrorType
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.incident import Incident
from support.simulator.leftovers import Leftovers
from support.simulator.notices import Notices
from support.simulator.recovery import Ended, Recovery
from support.simulator.resources import Cleanup, Resources
from support.simulator.run import Run
from support.simulator.workers import WORKER


class TellsNoCleanup(Recovery):
    async def release(self, ended: Ended) -> None:
        await self.clean_up(ended.resources)


class TellsNoCleanupOfAStop(Recovery):
    async def release(self, ended: Ended) -> None:
        told = ended.incident.failure.error_type is not ErrorType.CANCELLED
        of = Recovery if told else TellsNoCleanup
        await of.release(self, ended)


class TellsNoCleanupOfTheLast(Recovery):
    async def release(self, ended: Ended) -> None:
        of = TellsNoCleanup if ended.number == 3 else Recovery
        await of.release(self, ended)


class TellsNoCleanupAfterACrash(Recovery):
    async def release(self, ended: Ended) -> None:
        of = TellsNoCleanup if self.job.store.boot > 1 else Recovery
        await of.release(self, ended)


class CleansTwice(Recovery):
    async def release(self, ended: Ended) -> None:
        await super().release(ended)
        await super().release(ended)


class CleansFirst(Recovery):
    async def see_to(self, ended: Ended) -> None:
        await self.release(ended)
        await self.preserve(ended.incident)
        self.tell(ended)
        self.job.providers.tell_trips(self.worker)


class CleansWhenTheNextBegins(Recovery):
    """Puts the report off until the next attempt has started."""

    _owed: Ended | None = None

    async def release(self, ended: Ended) -> None:
        self._owed = ended
        if not ended.incident.will_retry:
            await super().release(ended)

    def tell_attempt(self, status: Any, attempt: Any) -> None:
        super().tell_attempt(status, attempt)
        if status == "started" and self._owed is not None:
            done = Cleanup((WORKER,), (), 0)
            self.job.notices.cleanup(self.job.run, self._owed.incident, self._owed.number, done)


class HidesWhatIsLeft(Notices):
    def cleanup(self, run: Run, incident: Incident, attempt: int, done: Cleanup) -> None:
        everything = (*done.cleaned, *done.failed)
        super().cleanup(run, incident, attempt, Cleanup(everything, (), done.memory_freed))


class OmitsWhatIsLeft(Notices):
    def cleanup(self, run: Run, incident: Incident, attempt: int, done: Cleanup) -> None:
        super().cleanup(run, incident, attempt, done._replace(failed=()))


class NeverTriesAgain(Leftovers):
    def _set_the_clock(self) -> None:
        pass


class StopsAtTheFirstRefusal(Resources):
    async def clean_up(self) -> Cleanup:
        cleaned = []
        for name in reversed(tuple(self._held)):
            try:
                await self._release(name, self.within / 4)
            except Exception as problem:  # noqa: BLE001 - the sabotage
                self.problems = dict.fromkeys(self._held, problem)
                break
            cleaned.append(name)
        return Cleanup(tuple(cleaned), tuple(self._held), self.memory.free())


class HidesTheFailure(Recovery):
    """Where the cleanup is not whole, it is told in place of the failure."""

    async def see_to(self, ended: Ended) -> None:
        await self.preserve(ended.incident)
        done = await self.clean_up(ended.resources, ended.incident)
        if done.failed:
            self.understood(RuntimeError())
            ended.incident.failure.error_type = ErrorType.INTERNAL_ERROR
        self.tell(ended)
        self.job.providers.tell_trips(self.worker)
        self.job.notices.cleanup(self.job.run, ended.incident, ended.number, done)


class DeletesPreservedWork(Recovery):
    async def release(self, ended: Ended) -> None:
        await super().release(ended)
        run, session = self.job.run, self.job.session
        if run.result_id is not None:
            await self.job.store.preserve(
                run.result_id, session.user_id, {}, session.clock.timestamp(), run_id=run.run_id
            )


SABOTEURS: Final = (
    Saboteur("never tells a cleanup", "CLN-1", "was never told", Parts(recovery=TellsNoCleanup)),
    Saboteur(
        "tells no cleanup of what is stopped",
        "CLN-1",
        "but the cleanup of its execution 0 was never told",
        Parts(recovery=TellsNoCleanupOfAStop),
    ),
    Saboteur(
        "tells no cleanup of the last attempt",
        "CLN-1",
        "but the cleanup of its execution 3 was never told",
        Parts(recovery=TellsNoCleanupOfTheLast),
    ),
    Saboteur(
        "tells no cleanup after a crash",
        "CLN-1",
        "the attempts of Maya's request, and the reports",
        Parts(recovery=TellsNoCleanupAfterACrash),
    ),
    Saboteur("tells each cleanup twice", "CLN-1", "once more", Parts(recovery=CleansTwice)),
    Saboteur(
        "cleans up before the error",
        "CLN-1",
        "before the cleanup of its failed execution",
        Parts(recovery=CleansFirst),
    ),
    Saboteur(
        "tells the cleanup when the next attempt has begun",
        "CLN-1",
        "before the cleanup of its failed execution",
        Parts(recovery=CleansWhenTheNextBegins),
    ),
    Saboteur(
        "says that all is released where something is left",
        "CLN-3",
        "how the cleanup went",
        Parts(notices=HidesWhatIsLeft),
    ),
    Saboteur(
        "leaves out what is left", "CLN-3", "how the cleanup went", Parts(notices=OmitsWhatIsLeft)
    ),
    Saboteur(
        "never tries again to release what is left",
        "CLN-3",
        "left of Maya's requests",
        Parts(leftovers=NeverTriesAgain),
    ),
    Saboteur(
        "stops its cleanup at the first refusal",
        "CLN-3",
        "what could not be released",
        Parts(resources=StopsAtTheFirstRefusal),
    ),
    Saboteur(
        "tells a cleanup that fails in place of the failure",
        "CLN-3",
        "never told of the failure 'provider_refused_us'",
        Parts(recovery=HidesTheFailure),
    ),
    Saboteur(
        "deletes preserved work", "CLN-3", "could not fetch", Parts(recovery=DeletesPreservedWork)
    ),
)
