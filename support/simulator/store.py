"""Finished work, in a SQLite file: it outlives the run, the connection and the server."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure

_SCHEMA: Final = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA busy_timeout = 0;
CREATE TABLE IF NOT EXISTS result (
    result_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, expires_ns INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS finished_step (
    result_id TEXT NOT NULL REFERENCES result, position INTEGER NOT NULL,
    step TEXT NOT NULL, output TEXT NOT NULL, PRIMARY KEY (result_id, step)
) STRICT;
"""


class StoredResult(NamedTuple):
    """Preserved work; `expires_ns` on the platform's clock."""

    result_id: str
    steps: Mapping[str, str]
    expires_ns: int


class Store:
    """Raises AgentFailure(database_connection_failed) for whatever the file or SQLite refuses."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    async def preserve(
        self, result_id: str, user_id: str, steps: Mapping[str, str], expires_ns: int
    ) -> None:
        """Durable once this returns; kept whole or not at all."""
        rows = [(result_id, n, step, text) for n, (step, text) in enumerate(steps.items())]
        try:
            with self._open() as transaction:
                transaction.execute(
                    "INSERT OR REPLACE INTO result VALUES (?, ?, ?)",
                    (result_id, user_id, expires_ns),
                )
                transaction.executemany(
                    "INSERT OR REPLACE INTO finished_step VALUES (?, ?, ?, ?)", rows
                )
        except sqlite3.Error as refused:
            raise AgentFailure(
                ErrorType.DATABASE_CONNECTION_FAILED, "The store did not take the finished work."
            ) from refused

    async def fetch(self, result_id: str, user_id: str, now_ns: int) -> StoredResult | None:
        """The owner's result while it is kept; None for anybody else, and for none at all."""
        try:
            found = (
                self._open()
                .execute(
                    "SELECT expires_ns FROM result"
                    " WHERE result_id = ? AND user_id = ? AND expires_ns > ?",
                    (result_id, user_id, now_ns),
                )
                .fetchone()
            )
            steps = (
                self._open()
                .execute(
                    "SELECT step, output FROM finished_step WHERE result_id = ? ORDER BY position",
                    (result_id,),
                )
                .fetchall()
            )
        except sqlite3.Error as refused:
            raise AgentFailure(
                ErrorType.DATABASE_CONNECTION_FAILED, "The store did not give the work back."
            ) from refused
        return StoredResult(result_id, dict(steps), found[0]) if found else None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            connection = sqlite3.connect(self._path)
            connection.executescript(_SCHEMA)
            self._connection = connection
        return self._connection
