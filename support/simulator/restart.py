"""Before and after a restart: runs are parked and go on, or are ended with what is owed."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from support.clock import Clock, to_ns
from support.contract.vocabulary import ErrorType
from support.simulator.conversation import Conversation
from support.simulator.failure import AgentFailure
from support.simulator.parking import Parked
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.store import KeptSession

HoldFor = Callable[[Session, Run], Conversation]


async def take_up(
    kept: KeptSession,
    session: Session,
    *,
    conversation_of: HoldFor,
    go_on: Callable[[Conversation, Parked], None],
    folder: Path,
) -> None:
    """Every run of a session that an earlier server left: it goes on, or it is ended."""
    for recorded in kept.runs:
        run = session.runs[recorded.request_id]
        if not run.is_running:
            continue
        conversation = conversation_of(session, run)
        if recorded.parked is not None and kept.whole:
            go_on(conversation, Parked.read(recorded.parked, session.clock))
        else:
            await end_orphaned(conversation, work_folders(folder, run.run_id))


async def end_orphaned(conversation: Conversation, left_behind: Sequence[Path]) -> None:
    """Ends a run that a killed server left: what is kept, that it failed, what was swept."""
    failure = AgentFailure(ErrorType.INTERNAL_ERROR, "The server was ended in the middle of a run.")
    resources = conversation.new_resources()
    for work_folder in left_behind:
        conversation.hold_work_folder(resources, work_folder)
    conversation.is_last = True
    conversation.incident = conversation.new_incident(failure, max_attempts=0)
    await conversation.failed(failure, conversation.run.execution, resources)


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
