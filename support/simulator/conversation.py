"""Takes a run from its start to exactly one ending, through failures and retries."""

import asyncio
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from support.clock import Clock
from support.contract import everyday_events as everyday
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import ErrorType, RunState
from support.simulator.agent import Agent
from support.simulator.failure import AgentFailure
from support.simulator.notices import Incident, Notices
from support.simulator.observation import Observation, Observer
from support.simulator.resources import Resources
from support.simulator.retry import Backoff, RetryPolicy
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.store import Store

_log = logging.getLogger(__name__)
WORK_FOLDER = "work folder"


@dataclass(eq=False)
class Conversation:
    """One run of one session with one agent."""

    session: Session
    run: Run
    agent: Agent
    store: Store
    retry: RetryPolicy
    notices: Notices
    settings: PlatformSettings
    folder: Path
    observer: Observer
    resources_type: Callable[..., Resources] = Resources
    incident: Incident | None = field(default=None, init=False)
    _can_be_interrupted: bool = field(default=False, init=False)

    @property
    def clock(self) -> Clock:
        return self.session.clock

    async def hold(self) -> None:
        """Runs to the ending; leaves nothing behind, whichever it is."""
        self.session.publish(
            everyday.RunStarted, run_id=self.run.run_id, request_id=self.run.request_id
        )
        attempt = 0
        while True:
            resources = self.resources_type(self.clock, self.settings.cleanup_within)
            try:
                with self._interruptible():
                    await self.execute(resources)
            except asyncio.CancelledError:
                await self.cancelled(attempt, resources)
                return
            except Exception as unforeseen:  # noqa: BLE001 - becomes internal_error, never silence
                failure = self.understood(unforeseen)
            else:
                await resources.clean_up()
                self.completed(attempt)
                return
            backoff = await self.failed(failure, attempt, resources)
            if backoff is None:
                return
            attempt = backoff.attempt
            if self.run.cancel_asked:
                await self.cancelled(attempt, None)
                return
            if not await self.wait_for_attempt(backoff):
                return

    def cancel(self) -> None:
        """The customer's stop: at once while the agent works or waits, else before it goes on."""
        self.run.cancel_asked = True
        if self._can_be_interrupted and self.run.task is not None:
            self.clock.cancel(self.run.task)

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        self._can_be_interrupted = True
        try:
            yield
        finally:
            self._can_be_interrupted = False

    async def execute(self, resources: Resources) -> None:
        self._hold_work_folder(resources)
        for step in self.agent.remaining(self.run):
            self.run.in_work = step.name
            said = []
            async for text in self.agent.work(step, self.run, resources):
                said.append(text)
                resources.account(len(text.encode()))
                self.session.publish(
                    everyday.AgentOutput, run_id=self.run.run_id, step=step.name, text=text
                )
            self.run.finished[step.name] = "".join(said)
            self.run.in_work = None

    def _hold_work_folder(self, resources: Resources) -> None:
        folder = tempfile.mkdtemp(prefix="run-", dir=self.folder)

        async def remove() -> None:
            shutil.rmtree(folder)

        resources.hold(WORK_FOLDER, remove)

    def completed(self, attempt: int) -> None:
        if self.incident is not None and self.incident.backoff is not None:
            succeeded = self.incident.backoff
            self.notices.recovery_attempt(self.run, self.incident, succeeded, "succeeded")
            self.notices.recovered(self.run, self.incident, attempt)
        self.run.state = RunState.COMPLETED
        self.session.publish(everyday.RunCompleted, run_id=self.run.run_id)

    async def failed(
        self, failure: AgentFailure, attempt: int, resources: Resources
    ) -> Backoff | None:
        """Tells of one failed execution, in the contract's order; returns the next attempt."""
        incident = self.incident_of(failure)
        failed = incident.backoff
        incident.failure = failure
        limit = min(incident.max_attempts, self.retry.limit(incident.error_type))
        incident.backoff = self.retry.next_attempt(failure, attempt) if attempt < limit else None
        await self.preserve(incident)
        if failed is not None:
            self.notices.recovery_attempt(self.run, incident, failed, "failed")
        if failed is None or not incident.will_retry:
            if not incident.will_retry:
                self.run.state = RunState.FAILED
            self.notices.agent_error(self.run, incident, attempt)
        done = await resources.clean_up()
        self.notices.cleanup(self.run, incident, attempt, done)
        return incident.backoff

    def incident_of(self, failure: AgentFailure) -> Incident:
        at = self.clock.now()
        label = f"failure found: {failure.error_type}"
        self.observer(Observation(at, "note", "agent", None, self.agent.name, label, failure=True))
        if self.incident is None:
            name = self.session.ids.next("failure", self.session.session_id)
            self.incident = Incident(
                name, name, self.clock.now_ns(), self.retry.limit(failure.error_type), failure
            )
        return self.incident

    async def preserve(self, incident: Incident) -> None:
        """Stores finished work and tells of it; what the store refuses is never claimed."""
        finished = tuple(self.run.finished)
        if not finished or finished == incident.told_steps:
            return
        result_id = self.run.result_id or self.session.ids.next("result", self.session.session_id)
        expires_ns = self.clock.now_ns() + int(self.settings.partial_results_kept * 1_000_000_000)
        try:
            await self.store.preserve(
                result_id, self.session.user_id, self.run.finished, expires_ns
            )
        except AgentFailure:
            _log.exception("finished work was not stored", extra={"run_id": self.run.run_id})
            return
        self.run.result_id = result_id
        incident.told_steps = finished
        plan = [step.name for step in self.agent.plan]
        self.notices.partial_result(self.run, incident, plan, self.clock.timestamp(expires_ns))

    async def wait_for_attempt(self, backoff: Backoff) -> bool:
        """Waits out the backoff; False where the customer cancelled meanwhile."""
        incident = self.incident
        assert incident is not None
        self.notices.recovery_attempt(self.run, incident, backoff, "scheduled")
        try:
            with self._interruptible():
                await self.clock.sleep(backoff.delay)
        except asyncio.CancelledError:
            await self.cancelled(backoff.attempt, None)
            return False
        self.notices.recovery_attempt(self.run, incident, backoff, "started")
        return True

    async def cancelled(self, attempt: int, resources: Resources | None) -> None:
        """The customer's own stop; any other cancellation is the platform closing, and goes on."""
        if not self.run.cancel_asked:
            if resources is not None:
                await resources.clean_up()
            raise asyncio.CancelledError
        incident = self.incident
        stopped = AgentFailure(ErrorType.CANCELLED, "The customer cancelled the run.")
        if incident is not None and incident.backoff is not None:
            self.notices.recovery_attempt(self.run, incident, incident.backoff, "aborted")
        name = self.session.ids.next("failure", self.session.session_id)
        ended = Incident(name, name, self.clock.now_ns(), 0, stopped)
        ended.told_steps = incident.told_steps if incident else ()
        await self.preserve(ended)
        self.run.state = RunState.CANCELLED
        self.session.publish(everyday.RunCancelled, run_id=self.run.run_id)
        if resources is not None:
            done = await resources.clean_up()
            self.notices.cleanup(self.run, ended, attempt, done)

    def understood(self, problem: Exception) -> AgentFailure:
        if isinstance(problem, AgentFailure):
            return problem
        _log.error("unforeseen: %s", type(problem).__name__, extra={"run_id": self.run.run_id})
        return AgentFailure(ErrorType.INTERNAL_ERROR, "The agent stopped for an unforeseen reason.")
