"""What a customer must remember to come back: the session, the token and the last number."""

from support.contract.customer_frames import Resume
from support.customer.log import EventLog


def way_back(log: EventLog) -> Resume | None:
    """The frame that resumes the newest session in the log; None where there is none.

    The newest token counts, and the last number, which for a gap is the last one lost.
    """
    welcomes = log.of("session_started", "session_resumed")
    if not welcomes:
        return None
    session_id = welcomes[-1]["session_id"]
    tokens = [e["resume_token"] for e in welcomes if e["session_id"] == session_id]
    numbers = [e["sequence"] for e in log if e["session_id"] == session_id]
    return Resume(
        type="resume",
        session_id=session_id,
        resume_token=[token for token in tokens if token][-1],
        last_sequence=max(numbers),
    )
