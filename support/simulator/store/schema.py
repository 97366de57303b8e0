"""The tables of the record.

`synchronous = OFF`: what is committed is with the operating system, so it survives SIGKILL and any
crash of ours, but not a power cut. That is the promise (KEEP-2), and it saves every fsync. Pages
are small because almost every commit is one event.
"""

import sqlite3
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Final

Statement = tuple[str, tuple[Any, ...]]

ON_EVERY_CONNECTION: Final = """
PRAGMA synchronous = OFF;
PRAGMA busy_timeout = 0;
"""

_NEW_FILE: Final = """
PRAGMA page_size = 512;
PRAGMA journal_mode = WAL;
PRAGMA user_version = 1;
BEGIN;
CREATE TABLE session (
    session_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, token_digest TEXT NOT NULL,
    expires_at TEXT, has_gap INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
    session_id TEXT NOT NULL, sequence INTEGER NOT NULL, text TEXT,
    PRIMARY KEY (session_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE run (
    run_id TEXT PRIMARY KEY, session_id TEXT NOT NULL, request_id TEXT NOT NULL,
    text TEXT NOT NULL, locale TEXT NOT NULL, state TEXT NOT NULL, execution INTEGER NOT NULL,
    result_id TEXT, parked TEXT
) STRICT;
CREATE TABLE begun_step (
    run_id TEXT NOT NULL, step TEXT NOT NULL, outside_effects INTEGER NOT NULL,
    PRIMARY KEY (run_id, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE finished_step (
    run_id TEXT NOT NULL, position INTEGER NOT NULL, step TEXT NOT NULL, output TEXT NOT NULL,
    PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE result (
    result_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE preserved_step (
    result_id TEXT NOT NULL, position INTEGER NOT NULL, step TEXT NOT NULL, output TEXT NOT NULL,
    PRIMARY KEY (result_id, position)
) STRICT, WITHOUT ROWID;
COMMIT;
"""


@cache
def new_file() -> bytes:
    """An empty record. Made once, because copying it takes a tenth of the time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite"
        connection = sqlite3.connect(path, isolation_level=None)
        connection.executescript(ON_EVERY_CONNECTION + _NEW_FILE)
        connection.close()
        return path.read_bytes()
