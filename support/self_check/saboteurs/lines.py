"""Platforms that a slow reader or a dead line makes do the wrong thing."""

from typing import Any, Final

from support.clock import Clock
from support.contract.vocabulary import ErrorType
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.connection import Connection
from support.simulator.failure import AgentFailure
from support.simulator.front_desk import FrontDesk
from support.simulator.heartbeat import Heartbeat
from support.simulator.incident import Incident
from support.simulator.replay import PublishedEvent, ReplayBuffer
from support.simulator.session import Session


def keeping(kind: type[ReplayBuffer]) -> Parts:
    class Keeping(Session):
        def __post_init__(self) -> None:
            super().__post_init__()
            self.kept = kind(self.settings.replay_buffer)

    return Parts(session=Keeping)


class DropsFailures(ReplayBuffer):
    """Makes room for a slow reader by what she needs most."""

    def keep(self, published: PublishedEvent) -> None:
        super().keep(published)
        if len(self) > 3:
            self._failures.events.clear()


class KeepsEverything(ReplayBuffer):
    def __init__(self, most_events: int) -> None:
        super().__init__(most_events, most_bytes=1 << 40)


class CallsASlowReaderAFailure(Connection):
    """Tells whoever it gives up that her run has failed."""

    async def _cut(self) -> None:
        for run in self.session.runs.values():
            failure = AgentFailure(ErrorType.CONNECTION_FAILED, "The customer reads too slowly.")
            incident = Incident.begin(self.session, failure, run.locale, run_id=run.run_id)
            self._desk.notices_of(self.session).agent_error(run, incident, 0)  # type: ignore[attr-defined]
        await super()._cut()


class ImpatientHeartbeat(Heartbeat):
    """Takes nothing but an answer to its question for a sign of life."""

    async def watch(self) -> bool:
        self._socket.when_drained = lambda: None
        return await super().watch()


def beating(kind: type[Heartbeat]) -> Parts:
    class Beating(Connection):
        def __init__(self, socket: Any, desk: Any, clock: Clock, settings: Any) -> None:
            super().__init__(socket, desk, clock, settings)
            self._heartbeat = kind(socket, clock, settings)

    return Parts(connection=Beating)


class NeverAsks(Heartbeat):
    async def watch(self) -> bool:
        await self._clock.signal("nobody").wait()
        return False


class AsksOnceAMinute(Heartbeat):
    def __init__(self, socket: Any, clock: Clock, settings: Any) -> None:
        super().__init__(socket, clock, settings.model_copy(update={"heartbeat_interval": 60.0}))


class AsksOnlyOnce(Heartbeat):
    async def watch(self) -> bool:
        self._timeout = 1e9
        return await super().watch()


class EndsTheRunWithTheLine(FrontDesk):
    def leave(self, session: Session, connection: Connection) -> None:
        super().leave(session, connection)
        for run in session.runs.values():
            if run.is_running:
                self.under_way.stop(run.run_id)


class FailsTheRunWithTheLine(FrontDesk):
    def leave(self, session: Session, connection: Connection) -> None:
        super().leave(session, connection)
        for conversation in self.under_way:
            if conversation.session is session:
                conversation.interruption.fail(
                    AgentFailure(ErrorType.CONNECTION_FAILED, "The customer is gone.")
                )


_S: Final = Saboteur
SABOTEURS: Final[tuple[Saboteur, ...]] = (
    _S(
        "drops failure events for slow readers",
        "CON-3",
        "was not told of each failure",
        keeping(DropsFailures),
    ),
    _S(
        "keeps everything for slow readers",
        "CON-3",
        "KiB that wait for Maya",
        keeping(KeepsEverything),
    ),
    _S(
        "calls a slow reader a failure",
        "CON-3",
        "notices of failures to Maya",
        Parts(connection=CallsASlowReaderAFailure),
    ),
    _S(
        "gives up who reads late",
        "CON-3",
        "Maya was given up",
        beating(ImpatientHeartbeat),
    ),
    _S("never asks who is there", "CON-4", "Maya is still thought to be there", beating(NeverAsks)),
    _S(
        "asks once a minute who is there",
        "CON-4",
        "Maya is still thought to be there",
        beating(AsksOnceAMinute),
    ),
    _S(
        "waits for an answer for ever",
        "CON-4",
        "Maya is still thought to be there",
        beating(AsksOnlyOnce),
    ),
    _S(
        "ends the run with the line",
        "CON-4",
        "what the model was asked to do",
        Parts(front_desk=EndsTheRunWithTheLine),
    ),
    _S(
        "fails the run with the line",
        "CON-4",
        "notices of failures to Maya",
        Parts(front_desk=FailsTheRunWithTheLine),
    ),
)
