"""What customers may ask of the platform: to be let in, to have work done, to have it back."""

from collections.abc import Callable
from dataclasses import dataclass

from support.contract import customer_frames as sent
from support.contract import everyday_events as everyday
from support.contract.vocabulary import ProtocolErrorCode
from support.simulator.admission import Admission, Admitted, Request
from support.simulator.attendance import Attendance
from support.simulator.connection import Connection
from support.simulator.conversation import Conversation
from support.simulator.failure import AgentFailure
from support.simulator.frames import RefusedFrame
from support.simulator.identity import TokenVerifier
from support.simulator.notices import Notices
from support.simulator.observation import Observation, Observer
from support.simulator.operators import Operators
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.store import Store
from support.simulator.under_way import UnderWay


@dataclass(eq=False)
class FrontDesk:
    """Answers each frame of a customer. Raises RefusedFrame where it cannot be done."""

    tokens: TokenVerifier
    attendance: Attendance
    admission: Admission
    under_way: UnderWay
    store: Store
    operators: Operators
    observer: Observer
    new_session: Callable[[], Session]
    notices_of: Callable[[Session], Notices]
    conversation_of: Callable[[Session, Run, Admitted], Conversation]

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
        if self.under_way.has(session.user_id, asked.request_id):
            raise RefusedFrame(
                ProtocolErrorCode.UNDER_WAY_ELSEWHERE,
                "This request is under way in another session of yours: come back to that one.",
            )
        notices = self.notices_of(session)
        request = Request(session, asked, notices, notices.locale_for(asked.locale))
        admitted = self.admission.admit(request)
        if admitted is not None:
            self.begin(request, admitted)

    def begin(self, request: Request, admitted: Admitted) -> None:
        """A new run of the session, recorded before anybody works on it."""
        session, asked, *_ = request
        run = Run(
            run_id=session.ids.next("run", session.session_id),
            request_id=asked.request_id,
            text=asked.text,
            locale=request.locale,
        )
        session.runs[run.request_id] = run
        self.store.run(session.session_id, run)
        admitted.providers.tell_level(session)
        conversation = self.conversation_of(session, run, admitted)
        at, name = session.clock.now(), conversation.job.agent.name
        self.observer(Observation(at, "message", "gateway", "agent", name, "starts a run"))
        self.under_way.begin(conversation, conversation.hold())

    def cancel(self, session: Session, asked: sent.Cancel) -> None:
        for run in session.runs.values():
            if run.run_id == asked.run_id:
                if not run.is_running:
                    raise RefusedFrame(ProtocolErrorCode.RUN_HAS_ENDED, "That run has ended.")
                self.under_way.stop(run.run_id)
                return
        raise RefusedFrame(ProtocolErrorCode.UNKNOWN_RUN, "There is no such run in this session.")

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
