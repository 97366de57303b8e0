"""Reads the record back, as it is after a crash or a planned restart."""

from collections.abc import Collection

from support.contract.vocabulary import RunState
from support.simulator.store.database import Database
from support.simulator.store.kept import KeptRun, KeptSession, StoredResult


def result(database: Database, result_id: str, user_id: str, now: str) -> StoredResult | None:
    rows = database.read(
        "fetch",
        "SELECT expires_at, step, output FROM result JOIN preserved_step USING (result_id)"
        " WHERE result_id = ? AND user_id = ? AND expires_at > ? ORDER BY position",
        *(result_id, user_id, now),
    )
    steps = {step: output for _, step, output in rows}
    return StoredResult(result_id, steps, rows[0][0]) if rows else None


def sessions(database: Database, with_gaps: Collection[str], now: str) -> list[KeptSession]:
    """Every session that can be resumed, with its events and runs in their order."""
    rows = database.read(
        "restore",
        "SELECT session_id, user_id, token_digest, expires_at, has_gap FROM session"
        " WHERE expires_at IS NULL OR expires_at > ? ORDER BY session_id",
        now,
    )
    found = {
        session_id: KeptSession(
            *(session_id, user_id, token_digest, expires_at),
            whole=not has_gap and session_id not in with_gaps,
        )
        for session_id, user_id, token_digest, expires_at, has_gap in rows
    }
    query = "SELECT session_id, sequence, text FROM event ORDER BY session_id, sequence"
    for session_id, sequence, text in database.read("restore", query):
        if session_id in found:
            found[session_id].events[sequence] = text
    for session_id, run in _runs(database):
        if session_id in found:
            found[session_id].runs.append(run)
    return list(found.values())


def _runs(database: Database) -> list[tuple[str, KeptRun]]:
    rows = database.read(
        "restore",
        "SELECT session_id, run_id, request_id, text, locale, state, execution, result_id, parked"
        " FROM run ORDER BY rowid",
    )
    runs: dict[str, KeptRun] = {}
    sessions = []
    for session_id, *fields in rows:
        run = KeptRun(*fields)
        run.state = RunState(run.state)
        runs[run.run_id] = run
        sessions.append((session_id, run))
    query = "SELECT run_id, step, output FROM finished_step ORDER BY run_id, position"
    for run_id, step, output in database.read("restore", query):
        runs[run_id].finished[step] = output
    query = "SELECT run_id, step, outside_effects FROM begun_step ORDER BY run_id, step"
    for run_id, step, outside_effects in database.read("restore", query):
        if step not in runs[run_id].finished:
            (runs[run_id].unknown if outside_effects else runs[run_id].lost).append(step)
    return sessions
