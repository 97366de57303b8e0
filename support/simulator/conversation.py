"""Takes a run from its start to exactly one ending, through failures and retries."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field

from support.clock import NANOSECONDS, Signal, to_ns
from support.contract import everyday_events as everyday
from support.contract.vocabulary import AttemptStatus, ErrorType, RunState
from support.simulator.breaker import CallNotPermitted
from support.simulator.execution import Execution
from support.simulator.failure import AgentFailure
from support.simulator.incident import Incident
from support.simulator.interruption import Interruption
from support.simulator.job import Job
from support.simulator.notices import Notices
from support.simulator.parking import Parked, Paused
from support.simulator.recovery import Recovery
from support.simulator.resources import Cleanup, Resources
from support.simulator.retry import Backoff
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.upstream import Call, Upstream
from support.simulator.workers import Place


@dataclass(eq=False)
class Conversation:
    """One run of one session with one agent: its executions, and the waits between them.

    `first_call` and `place` were given to it on admission. `is_parked`: it rests until the server
    is started again, and can still be stopped.
    """

    job: Job
    first_call: Call | None = None
    place: Place | None = None
    execution_type: type[Execution] = Execution
    recovery_type: type[Recovery] = Recovery
    recovery: Recovery = field(init=False)
    interruption: Interruption = field(init=False)
    upstream: Upstream | None = field(default=None, init=False)
    is_parked: bool = field(default=False, init=False)
    _released: Cleanup | None = field(default=None, init=False)
    _tripped: Signal = field(init=False)

    def __post_init__(self) -> None:
        self.recovery = self.recovery_type(self.job, self)
        self.interruption = Interruption(self.job.clock, self.job.run)
        self.upstream = self.first_call.upstream if self.first_call else None
        self._tripped = self.job.clock.signal("the provider's circuit breaker to open")

    @property
    def run(self) -> Run:
        return self.job.run

    @property
    def session(self) -> Session:
        return self.job.session

    @property
    def notices(self) -> Notices:
        return self.job.notices

    async def hold(self) -> None:
        """Runs to the ending, or to a pause; leaves nothing behind, whichever it is."""
        self.session.publish(
            everyday.RunStarted, run_id=self.run.run_id, request_id=self.run.request_id
        )
        await self._among_the_workers(self._work(0))

    async def go_on(self, parked: Parked) -> None:
        """Goes on where a planned restart stopped the run."""
        self.recovery.incident = parked.incident
        await self._among_the_workers(self._go_on(parked))

    def cancel(self) -> None:
        """The customer's stop: at once while the agent works or waits, else before it goes on."""
        self.interruption.cancel()

    def pause(self) -> None:
        """For a planned restart: stops before the next step, or the wait for an attempt at once."""
        self.interruption.pause()

    def cut_off(self) -> None:
        """A step that outlasts the planned restart's patience is ended, and the run with it."""
        self.recovery.is_last = True
        self.interruption.fail(
            AgentFailure(
                ErrorType.SERVICE_UNAVAILABLE, "A step outlasted the wait of a planned restart."
            )
        )

    async def _among_the_workers(self, work: Awaitable[None]) -> None:
        self.job.providers.workers.append(self)
        try:
            await work
        finally:
            self.job.providers.workers.remove(self)
            if self.first_call is not None:
                self.first_call.permit.cancelled()
            self.job.store.flush()

    async def _go_on(self, parked: Parked) -> None:
        if parked.due_ns is not None:
            assert parked.incident is not None
            assert parked.incident.backoff is not None
            if not await self._wait_out(parked.incident.backoff, parked.due_ns):
                return
        await self._work(parked.execution)

    async def _work(self, number: int) -> None:
        while True:
            self.run.execution = number
            resources = self.job.new_resources()
            try:
                with self.interruption.allowed():
                    await self.execute(resources)
            except asyncio.CancelledError:
                cause = self.interruption.failure()
                if cause is None or self.run.cancel_asked:
                    await self.cancelled(number, resources)
                    return
                failure = cause
            except Paused:
                self._released = await self.recovery.clean_up(resources)
                await self._park(number)
                return
            except Exception as unforeseen:  # noqa: BLE001 - becomes internal_error, never silence
                failure = self.recovery.understood(unforeseen)
            else:
                await self.recovery.clean_up(resources)
                self.completed()
                return
            backoff = await self.recovery.after(failure, number, resources)
            if backoff is None or not await self.wait_for_attempt(backoff):
                return
            number = backoff.attempt

    async def execute(self, resources: Resources) -> None:
        """The original execution, or one more."""
        place, self.place = self.place, None
        await self.execution_type(
            self.job, resources, place, self.next_call, self.interruption.fail
        ).work()

    def next_call(self) -> Call:
        """Leave to call a provider; what was given on admission is used first."""
        call, self.first_call = self.first_call, None
        if call is None:
            try:
                call = self.job.providers.acquire()
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
        if self.job.providers.next_upstream() is None:
            self._tripped.set()

    def incident_of_outage(self) -> Incident:
        """Under which incident the customer is told of the outage."""
        return self.recovery.incident_of_outage()

    def completed(self) -> None:
        """The good end; where a retry brought it about, that is told too."""
        incident = self.recovery.incident
        if incident is not None and incident.backoff is not None:
            incident.attempts = incident.backoff.attempt
            self.recovery.tell_attempt(AttemptStatus.SUCCEEDED, incident.backoff)
            if not self.job.providers.owe_recovery(self.session, incident):
                self.notices.recovered(incident, self.run.run_id)
        self.run.state = RunState.COMPLETED
        self.session.publish(everyday.RunCompleted, run_id=self.run.run_id)

    async def cancelled(
        self, number: int, resources: Resources | None, *, announced: bool = True
    ) -> None:
        """The customer's own stop; any other cancellation is the platform closing, and goes on."""
        if not self.run.cancel_asked:
            if resources is not None:
                await self.recovery.clean_up(resources)
            raise asyncio.CancelledError
        await self.recovery.after_stop(number, resources, announced=announced)

    async def wait_for_attempt(self, backoff: Backoff) -> bool:
        """Waits out the backoff; False where the customer cancelled or the provider tripped."""
        if self.run.cancel_asked:
            await self.cancelled(backoff.attempt, None, announced=False)
            return False
        self.recovery.tell_attempt(AttemptStatus.SCHEDULED, backoff)
        return await self._wait_out(backoff, self.job.clock.now_ns() + to_ns(backoff.delay))

    async def _wait_out(self, backoff: Backoff, due_ns: int) -> bool:
        if self.run.pause_asked:
            await self._park(backoff.attempt, due_ns)
            return False
        left = max(0, due_ns - self.job.clock.now_ns()) / NANOSECONDS
        try:
            with self.interruption.allowed(waiting=True):
                async with self.job.clock.timeout(left):
                    await self._tripped.wait()
        except TimeoutError:
            self.recovery.tell_attempt(AttemptStatus.STARTED, backoff)
            return True
        except asyncio.CancelledError:
            if self.run.pause_asked and not self.run.cancel_asked:
                await self._park(backoff.attempt, due_ns)
            else:
                await self.cancelled(backoff.attempt, None)
        else:
            self._abort(backoff)
        return False

    def _abort(self, backoff: Backoff) -> None:
        """A trip ends the attempts that are left, and with them the run."""
        incident = self.recovery.incident
        assert incident is not None
        self.recovery.tell_attempt(AttemptStatus.ABORTED, backoff)
        incident.backoff, incident.wait = None, self.job.providers.wait
        self.recovery.tell_error(incident, backoff.attempt - 1)

    async def stop_resting(self) -> None:
        """The customer's stop, while nobody works on the run; what it held is released already."""
        await self.recovery.after_stop(self.run.execution, None, released=self._released)

    async def _park(self, execution: int, due_ns: int | None = None) -> None:
        """Durable, or the run is ended with what is owed: so it is if it was stopped meanwhile."""
        parked, refused = Parked(execution, self.recovery.incident, due_ns), None
        try:
            await self.job.store.park(self.run.run_id, parked.write(self.job.clock))
        except AgentFailure as refusal:
            refused = refusal
        if self.run.cancel_asked:
            await self.stop_resting()
        elif refused is not None:
            self.recovery.is_last = True
            await self.recovery.after(refused, execution, self.job.new_resources())
        else:
            self.is_parked = True
