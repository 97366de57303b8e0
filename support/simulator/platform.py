"""The reference platform, put together from parts that anybody may exchange."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from support.clock import Clock
from support.contract import customer_frames as sent
from support.contract import everyday_events as everyday
from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.contract.vocabulary import ErrorType, ProtocolErrorCode, RejectionReason
from support.simulator.aftermath import Aftermath
from support.simulator.agent import ROLE, Agent
from support.simulator.attendance import Attendance
from support.simulator.breaker import CallNotPermitted, CircuitBreaker
from support.simulator.connection import Connection
from support.simulator.conversation import Conversation
from support.simulator.failure import AgentFailure
from support.simulator.frames import RefusedFrame
from support.simulator.gateway import Gateway
from support.simulator.health import STORE_DOWN, Phase
from support.simulator.identity import Ids, TokenVerifier
from support.simulator.injection import AgentFailureSimulator
from support.simulator.leftovers import Leftovers
from support.simulator.model.client import ModelReader
from support.simulator.model.provider import Provider, ScriptedProvider
from support.simulator.model.replies import Reply
from support.simulator.model.wire import ModelCall
from support.simulator.notices import Incident, Notices
from support.simulator.observation import Observation, Observer, nobody_watches
from support.simulator.operator_log import OperatorLog, PythonLog
from support.simulator.operator_notices import tell_operators
from support.simulator.operators import Operators
from support.simulator.parking import Parked
from support.simulator.plan import DEFAULT_PLAN, REPLIES, Step
from support.simulator.probe import probe
from support.simulator.providers import Providers
from support.simulator.resources import Resources
from support.simulator.restart import pause, sweep, take_up
from support.simulator.retry import RetryPolicy
from support.simulator.run import Run
from support.simulator.sanitiser import Sanitiser
from support.simulator.session import Session
from support.simulator.store import KeptSession, Store
from support.simulator.tools import ToolBox
from support.simulator.upstream import Call
from support.simulator.wording import Wording
from support.simulator.workers import Workers, no_capacity

AGENT_NAME = "order assistant"
PRIMARY = "primary"
RECORD: Final = "record.sqlite"
SHARE_FOR_RUNS: Final = 0.8
"""Of a planned restart's time: for steps to finish; the rest is for telling customers."""
SECONDARY = "secondary"
ONE_PROVIDER: Final[Mapping[str, Sequence[str]]] = {"everybody": (PRIMARY,)}
WITH_FALLBACK: Final[Mapping[str, Sequence[str]]] = {"everybody": (PRIMARY, SECONDARY)}


@dataclass(frozen=True)
class Parts:
    """The seams: put in your own port, policy or sender, and the platform runs with it."""

    breaker: Callable[..., CircuitBreaker] = CircuitBreaker
    connection: type[Connection] = Connection
    conversation: type[Conversation] = Conversation
    provider: Callable[..., Provider] = ScriptedProvider
    providers: type[Providers] = Providers
    notices: type[Notices] = Notices
    reader: Callable[..., ModelReader] = ModelReader
    resources: Callable[..., Resources] = Resources
    retry: Callable[..., RetryPolicy] = RetryPolicy
    sanitiser: Callable[..., Sanitiser] = Sanitiser
    session: type[Session] = Session
    store: Callable[..., Store] = Store
    wording: Callable[[], Wording] = Wording
    workers: Callable[..., Workers] = Workers


