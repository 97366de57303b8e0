"""Before and after a restart: runs are parked and go on, or are ended with what is owed."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from support.clock import Clock, to_ns
from support.contract.vocabulary import ErrorType
from support.simulator.aftermath import Aftermath
from support.simulator.attendance import Attendance
from support.simulator.conversation import Conversation
from support.simulator.failure import AgentFailure
from support.simulator.identity import Ids
from support.simulator.notices import Notices
from support.simulator.parking import Parked
from support.simulator.routes import Routes
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.store import KeptSession, Store
from support.simulator.under_way import UnderWay
from support.simulator.workplace import hold_folder

HoldFor = Callable[[Session, Run], Conversation]


@dataclass(frozen=True)
class TakingUp:
    """Goes on with what an earlier server left on this record and in this folder."""

    store: Store
    folder: Path
    attendance: Attendance
    under_way: UnderWay
    routes: Routes
    new_session: Callable[[], Session]
    notices_of: Callable[[Session], Notices]
    conversation_of: HoldFor
    ids: Ids

    @cached_property
    def crash(self) -> str:
        """What the end of the server before is called, for everybody whom it hit."""
        return self.ids.next("crash")

    async def everything(self) -> None:
        """Every session waits for its customer again, and no run of it is left hanging."""
        left = [(kept, self.restored(kept)) for kept in self.store.kept_sessions()]
        for providers in self.routes:
            providers.go_on()
        for kept, session in left:
            until = datetime.fromisoformat(kept.expires_at) if kept.expires_at else None
            self.attendance.wait_for(session, until)
            await self.runs(kept, session)
        sweep(self.folder)
        self.store.flush()

    def restored(self, kept: KeptSession) -> Session:
        """The session, with what it was told of an outage that may not be over yet."""
        session = self.new_session()
        session.restore(kept, self.store)
        left = Aftermath.of((published.event for published in session.kept), session.clock)
        self.routes.of(session.user_id).take_over(session, self.notices_of(session), left)
        return session

    async def runs(self, kept: KeptSession, session: Session) -> None:
        """Each that was under way goes on where it was parked, or is ended."""
        for recorded in kept.runs:
            run = session.runs[recorded.request_id]
            if not run.is_running:
                continue
            conversation = self.conversation_of(session, run)
            if recorded.parked is not None and kept.whole:
                self.go_on(conversation, Parked.read(recorded.parked, session.clock))
            else:
                left_behind = work_folders(self.folder, run.run_id)
                await end_orphaned(conversation, left_behind, self.crash)

    def go_on(self, conversation: Conversation, parked: Parked) -> None:
        self.store.goes_on(conversation.run.run_id)
        self.under_way.begin(conversation, conversation.go_on(parked))


async def end_orphaned(conversation: Conversation, left_behind: Sequence[Path], crash: str) -> None:
    """Ends a run that a killed server left: what is kept, that it failed, what was swept."""
    failure = AgentFailure(
        ErrorType.INTERNAL_ERROR, "The server was ended in the middle of a run.", root=crash
    )
    resources, recovery = conversation.job.new_resources(), conversation.recovery
    for work_folder in left_behind:
        hold_folder(resources, work_folder)
    recovery.is_last = True
    recovery.incident = recovery.new_incident(failure)
    await recovery.after(failure, conversation.run.execution, resources)


def work_folders(folder: Path, run_id: str = "run") -> list[Path]:
    """The folders that a run left behind; those of all runs where none is named."""
    return sorted(folder.glob(f"{run_id}-*"))


def sweep(folder: Path) -> None:
    """Removes what runs left in the folder that nobody takes up any more."""
    for left in work_folders(folder):
        shutil.rmtree(left)


async def pause(conversations: Sequence[Conversation], clock: Clock, within: float) -> None:
    """Every run is parked within that time, or ended because one step of it outlasts it."""
    due_ns = clock.now_ns() + to_ns(within)
    for conversation in conversations:
        conversation.pause()
    running = [c for c in conversations if c.run.task is not None and not c.run.task.done()]
    for conversation in running:
        assert conversation.run.task is not None
        try:
            async with clock.timeout(max(0, due_ns - clock.now_ns()) / 1_000_000_000):
                await clock.join(conversation.run.task)
        except TimeoutError:
            conversation.cut_off()
            await clock.join(conversation.run.task)
