"""A log in parts, on disk: each stream is whole in one of them.

So one part's streams are in memory at a time, whatever the log mixes, and none is ever put aside
half-judged. What belongs to nobody is judged on the way.
"""

import marshal
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from support.judge.captured import (
    AT_A_TIME,
    LOST,
    RECEIVED,
    SENT,
    Block,
    Captured,
    Plain,
    Usual,
)
from support.judge.told import Place, Tell
from support.validator import WebSocketEventValidator

OF_A_PART: Final = 6_000_000
MOST_PARTS: Final = 1024
_NOBODY: Final = "(nobody's)"

Frame = bytes | Plain
"""What was received, as it stands in the log; where there is more to say of it, all of that."""

Batch = tuple[str, list[int], list[Frame]]
"""Some frames of one stream, in their order: its name, the lines, and the frames."""

Chunk = tuple[int, int]
"""Where some batches of one part begin in the file, and their size."""


class Parts(NamedTuple):
    """`unread` are the lines of which nobody can tell whose they are, in order."""

    path: Path
    chunks: tuple[tuple[Chunk, ...], ...]
    unread: "array[int]"

    def batches(self, part: int) -> Iterator[Batch]:
        with self.path.open("rb") as file:
            for begin, size in self.chunks[part]:
                file.seek(begin)
                yield from marshal.loads(file.read(size))  # noqa: S302 - our own file


class Splitter:
    """Takes a log of so many bytes apart, in so many parts `at_least`."""

    def __init__(self, path: Path, size: int, at_least: int, tell: Tell) -> None:
        self._path = path
        self._file = path.open("wb")
        self._count = min(max(size // OF_A_PART, at_least), MOST_PARTS)
        self._batches: dict[str, Batch] = {}
        self._usual: dict[bytes, Batch] = {}
        self._pending = 0
        self._chunks: list[list[Chunk]] = [[] for _ in range(self._count)]
        self._begin = 0
        self._unread = array("Q")
        self._lone: str | None = None
        self._several = False
        self._nobody = WebSocketEventValidator(all_sessions=False, remembers=False)
        self._tell = tell

    def take(self, block: Block) -> None:
        """What follows of the log."""
        if isinstance(block, Usual):
            self._take_usual(block)
        else:
            for frame in block:
                self._take(frame)
        self._pending += len(block.lines if isinstance(block, Usual) else block)
        if self._pending >= AT_A_TIME:
            self._write()

    def _take_usual(self, block: Usual) -> None:
        known = self._usual.get
        named = zip(block.names, block.lines)  # noqa: B905 - as many of the one as of the other
        for line, (name, text) in enumerate(named, block.first):
            batch = known(name) or self._begun(name)
            batch[1].append(line)
            batch[2].append(text)

    def _begun(self, usual: bytes) -> Batch:
        name = usual.decode("utf-8", "replace")
        if name != self._lone and not self._several:
            self._another(name)
        batch = self._usual[usual] = self._batch(name)
        return batch

    def _batch(self, name: str) -> Batch:
        batch = self._batches.get(name)
        if batch is None:
            batch = self._batches[name] = (name, [], [])
        return batch

    def _take(self, frame: Plain) -> None:
        line, name, text, way, connection, _, file = frame
        if name != self._lone and not self._several:
            name = self._lone if name is None else self._another(name)
        if name is None:
            self._of_nobody(Captured._make(frame))
            return
        batch = self._batch(name)
        batch[1].append(line)
        if isinstance(text, bytes) and way == RECEIVED and not (connection or file):
            batch[2].append(text)
        else:
            batch[2].append(frame)

    def parts(self) -> Parts:
        """The log is over."""
        self._write()
        self._file.close()
        return Parts(self._path, tuple(map(tuple, self._chunks)), self._unread)

    def close(self) -> None:
        self._file.close()

    def _another(self, name: str) -> str:
        """A stream is heard of while there is at most one: is it the first, or the second?"""
        self._several = self._lone is not None
        self._lone = None if self._several else name
        return name

    def _write(self) -> None:
        parts: dict[int, list[Batch]] = {}
        for name, batch in self._batches.items():
            number = crc32(name.encode("utf-8", "replace")) % self._count
            parts.setdefault(number, []).append(batch)
        self._batches.clear()
        self._usual.clear()
        self._pending = 0
        for number, batches in parts.items():
            text = marshal.dumps(batches)
            self._file.write(text)
            self._chunks[number].append((self._begin, len(text)))
            self._begin += len(text)

    def _of_nobody(self, captured: Captured) -> None:
        """Whose it was nobody can tell: every stream has to reckon with it."""
        if captured.way == SENT:
            return
        self._unread.append(captured.line)
        if captured.way == LOST:
            found = self._nobody.too_long(int(captured.frame))
        else:
            found = self._nobody.receive(captured.frame)
        place = Place(captured.file, captured.line, _NOBODY, None)
        for finding in found:
            self._tell(finding, place)