class ReferencePlatform:
    """A simulated agent behind a real WebSocket server on 127.0.0.1.

    Everything that happens takes its time from `clock`; `seed` and `boot` decide every id and
    every jitter. Faults are planned in `faults`.
    """

    def __init__(  # noqa: PLR0913 - what a platform is made of
        self,
        *,
        clock: Clock,
        settings: PlatformSettings | None = None,
        seed: int = 0,
        boot: int | None = None,
        folder: Path | None = None,
        plan: Sequence[Step] = DEFAULT_PLAN,
        replies: Mapping[str, Reply] = REPLIES,
        breaker: CircuitBreakerConfig | None = None,
        routes: Mapping[str, Sequence[str]] = ONE_PROVIDER,
        faults: AgentFailureSimulator | None = None,
        tokens: TokenVerifier | None = None,
        parts: Parts | None = None,
        observer: Observer = nobody_watches,
        operator_log: OperatorLog | None = None,
    ) -> None:
        self.clock = clock
        self.settings = settings or PlatformSettings()
        self.parts = parts or Parts()
        self.faults = faults or AgentFailureSimulator()
        self.tokens = tokens or TokenVerifier(clock)
        self.phase = Phase.STARTING
        self.sanitiser = self.parts.sanitiser(known=(ROLE,))
        self.operators = Operators(operator_log or PythonLog(), clock, self.sanitiser)
        self.tools = ToolBox(clock, self.faults, self.settings.tool_answer)
        self.workers = self.parts.workers(
            clock, self.settings.concurrent_runs, self.settings.queue_limit
        )
        self.leftovers = Leftovers(clock, self.settings.cleanup_within, self.operators, observer)
        self.sessions: dict[str, Session] = {}
        self.wording = self.parts.wording()
        self._observer = observer
        self._own_folder = folder is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="agent-failure-spec-"))
        self.store = self.parts.store(
            self.folder / RECORD,
            clock=clock,
            settings=self.settings,
            faults=self.faults,
            observer=observer,
            operators=self.operators,
        )
        boot = self.store.boot if boot is None else boot
        self._ids = Ids(seed, boot)
        self._retry = self.parts.retry(self.settings, f"{seed}/{boot}")
        self.agent = Agent(AGENT_NAME, plan, self.tools, clock, self.settings, self.parts.reader)
        self.models = {
            name: self.parts.provider(
                name, replies, clock=clock, faults=self.faults, observer=observer
            )
            for name in sorted({name for names in routes.values() for name in names})
        }
        self.routes = {
            route: self._providers(names, breaker or CircuitBreakerConfig())
            for route, names in routes.items()
        }
        self.route_of: dict[str, str] = {}
        self.probes: list[asyncio.Task[None]] = []
        self._conversations: dict[str, Conversation] = {}
        self._under_way: set[tuple[str, str]] = set()
        self.attendance = Attendance(self.sessions, clock, self.settings.resume_window, observer)
        self.gateway = Gateway(
            self,
            clock=clock,
            settings=self.settings,
            connection_type=self.parts.connection,
        )

    async def start(self, port: int = 0) -> None:
        """Answers questions about its health at once, and customers once all is prepared."""
        self.clock.crash_watchers.append(self._task_crashed)
        await self.gateway.start(port)
        await self.prepare()
        self.phase = Phase.SERVING

    async def prepare(self) -> None:
        """Ends what a killed server left, and goes on with what a planned restart parked."""
        if self.store.has_a_past:
            await self._take_up()

    def unready(self) -> tuple[str, ...]:
        reasons = [] if self.phase is Phase.SERVING else [str(self.phase)]
        return (*reasons, STORE_DOWN) if self.store.refuses() else tuple(reasons)

    async def _take_up(self) -> None:
        left = [(kept, self._restored(kept)) for kept in self.store.kept_sessions()]
        for providers in self.routes.values():
            providers.go_on()
        for kept, session in left:
            until = datetime.fromisoformat(kept.expires_at) if kept.expires_at else None
            self.attendance.wait_for(session, until)
            await take_up(
                kept,
                session,
                conversation_of=self._conversation_of,
                go_on=self._go_on,
                folder=self.folder,
            )
        sweep(self.folder)
        self.store.flush()

    def _restored(self, kept: KeptSession) -> Session:
        """The session, with what it was told of an outage that may not be over yet."""
        session = self.new_session()
        session.restore(kept, self.store)
        left = Aftermath.of((published.event for published in session.kept), self.clock)
        self.providers_of(session).take_over(session, self._notices(session), left)
        return session

    async def shut_down(self) -> None:
        """For a planned restart: no new work, runs parked, everybody sent away. Then `close` it."""
        self.phase = Phase.DRAINING
        grace = self.settings.shutdown_within * SHARE_FOR_RUNS
        await pause(list(self._conversations.values()), self.clock, grace)
        await self.gateway.send_everybody_away(self.settings.shutdown_within - grace)
        await self.clock.join(*(task for task in self._tasks_of_runs() if not task.done()))

    @property
    def url(self) -> str:
        return self.gateway.url

    async def close(self) -> None:
        """Ends every run and connection, and leaves no file behind."""
        running = [*self._tasks_of_runs(), *self.probes]
        for task in running:
            if not task.done():
                self.clock.cancel(task)
        for task in running:
            await self.clock.join(task)
        for providers in self.routes.values():
            providers.stop()
        await self.leftovers.stop()
        await self.gateway.close()
        self.store.close()
        if self._own_folder:
            shutil.rmtree(self.folder)
        if self._task_crashed in self.clock.crash_watchers:
            self.clock.crash_watchers.remove(self._task_crashed)

    def _tasks_of_runs(self) -> list[asyncio.Task[Any]]:
        return [c.run.task for c in self._conversations.values() if c.run.task is not None]

    def _task_crashed(self, task: str, crash: BaseException) -> None:
        self.operators.tell(f"the task '{task}' crashed", crash)

    def open_calls(self) -> list[ModelCall]:
        """The connections to models that nobody has closed."""
        return [call for model in self.models.values() for call in model.open_calls()]

    def new_session(self) -> Session:
        return self.parts.session("", self.clock, self.settings, self._ids, self.sanitiser)

    def user_of(self, token: str) -> str | None:
        return self.tokens.user_of(token)

    def open_session(self, session: Session, connection: Connection) -> None:
        session.record_in(self.store)
        self.attendance.open(session, connection)

    def resume(self, asked: sent.Resume, fresh: Session, connection: Connection) -> Session:
        return self.attendance.resume(asked, fresh, connection)

    def leave(self, session: Session, connection: Connection) -> None:
        self.attendance.leave(session, connection)

    def ask(self, session: Session, asked: sent.Ask) -> None:
        """Starts a run; a request id that the session knows already is that same run.

        Raises RefusedFrame where it is still under way in another session of the same customer.
        """
        if asked.request_id in session.runs:
            return
        if (session.user_id, asked.request_id) in self._under_way:
            raise RefusedFrame(
                ProtocolErrorCode.UNDER_WAY_ELSEWHERE,
                "This request is under way in another session of yours: come back to that one.",
            )
        locale = self.wording.negotiate(asked.locale)
        notices = self._notices(session)
        if self.phase is Phase.DRAINING:
            self._reject_while_shutting_down(session, asked, notices, locale)
            return
        providers = self.providers_of(session)
        try:
            call = providers.acquire()
        except CallNotPermitted as refused:
            self._reject(session, asked, notices, refused, locale)
            return
        place = self.workers.admit()
        if place is None or not place.granted:
            call.permit.cancelled()  # whoever waits for a worker asks again when there is one
        if place is None:
            self._turn_away(session, asked, notices, locale)
            return
        run = Run(
            run_id=self._ids.next("run", session.session_id),
            request_id=asked.request_id,
            text=asked.text,
            locale=locale,
        )
        session.runs[run.request_id] = run
        self.store.run(session.session_id, run)
        if call.upstream is not providers.primary:
            providers.listen(session, notices, self._outage_incident(session, providers, locale))
        providers.tell_level(session)
        at = self.clock.now()
        self._observer(
            Observation(at, "message", "gateway", "agent", self.agent.name, "starts a run")
        )
        first_call = call if place.granted else None
        conversation = self._conversation(session, run, notices, providers, first_call)
        conversation.place = place
        self._let_work(conversation, conversation.hold())

    def _turn_away(self, session: Session, asked: sent.Ask, notices: Notices, locale: str) -> None:
        """The line is full; when its longest wait is over, who waits now has had their turn."""
        name = self._ids.next("failure", session.session_id)
        failure = no_capacity("All workers are busy and the line is full.")
        incident = Incident(name, name, None, locale, self.clock.now_ns(), 0, failure)
        wait = self.settings.queue_wait
        tell_operators(notices, "a request was turned away", failure, incident, run_id=None)
        notices.rejected(incident, asked.request_id, RejectionReason.CAPACITY, wait)

    def providers_of(self, session: Session) -> Providers:
        """Whose providers serve this customer; the first route where nothing else is said."""
        return self.routes[self.route_of.get(session.user_id, next(iter(self.routes)))]

    def _reject(
        self,
        session: Session,
        asked: sent.Ask,
        notices: Notices,
        refused: CallNotPermitted,
        locale: str,
    ) -> None:
        providers = self.providers_of(session)
        incident = self._outage_incident(session, providers, locale)
        incident.failure.__cause__ = refused
        tell_operators(notices, "a request was rejected", incident.failure, incident, run_id=None)
        notices.rejected(incident, asked.request_id, refused.reason, refused.retry_after)
        providers.listen(session, notices, incident)

    def _reject_while_shutting_down(
        self, session: Session, asked: sent.Ask, notices: Notices, locale: str
    ) -> None:
        failure = AgentFailure(ErrorType.SERVICE_UNAVAILABLE, "A planned restart is under way.")
        incident = self._incident(session, failure, locale)
        wait = self.settings.shutdown_within
        reason = RejectionReason.SHUTTING_DOWN
        tell_operators(notices, "a request was turned away", failure, incident, run_id=None)
        notices.rejected(incident, asked.request_id, reason, wait, wording="restart.rejected")

    def _outage_incident(self, session: Session, providers: Providers, locale: str) -> Incident:
        failure = AgentFailure(
            ErrorType.CIRCUIT_OPEN, "The provider's circuit breaker lets no request through."
        )
        return self._incident(session, failure, locale, providers.root_failure_id())

    def _incident(
        self, session: Session, failure: AgentFailure, locale: str, root: str | None = None
    ) -> Incident:
        """An incident of no run; its own root where no other is given."""
        name = self._ids.next("failure", session.session_id)
        return Incident(
            failure_id=name,
            root_failure_id=root or name,
            run_id=None,
            locale=locale,
            started_ns=self.clock.now_ns(),
            max_attempts=0,
            failure=failure,
        )

    def _providers(self, names: Sequence[str], breaker: CircuitBreakerConfig) -> Providers:
        providers = self.parts.providers(
            [self.models[name] for name in names],
            breaker,
            self.clock,
            self._ids,
            self._observer,
            lambda call: self._probe(providers, call),
            self.parts.breaker,
        )
        return providers

    def _probe(self, providers: Providers, call: Call) -> None:
        work = probe(providers, call, clock=self.clock, settings=self.settings)
        self.probes.append(self.clock.spawn(work, f"automatic probe of {call.upstream.name}"))

    def cancel(self, session: Session, asked: sent.Cancel) -> None:
        for run in session.runs.values():
            if run.run_id == asked.run_id:
                if not run.is_running:
                    raise RefusedFrame(ProtocolErrorCode.RUN_HAS_ENDED, "That run has ended.")
                self._stop(self._conversations[run.run_id])
                return
        raise RefusedFrame(ProtocolErrorCode.UNKNOWN_RUN, "There is no such run in this session.")

    def _stop(self, conversation: Conversation) -> None:
        conversation.cancel()
        if conversation.is_parked:
            conversation.is_parked = False
            self._let_work(conversation, conversation.stop_resting())

    async def fetch_result(self, session: Session, asked: sent.FetchResult) -> None:
        try:
            found = await self.store.fetch(asked.result_id, session.user_id)
        except AgentFailure as refused:
            self.operators.tell("finished work could not be read", refused)
            raise RefusedFrame(
                ProtocolErrorCode.RECORDS_UNAVAILABLE,
                "Our records cannot be read at the moment. Please ask for it again shortly.",
            ) from None
        if found is None:
            raise RefusedFrame(ProtocolErrorCode.UNKNOWN_RESULT, "There is no such result for you.")
        session.publish(
            everyday.Result,
            result_id=found.result_id,
            steps=tuple(
                everyday.FinishedStep(step=step, text=text) for step, text in found.steps.items()
            ),
            expires_at=found.expires_at,
        )

    def _notices(self, session: Session) -> Notices:
        return self.parts.notices(
            session, self.agent.name, self.wording, self.settings, self.operators
        )

    def _let_work(self, conversation: Conversation, work: Coroutine[Any, Any, None]) -> None:
        run = conversation.run
        self._conversations[run.run_id] = conversation
        self._under_way.add((conversation.session.user_id, run.request_id))
        name = f"{self.agent.name} on {run.run_id}"
        run.task = self.clock.spawn(self._until_it_ends(conversation, work), name)

    async def _until_it_ends(
        self, conversation: Conversation, work: Coroutine[Any, Any, None]
    ) -> None:
        """Remembers the conversation while there is any, parked or not, and not a moment longer."""
        session, run = conversation.session, conversation.run
        try:
            await work
        finally:
            if not conversation.is_parked:
                self._conversations.pop(run.run_id, None)
            self._under_way.discard((session.user_id, run.request_id))
            self.attendance.work_ended(session)

    def _go_on(self, conversation: Conversation, parked: Parked) -> None:
        self.store.goes_on(conversation.run.run_id)
        self._let_work(conversation, conversation.go_on(parked))

    def _conversation_of(self, session: Session, run: Run) -> Conversation:
        providers = self.providers_of(session)
        return self._conversation(session, run, self._notices(session), providers, None)

    def _conversation(
        self,
        session: Session,
        run: Run,
        notices: Notices,
        providers: Providers,
        call: Call | None,
    ) -> Conversation:
        return self.parts.conversation(
            session=session,
            run=run,
            agent=self.agent,
            providers=providers,
            first_call=call,
            store=self.store,
            retry=self._retry,
            notices=notices,
            settings=self.settings,
            folder=self.folder,
            observer=self._observer,
            workers=self.workers,
            leftovers=self.leftovers,
            resources_type=self.parts.resources,
        )
