"""What happens to database files, done to ours: each is a real cause, and SQLite's own refusal."""

import sqlite3
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

STORE: Final = "store"
"""The name of the port at which these faults are planned."""
_NO_LIMIT: Final = 2**30


class StoreFault(StrEnum):
    """Named by what an operator would find."""

    LOCKED = "are locked by somebody else"
    READ_ONLY = "can only be read"
    FULL = "have no room left"
    GONE = "are gone"


class Predicament(NamedTuple):
    """What was done: the connection to use meanwhile, and how to make it good."""

    connection: sqlite3.Connection
    undo: Callable[[], object]


def _locked(path: Path, connection: sqlite3.Connection) -> Predicament:
    somebody_else = sqlite3.connect(path, isolation_level=None)
    somebody_else.execute("BEGIN IMMEDIATE")
    return Predicament(connection, somebody_else.close)


def _read_only(path: Path, connection: sqlite3.Connection) -> Predicament:
    reader = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    return Predicament(reader, reader.close)


def _full(_: Path, connection: sqlite3.Connection) -> Predicament:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    return Predicament(
        connection, lambda: connection.execute(f"PRAGMA max_page_count = {_NO_LIMIT}")
    )


def _gone(path: Path, connection: sqlite3.Connection) -> Predicament:
    elsewhere = path.rename(path.with_name(f"{path.name}.moved"))
    return Predicament(connection, lambda: elsewhere.rename(path))


BRINGS_ABOUT: Final[Mapping[str, Callable[[Path, sqlite3.Connection], Predicament]]] = {
    StoreFault.LOCKED: _locked,
    StoreFault.READ_ONLY: _read_only,
    StoreFault.FULL: _full,
    StoreFault.GONE: _gone,
}
