"""The reference platform, put together from parts that anybody may exchange."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.simulator.admission import Admitted
from support.simulator.agent import ROLE
from support.simulator.conversation import Conversation
from support.simulator.gateway import Gateway
from support.simulator.health import STORE_DOWN, Phase
from support.simulator.identity import Ids, TokenVerifier
from support.simulator.injection import AgentFailureSimulator
from support.simulator.job import Job
from support.simulator.model.replies import Reply
from support.simulator.model.wire import ModelCall
from support.simulator.notices import Notices
from support.simulator.observation import Observer, nobody_watches
from support.simulator.operator_log import OperatorLog, PythonLog
from support.simulator.operators import Operators
from support.simulator.parts import Parts
from support.simulator.plan import DEFAULT_PLAN, REPLIES, Step
from support.simulator.restart import pause
from support.simulator.routes import ONE_PROVIDER, Routes
from support.simulator.run import Run
from support.simulator.session import Session

AGENT_NAME: Final = "order assistant"
RECORD: Final = "record.sqlite"
SHARE_FOR_RUNS: Final = 0.8
"""Of a planned restart's time: for steps to finish; the rest is for telling customers."""


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
        self._observer = observer
        self._own_folder = folder is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="agent-failure-spec-"))
        self.wording = self.parts.wording()
        self.sanitiser = self.parts.sanitiser(known=(ROLE,))
        self.operators = Operators(operator_log or PythonLog(), clock, self.sanitiser)
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
        self.store.names_outages_by(self._ids)
        self._retry = self.parts.retry(self.settings, f"{seed}/{boot}")
        self._make_agent(plan)
        self._make_providers(routes, replies, breaker or CircuitBreakerConfig())
        self._make_front_desk()

    def _make_agent(self, plan: Sequence[Step]) -> None:
        parts, settings, clock = self.parts, self.settings, self.clock
        self.tools = parts.tools(clock, self.faults, settings.tool_answer)
        self.agent = parts.agent(AGENT_NAME, plan, self.tools, clock, settings, parts.reader)
        self.workers = parts.workers(clock, settings.concurrent_runs, settings.queue_limit)
        self.leftovers = parts.leftovers(
            clock, settings.cleanup_within, self.operators, self._observer
        )

    def _make_providers(
        self,
        routes: Mapping[str, Sequence[str]],
        replies: Mapping[str, Reply],
        breaker: CircuitBreakerConfig,
    ) -> None:
        parts, clock, observer = self.parts, self.clock, self._observer
        self.models = {
            name: parts.provider(name, replies, clock=clock, faults=self.faults, observer=observer)
            for name in sorted({name for names in routes.values() for name in names})
        }
        self.routes = Routes(clock, self.settings, parts.probe)
        for route, names in routes.items():
            self.routes.add(
                route,
                partial(
                    parts.providers,
                    [self.models[name] for name in names],
                    breaker,
                    clock,
                    self._ids,
                    observer,
                    breaker_type=parts.breaker,
                    new_foresight=parts.foresight if self.settings.early_warning else None,
                    all_else_is_well=lambda: not self.store.refuses(),
                ),
            )

    def _make_front_desk(self) -> None:
        parts, clock, settings = self.parts, self.clock, self.settings
        self.workers.held_up_by = self.routes.outage_at_work
        self.sessions: dict[str, Session] = {}
        self.attendance = parts.attendance(
            self.sessions, clock, settings.resume_window, self._observer
        )
        self.admission = parts.admission(self.routes, self.workers, settings)
        self.under_way = parts.under_way(clock, self.attendance)
        self.front_desk = parts.front_desk(
            tokens=self.tokens,
            attendance=self.attendance,
            admission=self.admission,
            under_way=self.under_way,
            store=self.store,
            operators=self.operators,
            observer=self._observer,
            new_session=self._new_session,
            notices_of=self._notices_of,
            conversation_of=self._conversation_of,
        )
        self.gateway = Gateway(
            self.front_desk,
            self,
            self.operators,
            clock=clock,
            settings=settings,
            connection_type=parts.connection,
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
            await self.parts.taking_up(
                self.store,
                self.folder,
                self.attendance,
                self.under_way,
                self.routes,
                self._new_session,
                self._notices_of,
                self._conversation_left_behind,
                self._ids,
            ).everything()

    def unready(self) -> tuple[str, ...]:
        reasons = [] if self.phase is Phase.SERVING else [str(self.phase)]
        return (*reasons, STORE_DOWN) if self.store.refuses() else tuple(reasons)

    async def shut_down(self) -> None:
        """For a planned restart: no new work, runs parked, everybody sent away. Then `close` it."""
        self.phase = Phase.DRAINING
        self.admission.is_closed = True
        grace = self.settings.shutdown_within * SHARE_FOR_RUNS
        await pause(list(self.under_way), self.clock, grace)
        await self.gateway.send_everybody_away(self.settings.shutdown_within - grace)
        await self.clock.join(*(task for task in self.under_way.tasks() if not task.done()))

    @property
    def url(self) -> str:
        return self.gateway.url

    async def close(self) -> None:
        """Ends every run and connection, and leaves no file behind."""
        running = [*self.under_way.tasks(), *self.routes.probes]
        for task in running:
            if not task.done():
                self.clock.cancel(task)
        for task in running:
            await self.clock.join(task)
        self.routes.stop()
        await self.leftovers.stop()
        await self.gateway.close()
        self.store.close()
        if self._own_folder:
            shutil.rmtree(self.folder)
        if self._task_crashed in self.clock.crash_watchers:
            self.clock.crash_watchers.remove(self._task_crashed)

    def _task_crashed(self, task: str, crash: BaseException) -> None:
        self.operators.tell(f"the task '{task}' crashed", crash)

    def open_calls(self) -> list[ModelCall]:
        """The connections to models that nobody has closed."""
        return [call for model in self.models.values() for call in model.open_calls()]

    def _new_session(self) -> Session:
        return self.parts.session("", self.clock, self.settings, self._ids, self.sanitiser)

    def _notices_of(self, session: Session) -> Notices:
        announcer = self.parts.announcer(session, self.agent.name, self.wording, self.operators)
        return self.parts.notices(announcer, self.parts.adviser(self.settings))

    def _conversation_left_behind(self, session: Session, run: Run) -> Conversation:
        providers = self.routes.of(session.user_id)
        return self._conversation_of(session, run, Admitted(self._notices_of(session), providers))

    def _conversation_of(self, session: Session, run: Run, admitted: Admitted) -> Conversation:
        job = Job(
            session=session,
            run=run,
            agent=self.agent,
            providers=admitted.providers,
            notices=admitted.notices,
            store=self.store,
            retry=self._retry,
            settings=self.settings,
            folder=self.folder,
            observer=self._observer,
            workers=self.workers,
            leftovers=self.leftovers,
            resources_type=self.parts.resources,
        )
        parts = self.parts
        return parts.conversation(
            job, admitted.call, admitted.place, parts.execution, parts.recovery
        )
