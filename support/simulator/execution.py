"""One execution of a run: waits for a worker, and does the steps that are left."""

from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass

from support.contract import everyday_events as everyday
from support.simulator.agent import Whole
from support.simulator.failure import AgentFailure
from support.simulator.job import Job
from support.simulator.parking import Paused
from support.simulator.plan import Step
from support.simulator.resources import Resources
from support.simulator.upstream import Call
from support.simulator.workers import Place
from support.simulator.workplace import WORK_FILE, Workplace, hold_folder


@dataclass(eq=False)
class Execution:
    """The original or a retry. Lines up for a worker where it has no `place` yet.

    `on_lost` hears of it where the worker is taken away.
    """

    job: Job
    resources: Resources
    place: Place | None
    next_call: Callable[[], Call]
    on_lost: Callable[[AgentFailure], None]

    async def work(self) -> None:
        """Does what is left of the plan; raises AgentFailure, or Paused between two steps."""
        job, run = self.job, self.job.run
        await self._take_worker()
        workplace = Workplace(job.folder, run.run_id)
        hold_folder(self.resources, workplace.folder)
        self.resources.hold(WORK_FILE, workplace.close)
        for known in (run.text, *run.finished.values()):
            self.resources.memory.load(known.encode())
        await job.store.catch_up()
        level = job.providers.level
        for step in job.agent.remaining(run, level.disabled if level else ()):
            if run.pause_asked:
                raise Paused
            await self.do(step, workplace)

    async def do(self, step: Step, workplace: Workplace) -> None:
        """One step: its words go to the customer as they come, its output into the record."""
        job, run = self.job, self.job.run
        effects = step.outside_effects
        await job.store.begin_step(run.run_id, step.name, outside_effects=effects)
        run.in_work = step.name
        said, words = [], job.session.sanitiser.stream()
        work = job.agent.work(step, run, self.resources, self.next_call())
        async with aclosing(work) as pieces:
            async for text in pieces:
                told = words.feed(text, is_last=isinstance(text, Whole))
                workplace.note(told)
                said.append(self.say(step, told))
        said.append(self.say(step, words.rest()))
        job.providers.went_well()
        await self.finish(step, "".join(said))

    async def finish(self, step: Step, output: str) -> None:
        """The step is never done again, even where the record of it has to wait."""
        run = self.job.run
        position = len(run.finished)
        run.finished[step.name] = output
        run.in_work = run.in_doubt = None
        await self.job.store.finish_step(run.run_id, position, step.name, output)

    def say(self, step: Step, text: str) -> str:
        """Tells the customer these words of the assistant, if there are any."""
        if text:
            self.job.session.publish(
                everyday.AgentOutput, run_id=self.job.run.run_id, step=step.name, text=text
            )
        return text

    async def _take_worker(self) -> None:
        workers, within = self.job.workers, self.job.settings.queue_wait
        place = self.place or workers.line_up()
        await workers.take(place, self.resources, within, self.on_lost)
