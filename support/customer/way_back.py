"""What a customer must remember to come back: the session, the token and the last number."""

import json
from collections.abc import Iterable
from typing import Protocol

from support.contract.customer_frames import Resume
from support.customer.log import EventLog


class FrameSent(Protocol):
    """A frame that the customer sent, and on which connection."""

    @property
    def connection(self) -> int: ...
    @property
    def raw(self) -> str | bytes: ...


def way_back(
    log: EventLog, sent: Iterable[FrameSent], session_id: str | None = None
) -> Resume | None:
    """The frame that resumes a session, the one that the customer is in where none is named.

    The newest token counts, and the last number, which for a gap is the last one lost. None where
    there is no session. What is no number, or no token, a broken platform has sent: it is left to
    those who judge the log.
    """
    wanted = session_id or _current(log, sent)
    events = [event for event in log if event["session_id"] == wanted]
    tokens = [token for event in events if isinstance(token := event["resume_token"], str)]
    numbers = [number for event in events if isinstance(number := event["sequence"], int)]
    if not isinstance(wanted, str) or not tokens:
        return None
    return Resume(
        type="resume",
        session_id=wanted,
        resume_token=tokens[-1],
        last_sequence=max(numbers, default=0),
    )


def _current(log: EventLog, sent: Iterable[FrameSent]) -> str | None:
    """A connection that asked for an earlier session is in it, unless that was refused."""
    refused = {e.connection for e in log.of("protocol_error") if e["code"] == "resume_refused"}
    sessions = {event.connection: event["session_id"] for event in log.of("session_started")}
    for frame in sent:
        if frame.connection not in refused and _is_resume(frame.raw):
            sessions[frame.connection] = json.loads(frame.raw)["session_id"]
    return sessions[max(sessions)] if sessions else None


def _is_resume(frame: str | bytes) -> bool:
    return isinstance(frame, str) and frame.startswith('{"type":"resume"')
