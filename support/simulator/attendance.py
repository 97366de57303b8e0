"""Who is connected to which session, who comes back, and when a session is over."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

from support.clock import Clock, to_ns
from support.contract import customer_frames as sent
from support.contract import everyday_events as everyday
from support.contract.vocabulary import ProtocolErrorCode
from support.simulator.frames import RefusedFrame
from support.simulator.observation import Observation, Observer
from support.simulator.session import Session

_NOT_YOURS: Final = "There is no such session for you to come back to, or it is over."
_NOT_SENT: Final = "You cannot have seen an event that was not sent yet."


class Visitor(Protocol):
    """A connection that is on a session."""

    def displace(self) -> None:
        """A newer connection took the session over."""


class Attendance:
    """One visitor a session at most. A session that nobody visits for `window` seconds is over."""

    def __init__(
        self, sessions: dict[str, Session], clock: Clock, window: float, observer: Observer
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._window = window
        self._observer = observer
        self._visitors: dict[str, Visitor] = {}
        self._call_off: dict[str, Callable[[], None]] = {}

    def open(self, session: Session, visitor: Visitor) -> None:
        self._sessions[session.session_id] = session
        self._visitors[session.session_id] = visitor
        session.publish(
            everyday.SessionStarted,
            resume_token=session.resume_tokens.first,
            expires_at=self._clock.timestamp(self._window_ends_ns()),
        )

    def resume(self, asked: sent.Resume, fresh: Session, visitor: Visitor) -> Session:
        """The session that the visitor may come back to, in place of the fresh one.

        Its older connection is displaced. Where its record has gaps, the fresh one it is, with a
        gap told in it. Raises RefusedFrame, with the same words for a session that never was, that
        is somebody else's or that is over: nobody learns which.
        """
        session = self._sessions.get(asked.session_id)
        if (
            session is None
            or session is fresh
            or session.is_over
            or session.user_id != fresh.user_id
            or not session.opens_with(asked.resume_token)
        ):
            raise RefusedFrame(ProtocolErrorCode.RESUME_REFUSED, _NOT_YOURS)
        if not session.is_whole:
            self._forget(session)
            fresh.take_over(session, asked.last_sequence)
            return fresh
        if asked.last_sequence > session.last_sequence:
            raise RefusedFrame(ProtocolErrorCode.RESUME_REFUSED, _NOT_SENT)
        self._forget(fresh)
        self._take(session, visitor)
        return session

    def wait_for(self, session: Session, until: datetime | None = None) -> None:
        """Nobody is there: the session is over then, or once the window has passed."""
        self._sessions[session.session_id] = session
        over_ns = self._window_ends_ns()
        if until is not None:
            over_ns = self._clock.now_ns() + to_ns(self._clock.seconds_until(until))
        session.expires(self._clock.timestamp(over_ns))
        self._call_off[session.session_id] = self._clock.call_at(
            over_ns, lambda: self._over(session)
        )

    def leave(self, session: Session, visitor: Visitor) -> None:
        """The connection is over; the session waits for its customer's return."""
        if self._visitors.get(session.session_id) is not visitor:
            return
        del self._visitors[session.session_id]
        self._observe(session, "is away")
        self.wait_for(session)

    def work_ended(self, session: Session) -> None:
        """A run of the session has ended; nobody needs a session that is over and without work."""
        if session.is_over and not session.has_work:
            self._sessions.pop(session.session_id, None)

    def _take(self, session: Session, visitor: Visitor) -> None:
        older = self._visitors.get(session.session_id)
        self._visitors[session.session_id] = visitor
        self._call_off.pop(session.session_id, _nothing)()
        session.expires(None)
        if older is not None:
            older.displace()
        self._observe(session, "is back" if older is None else "is here on a newer connection")
        session.publish(
            everyday.SessionResumed,
            resume_token=session.offer_token(),
            expires_at=self._clock.timestamp(self._window_ends_ns()),
        )

    def _over(self, session: Session) -> None:
        self._call_off.pop(session.session_id, None)
        session.is_over = True
        self._observe(session, "did not come back in time")
        self.work_ended(session)

    def _forget(self, session: Session) -> None:
        self._visitors.pop(session.session_id, None)
        self._sessions.pop(session.session_id, None)
        self._call_off.pop(session.session_id, _nothing)()
        session.expires(self._clock.timestamp())

    def _window_ends_ns(self) -> int:
        return self._clock.now_ns() + to_ns(self._window)

    def _observe(self, session: Session, what: str) -> None:
        at = self._clock.now()
        self._observer(Observation(at, "state", "gateway", None, session.user_id, what))


def _nothing() -> None:
    """What is called off where nothing was to come."""
