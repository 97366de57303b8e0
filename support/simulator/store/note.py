"""What the store had to send away unrecorded: noted beside it, in a file, until it is recorded.

After a kill the note tells whose record has gaps, and of whom the record does not know at all.
"""

import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from support.simulator.operators import Operators
from support.simulator.store.schema import Statement


class Noted(NamedTuple):
    """Sessions with events that were sent and not recorded; sessions and runs to be recorded."""

    sessions: frozenset[str] = frozenset()
    identities: tuple[Statement, ...] = ()


class Note:
    """The file is there only while something is not recorded."""

    def __init__(self, path: Path, operators: Operators) -> None:
        self._path = path
        self._operators = operators
        self._noted = Noted()

    def read(self) -> Noted:
        """What an earlier server noted."""
        if not self._path.exists():
            return Noted()
        told = json.loads(self._path.read_text(encoding="utf-8"))
        identities = tuple((sql, tuple(values)) for sql, values in told["identities"])
        self._noted = Noted(frozenset(told["sessions"]), identities)
        return self._noted

    def write(self, sessions: Collection[str], identities: Sequence[Statement]) -> None:
        noted = Noted(self._noted.sessions.union(sessions), tuple(identities))
        if noted == self._noted:
            return
        self._noted = noted
        told = {"sessions": sorted(noted.sessions), "identities": noted.identities}
        try:
            self._path.write_text(json.dumps(told), encoding="utf-8")
        except OSError as refused:
            self._operators.tell("what is not recorded could not be noted either", refused)

    def remove(self) -> None:
        if self._noted.sessions:
            self._noted = Noted()
            self._path.unlink(missing_ok=True)
