"""Saboteurs of KEEP: steps that are done once more, and doubts that nobody hears of."""

from dataclasses import replace
from typing import Any, Final

from support.contract.vocabulary import ErrorType
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.agent import Agent
from support.simulator.conversation import Conversation
from support.simulator.execution import Execution
from support.simulator.incident import Incident
from support.simulator.plan import Step
from support.simulator.recovery import Recovery
from support.simulator.restart import TakingUp
from support.simulator.retry import Backoff
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.store import KeptSession, Store


class BeginsAtTheBeginning(Execution):
    async def work(self) -> None:
        self.job.run.finished.clear()
        await super().work()


class RepeatsTheLastStep(Execution):
    async def work(self) -> None:
        if self.job.run.execution > 1 and self.job.run.finished:
            self.job.run.finished.popitem()
        await super().work()


class RepeatsInSilence(Execution):
    """Asks the model once more for what is finished, and shows nothing of it."""

    async def work(self) -> None:
        if self.job.run.execution and self.job.run.finished:
            step = next(s for s in self.job.agent.plan if s.name in self.job.run.finished)
            resources = self.job.new_resources()
            async for _ in self.job.agent.work(step, self.job.run, resources, self.next_call()):
                pass
            await resources.clean_up()
        await super().work()


class RepeatsAfterARestart(Conversation):
    async def go_on(self, parked: Any) -> None:
        self.run.finished.clear()
        await super().go_on(parked)


class RepeatsWhatIsInDoubt(Recovery):
    def next_attempt(self, incident: Incident, number: int) -> Backoff | None:
        incident.unknown_steps = ()
        self.job.run.unknown.clear()
        return super().next_attempt(incident, number)


class KeepsDoubtsToItself(Recovery):
    async def preserve(self, incident: Incident) -> None:
        unknown, self.job.run.unknown = self.job.run.unknown, []
        await super().preserve(incident)
        self.job.run.unknown = unknown


class KeepsDoubtsOfAStopToItself(KeepsDoubtsToItself):
    async def preserve(self, incident: Incident) -> None:
        stopped = incident.failure.error_type is ErrorType.CANCELLED
        of = KeepsDoubtsToItself if stopped else Recovery
        await of.preserve(self, incident)


class DoubtsEverything(Agent):
    async def _said(self, piece: Any, step: Step, run: Run, *given: Any) -> str:
        return await super()._said(piece, replace(step, outside_effects=True), run, *given)


class ForgetsWhatItBegan(Store):
    async def begin_step(self, run_id: str, step: str, *, outside_effects: bool) -> None:
        pass


class RepeatsWhatTheCrashCutOff(TakingUp):
    """Does a cut off step once more, as if it had never begun."""

    async def runs(self, kept: KeptSession, session: Session) -> None:
        for recorded in kept.runs:
            run = session.runs[recorded.request_id]
            if run.is_running and run.unknown:
                run.unknown.clear()
                conversation = self.conversation_of(session, run)
                self.under_way.begin(conversation, conversation._work(0))
        await super().runs(
            replace(kept, runs=[r for r in kept.runs if not r.unknown])
            if any(r.unknown for r in kept.runs)
            else kept,
            session,
        )


SABOTEURS: Final = (
    Saboteur(
        "begins each attempt at the beginning",
        "KEEP-4",
        "does the step find the order",
        Parts(execution=BeginsAtTheBeginning),
    ),
    Saboteur(
        "does the last finished step again on its second attempt",
        "KEEP-4",
        "does the step check the refund rules",
        Parts(execution=RepeatsTheLastStep),
    ),
    Saboteur(
        "does a finished step again in silence",
        "KEEP-4",
        "lookups of the order",
        Parts(execution=RepeatsInSilence),
    ),
    Saboteur(
        "begins at the beginning after a planned restart",
        "KEEP-4",
        "find the order",
        Parts(conversation=RepeatsAfterARestart),
    ),
    Saboteur(
        "does a step again whose outcome is unknown",
        "KEEP-5",
        "refunds that were sent",
        Parts(recovery=RepeatsWhatIsInDoubt),
    ),
    Saboteur(
        "says nothing of steps whose outcome is unknown",
        "KEEP-5",
        "unknown",
        Parts(recovery=KeepsDoubtsToItself),
    ),
    Saboteur(
        "says nothing of an unknown outcome to who stopped it",
        "KEEP-5",
        "steps whose outcome nobody knows",
        Parts(recovery=KeepsDoubtsOfAStopToItself),
    ),
    Saboteur(
        "takes every step for one with effects outside",
        "KEEP-5",
        "lookups of the order",
        Parts(agent=DoubtsEverything),
    ),
    Saboteur(
        "does not record which step it begins",
        "KEEP-5",
        "steps with an unknown outcome",
        Parts(store=ForgetsWhatItBegan),
    ),
    Saboteur(
        "does again what the crash cut off",
        "KEEP-5",
        "how often the refund was sent",
        Parts(taking_up=RepeatsWhatTheCrashCutOff),
    ),
)
