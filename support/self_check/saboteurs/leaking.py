"""Saboteurs of CLN: what is left behind, and claims that are not true of it."""

from collections.abc import Callable
from typing import Any, Final

from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.attendance import Attendance
from support.simulator.conversation import Conversation
from support.simulator.execution import Execution
from support.simulator.incident import Incident
from support.simulator.notices import Notices
from support.simulator.recovery import Recovery
from support.simulator.resources import Cleanup, Resources
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.workers import WORKER
from support.simulator.workplace import WORK_FOLDER, Workplace

LEAST: Final = 4096


class LeaksATask(Execution):
    async def work(self) -> None:
        clock, run = self.job.clock, self.job.run
        clock.spawn(
            clock.signal("nothing").wait(), f"forgotten {self.job.agent.name} on {run.run_id}"
        )
        await super().work()


class LeaksAFile(Execution):
    _open: Final[list[Any]] = []

    async def do(self, step: Any, workplace: Workplace) -> None:
        self._open.append((workplace.folder / "more.txt").open("w"))
        await super().do(step, workplace)


class LeaksAFolder(Execution):
    async def finish(self, step: Any, output: str) -> None:
        Workplace(self.job.folder, self.job.run.run_id)._notes.close()
        await super().finish(step, output)


class LeaksAFolderOfWhatGoesWell(Conversation):
    def completed(self) -> None:
        Workplace(self.job.folder, self.run.run_id)._notes.close()
        super().completed()


class LeaksASession(Attendance):
    def work_ended(self, session: Session) -> None:
        pass


class LeaksMemory(Resources):
    _kept: Final[list[Any]] = []

    async def clean_up(self) -> Cleanup:
        held = self.memory.held
        self._kept.append(self.memory)
        done = await super().clean_up()
        self.memory.load(b"x" * held)
        return done


class LeaksTheWorkerOfAStop(Recovery):
    async def after_stop(self, number: int, resources: Any, **more: Any) -> None:
        if resources is not None and WORKER in resources.still_held():
            resources.forget(WORKER)
        await super().after_stop(number, resources, **more)


def lets_go_of_all_but(kind: str, *, when: Callable[[Recovery], bool] = lambda _: True) -> Parts:
    """A platform that forgets one resource, and says nothing of it."""

    class Forgets(Recovery):
        async def clean_up(self, resources: Resources, incident: Incident | None = None) -> Cleanup:
            if when(self):
                for name in [one for one in resources.still_held() if one.startswith(kind)]:
                    resources.forget(name)
            return await super().clean_up(resources, incident)

    return Parts(recovery=Forgets)


def _is_restarted(recovery: Recovery) -> bool:
    return recovery.job.store.boot > 1


class ClaimsMore(Notices):
    def cleanup(self, run: Run, incident: Incident, attempt: int, done: Cleanup) -> None:
        super().cleanup(run, incident, attempt, done._replace(cleaned=(*done.cleaned, "a cache")))


class ClaimsLess(Notices):
    def cleanup(self, run: Run, incident: Incident, attempt: int, done: Cleanup) -> None:
        super().cleanup(run, incident, attempt, done._replace(cleaned=done.cleaned[1:]))


class ClaimsMoreMemory(Notices):
    def cleanup(self, run: Run, incident: Incident, attempt: int, done: Cleanup) -> None:
        freed = 2 * done.memory_freed + LEAST
        super().cleanup(run, incident, attempt, done._replace(memory_freed=freed))


SABOTEURS: Final = (
    Saboteur("leaks a task", "CLN-2", "left of Maya's requests", Parts(execution=LeaksATask)),
    Saboteur("leaks a file", "CLN-2", "left of Maya's requests", Parts(execution=LeaksAFile)),
    Saboteur("leaks a folder", "CLN-2", "left of Maya's requests", Parts(execution=LeaksAFolder)),
    Saboteur(
        "leaks the folder of what goes well",
        "CLN-2",
        "left of Maya's requests",
        Parts(conversation=LeaksAFolderOfWhatGoesWell),
    ),
    Saboteur(
        "leaks a session",
        "CLN-2",
        "what is left after more failures",
        Parts(attendance=LeaksASession),
    ),
    Saboteur("leaks memory", "CLN-2", "bytes that are free again", Parts(resources=LeaksMemory)),
    Saboteur(
        "leaks the worker of what is stopped",
        "CLN-2",
        "left of Maya's requests",
        Parts(recovery=LeaksTheWorkerOfAStop),
    ),
    Saboteur(
        "leaks a connection to the model",
        "CLN-2",
        "left of Maya's requests",
        lets_go_of_all_but("model connection"),
    ),
    Saboteur(
        "leaks the folder of what a crash cut off",
        "CLN-2",
        "what Maya was told",
        lets_go_of_all_but(WORK_FOLDER, when=_is_restarted),
    ),
    Saboteur(
        "claims to have released more than it held",
        "CLN-2",
        "what was told, and what was held",
        Parts(notices=ClaimsMore),
    ),
    Saboteur(
        "claims to have released less than it held",
        "CLN-2",
        "what was told, and what was held",
        Parts(notices=ClaimsLess),
    ),
    Saboteur(
        "claims to have freed more memory",
        "CLN-2",
        "bytes that are free again",
        Parts(notices=ClaimsMoreMemory),
    ),
)
