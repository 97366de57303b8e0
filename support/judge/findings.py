"""What was found in a log, kept on disk: there may be as many findings as lines."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from types import TracebackType
from typing import Final, NamedTuple, Self

from support.contract.promises import PROMISES

_ORDER: Final = {promise: number for number, promise in enumerate(PROMISES)}


class Found(NamedTuple):
    """One broken promise. `line` counts from 1; `frame`, from 1, counts the stream's frames.

    `at_end`: it was seen when the stream was over, and `line` is the last one of the stream.
    """

    log: int
    file: int
    line: int
    at_end: bool
    promise: str
    sentence: str
    stream: str
    frame: int | None


class Findings:
    """All that was found, to be gone through in the order of the lines as often as wanted."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("")  # a file of its own, which goes with the connection
        self._rows.execute("PRAGMA cache_size = -512")
        self._rows.execute(
            "CREATE TABLE found (log INTEGER, file INTEGER, line INTEGER, at_end INTEGER, "
            "promise TEXT, sentence TEXT, stream TEXT, frame INTEGER)"
        )
        self.by_promise: Counter[str] = Counter()
        self.by_log: Counter[int] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rows.close()

    def __len__(self) -> int:
        return self.by_promise.total()

    def add(self, found: Found) -> None:
        self.by_promise[found.promise] += 1
        self.by_log[found.log] += 1
        self._rows.execute("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?)", found)

    def __iter__(self) -> Iterator[Found]:
        return self._sorted("", ())

    def of_log(self, log: int) -> Iterator[Found]:
        return self._sorted("WHERE log = ?", (log,))

    def of(self, promise: str, most: int) -> Iterator[Found]:
        """The first of this promise, at most so many."""
        return self._sorted("WHERE promise = ?", (promise,), f"LIMIT {most:d}")

    def broken(self) -> list[str]:
        """The promises that something was found of, in the order of the catalogue."""
        return sorted(self.by_promise, key=_ORDER.__getitem__)

    def _sorted(self, where: str, values: tuple[object, ...], limit: str = "") -> Iterator[Found]:
        rows = self._rows.execute(
            f"SELECT * FROM found {where} ORDER BY log, file, line, at_end, rowid {limit}",  # noqa: S608 - our own words
            values,
        )
        for row in rows:
            log, file, line, at_end, *rest = row
            yield Found(log, file, line, bool(at_end), *rest)
