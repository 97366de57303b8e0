"""One SQLite file and one connection to it: writes whole or not at all, at once or not at all."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from support.clock import Clock
from support.simulator.injection import AgentFailureSimulator, Injection
from support.simulator.observation import Observation, Observer, nobody_watches
from support.simulator.store.faults import BRINGS_ABOUT, STORE, Predicament
from support.simulator.store.schema import ON_EVERY_CONNECTION, Statement, new_file

T = TypeVar("T")


class DatabaseRefused(Exception):  # noqa: N818 - it refused, whatever the reason
    """The file or SQLite refused. `busy`: somebody else writes, and waiting may help."""

    def __init__(self, busy: bool) -> None:
        super().__init__("The database refused.")
        self.busy = busy


class Database:
    """`boot` is how often the file was opened for a server, this time included.

    Never waits. Raises DatabaseRefused for whatever the file or SQLite refuses.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock,
        faults: AgentFailureSimulator,
        observer: Observer = nobody_watches,
    ) -> None:
        self.is_new = not path.exists()
        self._path = path
        self._clock = clock
        self._faults = faults
        self._observer = observer
        self._calls = 0
        self._in_force: Injection | None = None
        self._predicament: Predicament | None = None
        if self.is_new:
            path.write_bytes(new_file())
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(ON_EVERY_CONNECTION)
        self.boot = 1 if self.is_new else self._count_boots()
        self._file = path.stat().st_ino

    def write(self, operation: str, statements: Sequence[Statement]) -> None:
        """One transaction; it outlives the process once this returns."""

        def transaction(connection: sqlite3.Connection) -> None:
            with connection:
                if len(statements) > 1:
                    connection.execute("BEGIN IMMEDIATE")
                for statement in statements:
                    connection.execute(*statement)

        self._do(operation, transaction)

    def read(self, operation: str, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        return self._do(operation, lambda c: c.execute(query, parameters).fetchall())

    def close(self) -> None:
        self._set_right()
        self._connection.close()

    def _count_boots(self) -> int:
        (boots,) = self._connection.execute("PRAGMA user_version").fetchone()
        self._connection.execute(f"PRAGMA user_version = {boots + 1}")
        return int(boots) + 1

    def _do(self, operation: str, work: Callable[[sqlite3.Connection], T]) -> T:
        self._calls += 1
        injection = self._still_in_force() or self._faults.planned(STORE, self._calls, operation)
        self._bring_about(injection)
        try:
            self._check_it_is_there()
            return work(self._predicament.connection if self._predicament else self._connection)
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # a mistake of ours, which no waiting mends
        except sqlite3.Error as refused:
            if injection is not None:
                self._leave_receipt(injection, operation)
            raise DatabaseRefused(_is_busy(refused)) from refused

    def _check_it_is_there(self) -> None:
        """SQLite would go on writing to a file that was moved away, where nobody looks for it."""
        try:
            there = os.stat(self._path).st_ino == self._file  # noqa: PTH116 - before every write
        except FileNotFoundError:
            there = False
        if not there:
            raise sqlite3.OperationalError("the database file is no longer where it was")

    def _still_in_force(self) -> Injection | None:
        """What has happened to the file concerns every operation, whichever it began with."""
        injection = self._in_force
        stays = injection is not None and injection.takes(STORE, self._calls, injection.step or "")
        return injection if stays else None

    def _bring_about(self, injection: Injection | None) -> None:
        if injection is self._in_force:
            return
        self._set_right()
        if injection is not None:
            self._predicament = BRINGS_ABOUT[injection.fault](self._path, self._connection)
            self._in_force = injection

    def _set_right(self) -> None:
        predicament, self._predicament, self._in_force = self._predicament, None, None
        if predicament is not None:
            predicament.undo()

    def _leave_receipt(self, injection: Injection, operation: str) -> None:
        now = self._clock.now()
        self._faults.touched(injection, STORE, self._calls, operation, now)
        self._observer(
            Observation(now, "fault", "store", None, STORE, injection.fault, failure=True)
        )


def _is_busy(refused: sqlite3.Error) -> bool:
    return getattr(refused, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
