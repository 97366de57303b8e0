"""Platforms that do not survive a planned restart, or take one request for two."""

from dataclasses import replace
from typing import Any, Final

from support.contract import customer_frames as sent
from support.contract.everyday_events import SessionResumed
from support.contract.vocabulary import CloseCode, ErrorType
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts, ReferencePlatform
from support.simulator.admission import Admission, Admitted, Request
from support.simulator.connection import Connection
from support.simulator.conversation import Conversation
from support.simulator.failure import AgentFailure
from support.simulator.front_desk import FrontDesk
from support.simulator.health import Phase
from support.simulator.parking import Parked
from support.simulator.restart import TakingUp
from support.simulator.run import Run
from support.simulator.session import Session


class TakesNewWork(Admission):
    def admit(self, request: Request) -> Admitted | None:
        self.is_closed = False
        return super().admit(request)


class ClosesAsIfInOrder(Connection):
    async def close(self, code: CloseCode, *how: Any) -> None:
        in_order = code is CloseCode.SERVICE_RESTART
        await super().close(CloseCode.NORMAL_CLOSURE if in_order else code, *how)


class FailsWhatIsUnderWay(Conversation):
    def pause(self) -> None:
        self.recovery.is_last = True
        self.interruption.fail(
            AgentFailure(ErrorType.SERVICE_UNAVAILABLE, "The server is being restarted.")
        )


class ForgetsWhatIsUnderWay(TakingUp):
    def go_on(self, conversation: Conversation, parked: Parked) -> None:
        """Nobody works on it any more."""


class BeginsAgain(TakingUp):
    def go_on(self, conversation: Conversation, parked: Parked) -> None:
        conversation.run.finished.clear()
        super().go_on(conversation, parked)


class HurriesAfterARestart(TakingUp):
    def go_on(self, conversation: Conversation, parked: Parked) -> None:
        super().go_on(conversation, replace(parked, due_ns=0 if parked.due_ns else None))


class RestartsAtOnce(ReferencePlatform):
    """Sends everybody away at once, whatever is under way."""

    async def shut_down(self) -> None:
        self.phase = Phase.DRAINING
        await self.gateway.send_everybody_away(1)


class RestartsInItsOwnTime(ReferencePlatform):
    async def shut_down(self) -> None:
        await self.clock.sleep(15)
        await super().shut_down()


class TakesEachForANewOne(FrontDesk):
    def ask(self, session: Session, asked: sent.Ask) -> None:
        known = session.runs.get(asked.request_id)
        if known is not None and self.is_taken_for_new(session, known):
            del session.runs[asked.request_id]
            session.runs[f"{asked.request_id}, before"] = known
            self.under_way._requests.discard((session.user_id, asked.request_id))
        super().ask(session, asked)

    def is_taken_for_new(self, session: Session, known: Run) -> bool:
        return True


class TakesItForANewOneOnceItHasEnded(TakesEachForANewOne):
    def is_taken_for_new(self, session: Session, known: Run) -> bool:
        return not known.is_running


class TakesItForANewOneAfterAReturn(TakesEachForANewOne):
    def is_taken_for_new(self, session: Session, known: Run) -> bool:
        return any(isinstance(one.event, SessionResumed) for one in session.kept)


class TakesTheThirdForANewOne(TakesEachForANewOne):
    sent = 0

    def is_taken_for_new(self, session: Session, known: Run) -> bool:
        self.sent += 1
        return self.sent == 2


class KnowsItInOneSessionOnly(FrontDesk):
    def ask(self, session: Session, asked: sent.Ask) -> None:
        self.under_way._requests.discard((session.user_id, asked.request_id))
        super().ask(session, asked)


class TakesItForANewOneAfterItsRestart(TakesEachForANewOne):
    def is_taken_for_new(self, session: Session, known: Run) -> bool:
        return known.task is None


class TakesTheSameWordsForTheSame(FrontDesk):
    def ask(self, session: Session, asked: sent.Ask) -> None:
        if all(run.text != asked.text for run in session.runs.values()):
            super().ask(session, asked)


_S: Final = Saboteur
SABOTEURS: Final[tuple[Saboteur, ...]] = (
    _S(
        "takes new work while it restarts",
        "CON-5",
        "was told of request_rejected 0 times",
        Parts(admission=TakesNewWork),
    ),
    _S(
        "closes for a restart as if in order",
        "CON-5",
        "how Maya's line was closed",
        Parts(connection=ClosesAsIfInOrder),
    ),
    _S(
        "fails what is under way",
        "CON-5",
        "Maya's answer",
        Parts(conversation=FailsWhatIsUnderWay),
    ),
    _S("forgets what is under way", "CON-5", "never ended", Parts(taking_up=ForgetsWhatIsUnderWay)),
    _S(
        "begins again after a restart",
        "CON-5",
        "how often other steps were done than once",
        Parts(taking_up=BeginsAgain),
    ),
    _S(
        "hurries after a restart",
        "CON-5",
        "the provider was asked again after",
        Parts(taking_up=HurriesAfterARestart),
    ),
    _S("restarts at once", "CON-5", "Maya's answer", platform=RestartsAtOnce),
    _S(
        "restarts in its own time",
        "CON-5",
        "seconds that the restart took",
        platform=RestartsInItsOwnTime,
    ),
    _S(
        "works twice on what is sent twice",
        "CON-6",
        "the same request is the same run",
        Parts(front_desk=TakesEachForANewOne),
    ),
    _S(
        "works again on what has ended",
        "CON-6",
        "the same request is the same run",
        Parts(front_desk=TakesItForANewOneOnceItHasEnded),
    ),
    _S(
        "works again after a return",
        "CON-6",
        "the same request is the same run",
        Parts(front_desk=TakesItForANewOneAfterAReturn),
    ),
    _S(
        "works on the third sending",
        "CON-6",
        "the same request is the same run",
        Parts(front_desk=TakesTheThirdForANewOne),
    ),
    _S(
        "works again in another session",
        "CON-6",
        "the same request is the same run",
        Parts(front_desk=KnowsItInOneSessionOnly),
    ),
    _S(
        "works again after its restart",
        "CON-6",
        "the same request is the same run",
        Parts(front_desk=TakesItForANewOneAfterItsRestart),
    ),
    _S(
        "takes the same words for the same request",
        "CON-6",
        "never ended",
        Parts(front_desk=TakesTheSameWordsForTheSame),
    ),
)
