"""Which sessions were sent events that the store had refused: noted beside it, in a file."""

import logging
from collections.abc import Collection
from pathlib import Path

_log = logging.getLogger(__name__)


class Gaps:
    """The note is there only while something is not recorded; after a kill it tells of the gap."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._noted: frozenset[str] = self._read()

    def sessions(self) -> frozenset[str]:
        return self._noted

    def note(self, sessions: Collection[str]) -> None:
        noted = self._noted.union(sessions)
        if noted != self._noted:
            self._noted = noted
            try:
                self._path.write_text("\n".join(sorted(noted)), encoding="utf-8")
            except OSError:
                _log.exception("what is not recorded could not be noted either")

    def closed(self) -> None:
        if self._noted:
            self._noted = frozenset()
            self._path.unlink(missing_ok=True)

    def _read(self) -> frozenset[str]:
        if not self._path.exists():
            return frozenset()
        return frozenset(self._path.read_text(encoding="utf-8").split())
