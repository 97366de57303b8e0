"""The conversations that are under way, each in a task of its own."""

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any

from support.clock import Clock
from support.simulator.attendance import Attendance
from support.simulator.conversation import Conversation


@dataclass(eq=False)
class UnderWay:
    """Remembers each while there is any, parked or not, and not a moment longer."""

    clock: Clock
    attendance: Attendance
    _by_run: dict[str, Conversation] = field(default_factory=dict, init=False)
    _requests: set[tuple[str, str]] = field(default_factory=set, init=False)

    def __iter__(self) -> Iterator[Conversation]:
        return iter(tuple(self._by_run.values()))

    def begin(self, conversation: Conversation, work: Coroutine[Any, Any, None]) -> None:
        """Lets it work: `hold`, or `go_on` after a planned restart."""
        run, agent = conversation.run, conversation.job.agent
        self._by_run[run.run_id] = conversation
        self._requests.add((conversation.session.user_id, run.request_id))
        name = f"{agent.name} on {run.run_id}"
        run.task = self.clock.spawn(self._until_it_ends(conversation, work), name)

    def stop(self, run_id: str) -> None:
        """As its customer asked, whether it is at work or parked."""
        conversation = self._by_run[run_id]
        conversation.cancel()
        if conversation.is_parked:
            conversation.is_parked = False
            self.begin(conversation, conversation.stop_resting())

    def has(self, user_id: str, request_id: str) -> bool:
        """Whether that customer's request is worked on, in whichever session."""
        return (user_id, request_id) in self._requests

    def tasks(self) -> list["asyncio.Task[Any]"]:
        return [one.run.task for one in self if one.run.task is not None]

    async def _until_it_ends(
        self, conversation: Conversation, work: Coroutine[Any, Any, None]
    ) -> None:
        session, run = conversation.session, conversation.run
        try:
            await work
        finally:
            if not conversation.is_parked:
                self._by_run.pop(run.run_id, None)
            self._requests.discard((session.user_id, run.request_id))
            self.attendance.work_ended(session)
