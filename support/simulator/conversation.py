"""Takes a run from its start to exactly one ending, through failures and retries."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from support.clock import NANOSECONDS, Clock, Signal, to_ns
from support.contract import everyday_events as everyday
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import AttemptStatus, ErrorType, RunState
from support.simulator.agent import Agent, Whole
from support.simulator.breaker import CallNotPermitted
from support.simulator.failure import AgentFailure
from support.simulator.leftovers import Leftovers
from support.simulator.notices import Incident, Notices
from support.simulator.observation import Observation, Observer
from support.simulator.operator_notices import tell_operators
from support.simulator.parking import Parked, Paused
from support.simulator.plan import Step
from support.simulator.providers import Providers
from support.simulator.resources import Cleanup, Resources
from support.simulator.retry import Backoff, RetryPolicy
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.store import Store
from support.simulator.upstream import Call, Upstream
from support.simulator.workers import Place, Workers
from support.simulator.workplace import WORK_FILE, WORK_FOLDER, Workplace

CLEANS_UP: Final = "cleans up"


@dataclass(eq=False)
class Conversation:
    """One run of one session with one agent.

    `is_last`: no attempt follows, whatever fails. `is_parked`: it rests until the server is
    started again, and can still be stopped.
    """

    session: Session
    run: Run
    agent: Agent
    providers: Providers
    first_call: Call | None
    store: Store
    retry: RetryPolicy
    notices: Notices
    settings: PlatformSettings
    folder: Path
    observer: Observer
    workers: Workers
    leftovers: Leftovers
    resources_type: Callable[..., Resources] = Resources
    place: Place | None = None
    incident: Incident | None = field(default=None, init=False)
    upstream: Upstream | None = field(default=None, init=False)
    is_last: bool = field(default=False, init=False)
    is_parked: bool = field(default=False, init=False)
    _tripped: Signal = field(init=False)
    _can_be_interrupted: bool = field(default=False, init=False)
    _is_waiting: bool = field(default=False, init=False)
    _interruption: AgentFailure | None = field(default=None, init=False)
    _released: Cleanup | None = field(default=None, init=False)
    _by_fallback: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.upstream = self.first_call.upstream if self.first_call else None
        self._tripped = self.clock.signal("the provider's circuit breaker to open")

    @property
    def clock(self) -> Clock:
        return self.session.clock

    async def hold(self) -> None:
        """Runs to the ending, or to a pause; leaves nothing behind, whichever it is."""
        self.session.publish(
            everyday.RunStarted, run_id=self.run.run_id, request_id=self.run.request_id
        )
        await self._among_the_workers(self._work(0))

    async def go_on(self, parked: Parked) -> None:
        """Goes on where a planned restart stopped the run."""
        self.incident = parked.incident
        await self._among_the_workers(self._go_on(parked))

    async def _among_the_workers(self, work: Awaitable[None]) -> None:
        self.providers.workers.append(self)
        try:
            await work
        finally:
            self.providers.workers.remove(self)
            if self.first_call is not None:
                self.first_call.permit.cancelled()
            self.store.flush()

    async def _go_on(self, parked: Parked) -> None:
        if parked.due_ns is not None:
            assert parked.incident is not None
            assert parked.incident.backoff is not None
            if not await self._wait_out(parked.incident.backoff, parked.due_ns):
                return
        await self._work(parked.execution)

    async def _work(self, attempt: int) -> None:
        while True:
            self.run.execution = attempt
            resources = self.new_resources()
            try:
                with self._interruptible():
                    await self.execute(resources)
            except asyncio.CancelledError:
                if self._interruption is None or self.run.cancel_asked:
                    await self.cancelled(attempt, resources)
                    return
                failure, self._interruption = self._interruption, None
            except Paused:
                self._released = await self.clean_up(resources)
                await self._park(attempt)
                return
            except Exception as unforeseen:  # noqa: BLE001 - becomes internal_error, never silence
                failure = self.understood(unforeseen)
            else:
                await self.clean_up(resources)
                self.completed()
                return
            backoff = await self.failed(failure, attempt, resources)
            if backoff is None or not await self.wait_for_attempt(backoff):
                return
            attempt = backoff.attempt

    def cancel(self) -> None:
        """The customer's stop: at once while the agent works or waits, else before it goes on."""
        self.run.cancel_asked = True
        if self._can_be_interrupted and self.run.task is not None:
            self.clock.cancel(self.run.task)

    def pause(self) -> None:
        """For a planned restart: stops before the next step, or the wait for an attempt at once."""
        self.run.pause_asked = True
        if self._is_waiting and self.run.task is not None:
            self.clock.cancel(self.run.task)

    def cut_off(self) -> None:
        """A step that outlasts the planned restart's patience is ended, and the run with it."""
        self.is_last = True
        self.interrupt(
            AgentFailure(
                ErrorType.SERVICE_UNAVAILABLE, "A step outlasted the wait of a planned restart."
            )
        )

    def interrupt(self, failure: AgentFailure) -> None:
        """What the agent works at fails with this, at once."""
        if self._can_be_interrupted and self.run.task is not None:
            self._interruption = failure
            self.clock.cancel(self.run.task)

    async def _park(self, execution: int, due_ns: int | None = None) -> None:
        """Durable, or the run is ended with what is owed: so it is if it was stopped meanwhile."""
        parked, refused = Parked(execution, self.incident, due_ns), None
        try:
            await self.store.park(self.run.run_id, parked.write(self.clock))
        except AgentFailure as refusal:
            refused = refusal
        if self.run.cancel_asked:
            await self.stop_resting()
        elif refused is not None:
            self.is_last = True
            await self.failed(refused, execution, self.new_resources())
        else:
            self.is_parked = True

    async def stop_resting(self) -> None:
        """The customer's stop, while nobody works on the run; what it held is released already."""
        await self.cancelled(self.run.execution, None, released=self._released)

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        self._can_be_interrupted = True
        try:
            if self.run.cancel_asked:
                raise asyncio.CancelledError
            yield
        finally:
            self._can_be_interrupted = False

    async def execute(self, resources: Resources) -> None:
        await self._take_worker(resources)
        workplace = Workplace(self.folder, self.run.run_id)
        self.hold_work_folder(resources, workplace.folder)
        resources.hold(WORK_FILE, workplace.close)
        for known in (self.run.text, *self.run.finished.values()):
            resources.memory.load(known.encode())
        await self.store.catch_up()
        level = self.providers.level
        for step in self.agent.remaining(self.run, level.disabled if level else ()):
            if self.run.pause_asked:
                raise Paused
            await self._do(step, resources, workplace)

    async def _do(self, step: Step, resources: Resources, workplace: Workplace) -> None:
        effects = step.outside_effects
        await self.store.begin_step(self.run.run_id, step.name, outside_effects=effects)
        self.run.in_work = step.name
        said, words = [], self.session.sanitiser.stream()
        work = self.agent.work(step, self.run, resources, self.next_call())
        async with aclosing(work) as pieces:
            async for text in pieces:
                told = words.feed(text, is_last=isinstance(text, Whole))
                workplace.note(told)
                said.append(self.say(step.name, told))
        said.append(self.say(step.name, words.rest()))
        self.providers.went_well()
        await self._finish(step, "".join(said))

    async def _finish(self, step: Step, output: str) -> None:
        """The step is never done again, even where the record of it has to wait."""
        position = len(self.run.finished)
        self.run.finished[step.name] = output
        self.run.in_work = self.run.in_doubt = None
        await self.store.finish_step(self.run.run_id, position, step.name, output)

    async def _take_worker(self, resources: Resources) -> None:
        place = self.place or self.workers.line_up()
        self.place = None
        await self.workers.take(place, resources, self.settings.queue_wait, self.interrupt)

    def say(self, step: str, text: str) -> str:
        """Tells the customer these words of the assistant, if there are any."""
        if text:
            self.session.publish(everyday.AgentOutput, run_id=self.run.run_id, step=step, text=text)
        return text

    def next_call(self) -> Call:
        """Leave to call a provider; what was given on admission is used first."""
        call, self.first_call = self.first_call, None
        if call is None:
            try:
                call = self.providers.acquire()
            except CallNotPermitted as refused:
                raise AgentFailure(
                    ErrorType.SERVICE_UNAVAILABLE,
                    "The provider's circuit breaker opened while the run was under way.",
                    upstream=refused.breaker,
                ) from refused
        self.upstream = call.upstream
        return call

    def provider_tripped(self) -> None:
        """An attempt that waits for the provider is of no use, unless a fallback takes it."""
        if self.providers.next_upstream() is None:
            self._tripped.set()

    def incident_of_outage(self) -> Incident:
        """The incident that the run is in, or a new one where the run itself goes well so far."""
        if self.incident is not None:
            return self.incident
        failure = self.providers.last_failure or AgentFailure(
            ErrorType.SERVICE_UNAVAILABLE, "The provider fails."
        )
        return self.new_incident(failure, max_attempts=0)

    def new_resources(self) -> Resources:
        settings = self.settings
        return self.resources_type(self.clock, settings.cleanup_within, settings.memory_budget)

    def hold_work_folder(self, resources: Resources, folder: Path) -> None:
        resources.hold(WORK_FOLDER, partial(_remove, folder))

    def completed(self) -> None:
        incident = self.incident
        if incident is not None and incident.backoff is not None:
            incident.attempts = incident.backoff.attempt
            self._tell_attempt(AttemptStatus.SUCCEEDED, incident.backoff)
            if not self.providers.owe_recovery(self.session, incident):
                self.notices.recovered(incident, self.run.run_id)
        self.run.state = RunState.COMPLETED
        self.session.publish(everyday.RunCompleted, run_id=self.run.run_id)

    async def failed(
        self, failure: AgentFailure, attempt: int, resources: Resources
    ) -> Backoff | None:
        """Tells of one failed execution, in the contract's order; returns the next attempt."""
        incident = self.incident_of(failure)
        failed = incident.backoff
        incident.failure, incident.attempts = failure, attempt
        self.run.leave_in_doubt()
        incident.unknown_steps = tuple(self.run.unknown)
        incident.backoff = self.next_attempt(incident, attempt)
        self.tell_operators("an execution failed", failure, incident, attempt)
        await self.preserve(incident)
        if failed is not None:
            self._tell_attempt(AttemptStatus.FAILED, failed)
        if failed is None or not incident.will_retry:
            self._tell_error(incident, attempt)
        self.providers.tell_trips(self)
        done = await self.clean_up(resources, incident)
        self.notices.cleanup(self.run, incident, attempt, done)
        return incident.backoff

    async def clean_up(self, resources: Resources, incident: Incident | None = None) -> Cleanup:
        """Releases what the execution held; what refuses is tried again later."""
        if incident is not None:
            now, name = self.clock.now(), self.agent.name
            self.observer(Observation(now, "note", "agent", None, name, CLEANS_UP))
        try:
            return await resources.clean_up()
        finally:
            self.leftovers.take(resources, incident.failure_id if incident else None)

    def tell_operators(
        self, what: str, problem: BaseException, incident: Incident, attempt: int | None = None
    ) -> None:
        run_id = self.run.run_id
        tell_operators(self.notices, what, problem, incident, run_id=run_id, attempt=attempt)

    def next_attempt(self, incident: Incident, attempt: int) -> Backoff | None:
        """None where the failure is final: its kind, the limit, or every breaker says so.

        So it is where nobody knows whether a step with effects outside was done.
        """
        blocked = self.providers.next_upstream() is None
        incident.wait = self.providers.wait if blocked else None
        limit = min(incident.max_attempts, self.retry.limit(incident.error_type))
        if self.is_last or blocked or attempt >= limit or incident.unknown_steps:
            return None
        return self.retry.next_attempt(incident.failure, attempt)

    def incident_of(self, failure: AgentFailure) -> Incident:
        at = self.clock.now()
        label = f"failure found: {failure.error_type}"
        self.observer(Observation(at, "note", "agent", None, self.agent.name, label, failure=True))
        if failure.upstream is not None:
            self.providers.last_failure = failure
        if self.incident is None:
            self.incident = self.new_incident(failure, self.retry.limit(failure.error_type))
        return self.incident

    def new_incident(self, failure: AgentFailure, max_attempts: int) -> Incident:
        name = self.session.ids.next("failure", self.session.session_id)
        of_provider = failure.upstream is not None
        return Incident(
            failure_id=name,
            root_failure_id=self.providers.root_failure_id() if of_provider else name,
            run_id=self.run.run_id,
            locale=self.run.locale,
            started_ns=self.clock.now_ns(),
            max_attempts=max_attempts,
            failure=failure,
        )

    def _tell_attempt(self, status: AttemptStatus, backoff: Backoff) -> None:
        assert self.incident is not None
        if status in (AttemptStatus.SCHEDULED, AttemptStatus.STARTED):
            self._by_fallback = self.providers.fallback_is_active
        self.notices.recovery_attempt(
            self.run, self.incident, backoff, status, by_fallback=self._by_fallback
        )

    def _tell_error(self, incident: Incident, attempt: int) -> None:
        if not incident.will_retry:
            self.run.state = RunState.FAILED
        self.notices.agent_error(self.run, incident, attempt)

    async def preserve(self, incident: Incident) -> None:
        """Stores finished work and tells of it; what the store refuses is never claimed."""
        finished = tuple(self.run.finished)
        worth_telling = finished + incident.unknown_steps
        if not finished or worth_telling == incident.told_steps:
            return
        result_id = self.run.result_id or self.session.ids.next("result", self.session.session_id)
        kept_ns = int(self.settings.partial_results_kept * NANOSECONDS)
        expires_at = self.clock.timestamp(self.clock.now_ns() + kept_ns)
        try:
            await self.store.preserve(
                result_id,
                self.session.user_id,
                self.run.finished,
                expires_at,
                run_id=self.run.run_id,
            )
        except AgentFailure as refused:
            self.tell_operators("finished work was not stored", refused, incident)
            return
        self.run.result_id = result_id
        incident.told_steps = worth_telling
        plan = [step.name for step in self.agent.plan]
        self.notices.partial_result(self.run, incident, plan, expires_at)

    async def wait_for_attempt(self, backoff: Backoff) -> bool:
        """Waits out the backoff; False where the customer cancelled or the provider tripped."""
        if self.run.cancel_asked:
            await self.cancelled(backoff.attempt, None, announced=False)
            return False
        self._tell_attempt(AttemptStatus.SCHEDULED, backoff)
        return await self._wait_out(backoff, self.clock.now_ns() + to_ns(backoff.delay))

    async def _wait_out(self, backoff: Backoff, due_ns: int) -> bool:
        if self.run.pause_asked:
            await self._park(backoff.attempt, due_ns)
            return False
        left = max(0, due_ns - self.clock.now_ns()) / NANOSECONDS
        self._is_waiting = True
        try:
            with self._interruptible():
                async with self.clock.timeout(left):
                    await self._tripped.wait()
        except TimeoutError:
            self._tell_attempt(AttemptStatus.STARTED, backoff)
            return True
        except asyncio.CancelledError:
            if self.run.pause_asked and not self.run.cancel_asked:
                await self._park(backoff.attempt, due_ns)
            else:
                await self.cancelled(backoff.attempt, None)
        else:
            self._aborted(backoff)
        finally:
            self._is_waiting = False
        return False

    def _aborted(self, backoff: Backoff) -> None:
        """A trip ends the attempts that are left, and with them the run."""
        assert self.incident is not None
        self._tell_attempt(AttemptStatus.ABORTED, backoff)
        self.incident.backoff, self.incident.wait = None, self.providers.wait
        self._tell_error(self.incident, backoff.attempt - 1)

    async def cancelled(
        self,
        attempt: int,
        resources: Resources | None,
        *,
        announced: bool = True,
        released: Cleanup | None = None,
    ) -> None:
        """The customer's own stop; any other cancellation is the platform closing, and goes on.

        `released` is what the execution held that was under way, where that is done already.
        """
        if not self.run.cancel_asked:
            if resources is not None:
                await self.clean_up(resources)
            raise asyncio.CancelledError
        incident = self.incident
        stopped = AgentFailure(ErrorType.CANCELLED, "The customer cancelled the run.")
        if announced and incident is not None and incident.backoff is not None:
            self._tell_attempt(AttemptStatus.ABORTED, incident.backoff)
        ended = self.new_incident(stopped, max_attempts=0)
        ended.told_steps = incident.told_steps if incident else ()
        self.run.leave_in_doubt()
        ended.unknown_steps = tuple(self.run.unknown)
        await self.preserve(ended)
        self.run.state = RunState.CANCELLED
        self.session.publish(everyday.RunCancelled, run_id=self.run.run_id)
        if resources is not None:
            released = await self.clean_up(resources, ended)
        if released is not None:
            self.notices.cleanup(self.run, ended, attempt, released)

    def understood(self, problem: Exception) -> AgentFailure:
        if isinstance(problem, AgentFailure):
            return problem
        found = AgentFailure(
            ErrorType.INTERNAL_ERROR, "The agent stopped for an unforeseen reason."
        )
        found.__cause__ = problem
        return found


async def _remove(folder: Path) -> None:
    shutil.rmtree(folder)
