"""What the failures of one run bring about: kept work, notices, retries, cleanups."""

from dataclasses import dataclass, field
from typing import Final

from support.clock import NANOSECONDS
from support.contract import everyday_events as everyday
from support.contract.vocabulary import AttemptStatus, ErrorType, RunState
from support.simulator.failure import AgentFailure
from support.simulator.incident import Incident
from support.simulator.job import Job
from support.simulator.listeners import Worker
from support.simulator.observation import Observation
from support.simulator.operator_notices import tell_operators
from support.simulator.resources import Cleanup, Resources
from support.simulator.retry import Backoff

CLEANS_UP: Final = "cleans up"
_OF_THE_REQUEST: Final = frozenset({ErrorType.CONTEXT_TOO_LONG, ErrorType.CONTENT_FILTERED})


@dataclass(frozen=True)
class Ended:
    """An execution that has failed, or was cancelled, with what it still holds.

    `number` is 0 for the original; `attempt` is the retry that it was, as it was announced.
    """

    incident: Incident
    number: int
    resources: Resources
    attempt: Backoff | None = None


@dataclass(eq=False)
class Recovery:
    """Follows one run through its failures. `is_last`: no attempt follows, whatever fails.

    `worker` is the run, as its providers know it.
    """

    job: Job
    worker: Worker
    incident: Incident | None = None
    is_last: bool = field(default=False, init=False)
    _by_fallback: bool = field(default=False, init=False)
    _of_outage: Incident | None = field(default=None, init=False)

    async def after(
        self, failure: AgentFailure, number: int, resources: Resources
    ) -> Backoff | None:
        """Sees to one failed execution; returns the next attempt, None where it was the last."""
        incident, run = self.incident_of(failure), self.job.run
        ended = Ended(incident, number, resources, incident.backoff)
        incident.failure, incident.attempts = failure, number
        run.leave_in_doubt()
        incident.unknown_steps = tuple(run.unknown)
        incident.backoff = self.next_attempt(incident, number)
        self.tell_operators("an execution failed", failure, incident, number)
        await self.see_to(ended)
        return incident.backoff

    async def see_to(self, ended: Ended) -> None:
        """The contract's order: finished work is safe before anybody hears of the failure."""
        await self.preserve(ended.incident)
        self.tell(ended)
        self.job.providers.tell_trips(self.worker)
        await self.release(ended)

    async def after_stop(
        self,
        number: int,
        resources: Resources | None,
        *,
        announced: bool = True,
        released: Cleanup | None = None,
    ) -> None:
        """The customer's own stop: what is finished is kept, and the run ends.

        `released` is what the execution held that was under way, where that is done already.
        """
        run, incident = self.job.run, self.incident
        stopped = AgentFailure(ErrorType.CANCELLED, "The customer cancelled the run.")
        if announced and incident is not None and incident.backoff is not None:
            self.tell_attempt(AttemptStatus.ABORTED, incident.backoff)
        ended = self.new_incident(stopped)
        ended.told_steps = incident.told_steps if incident else ()
        run.leave_in_doubt()
        ended.unknown_steps = tuple(run.unknown)
        await self.preserve(ended)
        run.state = RunState.CANCELLED
        self.job.session.publish(everyday.RunCancelled, run_id=run.run_id)
        if resources is not None:
            await self.release(Ended(ended, number, resources))
        elif released is not None:
            self.job.notices.cleanup(run, ended, number, released)

    def understood(self, problem: Exception) -> AgentFailure:
        """As which failure of the catalogue it is told."""
        if isinstance(problem, AgentFailure):
            return problem
        found = AgentFailure(
            ErrorType.INTERNAL_ERROR, "The agent stopped for an unforeseen reason."
        )
        found.__cause__ = problem
        return found

    def incident_of(self, failure: AgentFailure) -> Incident:
        """The incident that the run is in, which this failure may begin."""
        self._observe(f"failure found: {failure.error_type}", failure=True)
        if self.incident is None:
            limit = self.job.retry.limit(failure.error_type)
            self.incident = self.new_incident(failure, limit)
        if _is_of_the_provider(failure):
            self.job.providers.last_failure = failure
        return self.incident

    def incident_of_outage(self) -> Incident:
        """The incident that the run is in, or one of the outage's where it began otherwise."""
        root = self.job.providers.root_failure_id()
        for told in (self.incident, self._of_outage):
            if told is not None and told.root_failure_id == root:
                return told
        unknown = AgentFailure(ErrorType.SERVICE_UNAVAILABLE, "The provider fails.")
        own = self.incident.failure if self.incident is not None else None
        known = own if own is not None and own.upstream else self.job.providers.last_failure
        begun = self.new_incident(known or unknown)
        begun.root_failure_id, begun.run_id, self._of_outage = root, None, begun
        return begun

    def new_incident(self, failure: AgentFailure, max_attempts: int = 0) -> Incident:
        run, of_provider = self.job.run, _is_of_the_provider(failure)
        return Incident.begin(
            self.job.session,
            failure,
            run.locale,
            root=self.job.providers.root_failure_id() if of_provider else None,
            run_id=run.run_id,
            max_attempts=max_attempts,
        )

    def next_attempt(self, incident: Incident, number: int) -> Backoff | None:
        """None where the failure is final: its kind, the limit, or every breaker says so.

        So it is where nobody knows whether a step with effects outside was done.
        """
        providers, retry = self.job.providers, self.job.retry
        blocked = providers.next_upstream() is None
        incident.wait = providers.wait if blocked else None
        limit = min(incident.max_attempts, retry.limit(incident.error_type))
        if self.is_last or blocked or number >= limit or incident.unknown_steps:
            return None
        return retry.next_attempt(incident.failure, number)

    async def preserve(self, incident: Incident) -> None:
        """Stores finished work and tells of it; what the store refuses is never claimed."""
        job, run, session = self.job, self.job.run, self.job.session
        finished = tuple(run.finished)
        worth_telling = finished + incident.unknown_steps
        if not finished or worth_telling == incident.told_steps:
            return
        result_id = run.result_id or session.ids.next("result", session.session_id)
        kept_ns = int(job.settings.partial_results_kept * NANOSECONDS)
        expires_at = job.clock.timestamp(job.clock.now_ns() + kept_ns)
        try:
            await job.store.preserve(
                result_id, session.user_id, run.finished, expires_at, run_id=run.run_id
            )
        except AgentFailure as refused:
            self.tell_operators("finished work was not stored", refused, incident)
            return
        run.result_id = result_id
        incident.told_steps = worth_telling
        plan = [step.name for step in job.agent.plan]
        job.notices.partial_result(run, incident, plan, expires_at)

    def tell(self, ended: Ended) -> None:
        """A retry is told to have failed; the original, and the last of them, ask for an error."""
        if ended.attempt is not None:
            self.tell_attempt(AttemptStatus.FAILED, ended.attempt)
        if ended.attempt is None or not ended.incident.will_retry:
            self.tell_error(ended.incident, ended.number)

    def tell_error(self, incident: Incident, number: int) -> None:
        if not incident.will_retry:
            self.job.run.state = RunState.FAILED
        self.job.notices.agent_error(self.job.run, incident, number)

    def tell_attempt(self, status: AttemptStatus, attempt: Backoff) -> None:
        assert self.incident is not None
        if status in (AttemptStatus.SCHEDULED, AttemptStatus.STARTED):
            self._by_fallback = self.job.providers.fallback_is_active
        self.job.notices.recovery_attempt(
            self.job.run, self.incident, attempt, status, by_fallback=self._by_fallback
        )

    def tell_operators(
        self, what: str, problem: BaseException, incident: Incident, number: int | None = None
    ) -> None:
        run_id, notices = self.job.run.run_id, self.job.notices
        tell_operators(notices, what, problem, incident, run_id=run_id, attempt=number)

    async def release(self, ended: Ended) -> None:
        """Cleans up, and tells what became of it."""
        done = await self.clean_up(ended.resources, ended.incident)
        self.job.notices.cleanup(self.job.run, ended.incident, ended.number, done)

    async def clean_up(self, resources: Resources, incident: Incident | None = None) -> Cleanup:
        """Releases what the execution held; what refuses is tried again later."""
        if incident is not None:
            self._observe(CLEANS_UP)
        try:
            return await resources.clean_up()
        finally:
            self.job.leftovers.take(resources, incident.failure_id if incident else None)

    def _observe(self, label: str, *, failure: bool = False) -> None:
        at, name = self.job.clock.now(), self.job.agent.name
        self.job.observer(Observation(at, "note", "agent", None, name, label, failure=failure))


def _is_of_the_provider(failure: AgentFailure) -> bool:
    """Whether it is a part of the provider's outage; what is wrong with one request is not."""
    of_the_request = failure.error_type in _OF_THE_REQUEST or failure.counts is False
    return failure.upstream is not None and not of_the_request
