"""What is written, as statements: one function for each thing worth remembering."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from support.contract import everyday_events as everyday
from support.contract import failure_events as failing
from support.contract.envelope import Envelope
from support.contract.vocabulary import AttemptStatus, RunState
from support.simulator.run import Run
from support.simulator.store.schema import Statement


def session(session_id: str, user_id: str, token_digest: str) -> Statement:
    return (
        "INSERT OR REPLACE INTO session VALUES (?, ?, ?, NULL, 0)",
        (session_id, user_id, token_digest),
    )


def gaps(session_ids: Collection[str]) -> Iterator[Statement]:
    """Events of these sessions were sent and are lost to the record for ever."""
    for session_id in sorted(session_ids):
        yield "UPDATE session SET has_gap = 1 WHERE session_id = ?", (session_id,)


def session_tokens(session_id: str, digests: str) -> Statement:
    return "UPDATE session SET token_digest = ? WHERE session_id = ?", (digests, session_id)


def session_expiry(session_id: str, expires_at: str | None) -> Statement:
    return (
        "UPDATE session SET expires_at = ? WHERE session_id = ?",
        (expires_at, session_id),
    )


def event(published: Envelope, text: str, buffer: int) -> Iterator[Statement]:
    """The event, what it changes in its run, and the end of what is too old to be replayed.

    Of an event with a resume token only the number is recorded: nothing at rest opens a session.
    """
    session_id, sequence = published.session_id, published.sequence
    kept = None if _holds_a_token(published) else text
    yield "INSERT OR REPLACE INTO event VALUES (?, ?, ?)", (session_id, sequence, kept)
    if sequence > buffer:
        old = (session_id, sequence - buffer)
        yield "DELETE FROM event WHERE session_id = ? AND sequence <= ?", old
    state = _state_after(published)
    if state is not None:
        yield "UPDATE run SET state = ? WHERE run_id = ?", (state, published.run_id)
    match published:
        case failing.RecoveryAttempt(status=AttemptStatus.STARTED, attempt_number=execution):
            begun = (execution, published.run_id)
            yield "UPDATE run SET execution = ? WHERE run_id = ?", begun


def run(session_id: str, asked: Run) -> Statement:
    return (
        "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?, ?, 0, NULL, NULL)",
        (asked.run_id, session_id, asked.request_id, asked.text, asked.locale, asked.state),
    )


def parked(run_id: str, how: str | None) -> Statement:
    return "UPDATE run SET parked = ? WHERE run_id = ?", (how, run_id)


def begun_step(run_id: str, step: str, *, outside_effects: bool) -> Statement:
    return (
        "INSERT OR REPLACE INTO begun_step VALUES (?, ?, ?)",
        (run_id, step, outside_effects),
    )


def finished_step(run_id: str, position: int, step: str, output: str) -> Statement:
    return (
        "INSERT OR REPLACE INTO finished_step VALUES (?, ?, ?, ?)",
        (run_id, position, step, output),
    )


def result(
    result_id: str, run_id: str, user_id: str, steps: Mapping[str, str], expires_at: str
) -> Iterator[Statement]:
    yield "INSERT OR REPLACE INTO result VALUES (?, ?, ?)", (result_id, user_id, expires_at)
    for position, (step, output) in enumerate(steps.items()):
        row = (result_id, position, step, output)
        yield "INSERT OR REPLACE INTO preserved_step VALUES (?, ?, ?, ?)", row
    yield "UPDATE run SET result_id = ? WHERE run_id = ?", (result_id, run_id)


def examination() -> Sequence[Statement]:
    """What shows whether the file takes anything: more than a page of it, which is gone again."""
    name = "examination"
    return (
        ("INSERT INTO event VALUES (?, 0, hex(zeroblob(8192)))", (name,)),
        ("DELETE FROM event WHERE session_id = ?", (name,)),
    )


def forgotten(now: str) -> Iterator[Statement]:
    """The end of all that has expired."""
    yield "DELETE FROM session WHERE expires_at <= ?", (now,)
    yield "DELETE FROM result WHERE expires_at <= ?", (now,)
    for part, whole in (
        ("event", "session"),
        ("run", "session"),
        ("begun_step", "run"),
        ("finished_step", "run"),
        ("preserved_step", "result"),
    ):
        orphans = f"{whole}_id NOT IN (SELECT {whole}_id FROM {whole})"  # noqa: S608 - our tables
        yield f"DELETE FROM {part} WHERE {orphans}", ()  # noqa: S608 - our tables


def _holds_a_token(published: Envelope) -> bool:
    match published:
        case everyday.SessionStarted() | everyday.SessionResumed():
            return published.resume_token is not None
        case _:
            return False


def _state_after(published: Envelope) -> RunState | None:
    match published:
        case everyday.RunCompleted():
            return RunState.COMPLETED
        case everyday.RunCancelled():
            return RunState.CANCELLED
        case failing.AgentErrorEvent(terminal=True):
            return RunState.FAILED
        case _:
            return None
