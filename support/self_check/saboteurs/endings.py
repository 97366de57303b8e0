"""Saboteurs of NSF: endings that are missing, double, or look like success."""

from collections.abc import AsyncGenerator
from typing import Any, Final

from support.contract import everyday_events as everyday
from support.contract.customer_frames import Ask
from support.contract.vocabulary import ErrorType, RunState
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.conversation import Conversation
from support.simulator.failure import AgentFailure
from support.simulator.front_desk import FrontDesk
from support.simulator.incident import Incident
from support.simulator.model.client import ModelReader, Piece, Words
from support.simulator.model.sse import ServerSentEvent
from support.simulator.recovery import Ended, Recovery
from support.simulator.resources import Cleanup, Resources
from support.simulator.restart import TakingUp
from support.simulator.session import Session
from support.simulator.store import KeptSession


class Swallows(Recovery):
    async def see_to(self, ended: Ended) -> None:
        await self.clean_up(ended.resources)


class SwallowsTheWaitersStop(Recovery):
    async def after_stop(
        self,
        number: int,
        resources: Resources | None,
        *,
        announced: bool = True,
        released: Cleanup | None = None,
    ) -> None:
        if resources is not None:
            await super().after_stop(number, resources, announced=announced, released=released)


class EndsTwice(Conversation):
    def completed(self) -> None:
        super().completed()
        self.session.publish(everyday.RunCompleted, run_id=self.run.run_id)


class FailsTwice(Recovery):
    def tell_error(self, incident: Incident, number: int) -> None:
        super().tell_error(incident, number)
        if not incident.will_retry:
            super().tell_error(incident, number)


class OverlooksTheSecond(FrontDesk):
    def ask(self, session: Session, asked: Ask) -> None:
        if not session.runs:
            super().ask(session, asked)


class TakesHalfForWhole(ModelReader):
    async def pieces(self) -> AsyncGenerator[Piece, None]:
        try:
            async for piece in super().pieces():
                yield piece
        except AgentFailure as failure:
            if failure.error_type is not ErrorType.RESPONSE_TRUNCATED or not self._may_pass():
                raise

    def _may_pass(self) -> bool:
        return True


class TakesHalfFromTheSecond(TakesHalfForWhole):
    def _may_pass(self) -> bool:
        return self._provider != "primary"


class TakesLengthForTheEnd(ModelReader):
    def _check_ending(self, answer: Any) -> None:
        if answer.finish_reason != "length":
            super()._check_ending(answer)


class TakesAnyPageForAnAnswer(ModelReader):
    def _whole(self, body: bytes) -> Piece:
        return Words(body.decode(errors="replace") or "Nothing.")


class PassesOverErrorsInside(ModelReader):
    def _take(self, answer: Any, sent: ServerSentEvent) -> str | None:
        try:
            return super()._take(answer, sent)
        except AgentFailure as failure:
            if failure.error_type is not ErrorType.SERVICE_UNAVAILABLE:
                raise
            answer.terminated, answer.finish_reason = True, "stop"
            return None


class ApologisesInTheAnswer(Recovery):
    def tell_error(self, incident: Incident, number: int) -> None:
        self.job.session.publish(
            everyday.AgentOutput,
            run_id=self.job.run.run_id,
            step=self.job.run.in_work or "answer",
            text="Sorry, something went wrong.",
        )
        super().tell_error(incident, number)


class SucceedsAfterAll(Recovery):
    def tell_error(self, incident: Incident, number: int) -> None:
        super().tell_error(incident, number)
        if not incident.will_retry:
            self.job.session.publish(everyday.RunCompleted, run_id=self.job.run.run_id)


class LeavesWhatTheCrashCutOff(TakingUp):
    async def runs(self, kept: KeptSession, session: Session) -> None:
        for run in session.runs.values():
            run.state = RunState.FAILED


class TellsTheCrashToNobody(TakingUp):
    def restored(self, kept: KeptSession) -> Session:
        kept.runs = [run for run in kept.runs if run.state is not RunState.RUNNING]
        return super().restored(kept)


SABOTEURS: Final = (
    Saboteur("swallows the exception", "NSF-1", "never ended", Parts(recovery=Swallows)),
    Saboteur(
        "never ends what is stopped between two attempts",
        "NSF-1",
        "never ended",
        Parts(recovery=SwallowsTheWaitersStop),
    ),
    Saboteur("ends a good request twice", "NSF-1", "ended twice", Parts(conversation=EndsTwice)),
    Saboteur("fails a request twice", "NSF-1", "ended twice", Parts(recovery=FailsTwice)),
    Saboteur(
        "overlooks a customer's second request",
        "NSF-1",
        "never ended",
        Parts(front_desk=OverlooksTheSecond),
    ),
    Saboteur(
        "truncates and reports success",
        "NSF-2",
        "never told of the failure 'response_truncated'",
        Parts(reader=TakesHalfForWhole),
    ),
    Saboteur(
        "truncates and reports success with the second assistant",
        "NSF-2",
        "never told of the failure 'response_truncated'",
        Parts(reader=TakesHalfFromTheSecond),
    ),
    Saboteur(
        "takes the length limit for the end of the answer",
        "NSF-2",
        "response_truncated",
        Parts(reader=TakesLengthForTheEnd),
    ),
    Saboteur(
        "takes a web page for an answer",
        "NSF-2",
        "invalid_response_format",
        Parts(reader=TakesAnyPageForAnAnswer),
    ),
    Saboteur(
        "passes over an error inside an answer",
        "NSF-2",
        "service_unavailable",
        Parts(reader=PassesOverErrorsInside),
    ),
    Saboteur(
        "apologises in the answer",
        "NSF-2",
        "was shown what is no answer",
        Parts(recovery=ApologisesInTheAnswer),
    ),
    Saboteur(
        "succeeds after the final failure",
        "NSF-2",
        "had ended by",
        Parts(recovery=SucceedsAfterAll),
    ),
    Saboteur(
        "leaves hanging what the crash cut off",
        "NSF-5",
        "what Maya was told on her return",
        Parts(taking_up=LeavesWhatTheCrashCutOff),
    ),
    Saboteur(
        "has forgotten what the crash cut off",
        "NSF-5",
        "what Maya was told on her return",
        Parts(taking_up=TellsTheCrashToNobody),
    ),
)
