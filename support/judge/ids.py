"""EVT-2 over a whole log: an event id names one event, however far apart two of them stand.

Within a stream the validator sees to it. Of each stream the hashes of its ids go to disk, sorted,
a window of them at a time; as floats, which are sorted in a third of the time. In the end all
windows are compared, and where two hold the same hash, the events are read again. So the answer is
exact, and memory does not grow.
"""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from math import inf
from pathlib import Path
from typing import Any, Final, NamedTuple

from support.judge.captured import SENT
from support.judge.spill import Frame, Parts
from support.validator.parsing import UnreadableError
from support.validator.schema import read_exact, read_text
from support.validator.sequence import Place, Places

MOST_IN_MEMORY: Final = 1 << 15
_RANGES: Final = 16
_BOUNDS: Final = [float((number << 64) // _RANGES - (1 << 63)) for number in range(_RANGES)] + [inf]
_OF_ONE: Final = 8
_FORGOTTEN: Final = (
    "CREATE TABLE told (stream TEXT, id TEXT, session TEXT, sequence INTEGER, "
    "PRIMARY KEY (stream, id)) WITHOUT ROWID"
)


class Noted(NamedTuple):
    """An event that was told with an id: `at` is its file, its line, and its frame.

    `window` counts the windows of its stream before it.
    """

    event_id: str
    place: Place
    kind: str
    at: tuple[int, int, int]
    stream: str
    window: int


class SecondUse(NamedTuple):
    """An event whose id was that of another before it. `shown`: the id as it may be repeated."""

    second: Noted
    first: Noted
    shown: str


class Window(NamedTuple):
    """The hashes of some ids of a part: so many numbers in order, from `begin` of a file on.

    `ranges` says where among them each range of hashes begins.
    """

    path: Path
    part: int
    begin: int
    ranges: tuple[int, ...]

    def of_range(self, number: int) -> "array[float]":
        begin, end = self.ranges[number], self.ranges[number + 1]
        found = array("d")
        with self.path.open("rb") as file:
            file.seek(self.begin + begin * _OF_ONE)
            found.frombytes(file.read((end - begin) * _OF_ONE))
        return found


class Written(NamedTuple):
    """All that was noted. `forgotten` says after which frames a stream was relieved of its ids.

    `hidden` are ids that hold a secret, as a sentence may repeat them.
    """

    windows: list[Window]
    forgotten: dict[str, list[int]]
    hidden: dict[str, str]


class PlacesOfAStream(Places):
    """What it forgot is on disk, for whoever asks for it."""

    def __init__(self, stream: str, ids: "IdsOnDisk") -> None:
        super().__init__()
        self._stream = stream
        self._ids = ids

    def earlier(self, event_id: str, place: Place) -> bool:
        return self._ids.was_told(self._stream, event_id, place)


class IdsOnDisk:
    """What was noted of the streams of a part, and of the parts before it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._hashes: list[float] = []
        self._forgotten: sqlite3.Connection | None = None
        self.written = Written([], {}, {})

    def close(self) -> None:
        self._file.close()
        if self._forgotten is not None:
            self._forgotten.close()

    def take(self, places: Places) -> None:
        """All that a stream knows: it is over, or forgets it."""
        self._hashes.extend(map(float, map(hash, places.known)))

    def forget(self, part: int, stream: str, frames: int, places: Places) -> None:
        """A stream has told so much that not all of it is remembered."""
        self.take(places)
        self.write(part)
        if self._forgotten is None:
            self._forgotten = sqlite3.connect("")  # a file of its own, which goes with it
            self._forgotten.execute(_FORGOTTEN)
        rows = ((stream, name, *place) for name, place in places.known.items())
        self._forgotten.executemany("INSERT OR IGNORE INTO told VALUES (?, ?, ?, ?)", rows)
        places.known.clear()
        places.forgot = True
        self.written.forgotten.setdefault(stream, []).append(frames)

    def hide(self, frame: str | bytes, tellable: Callable[[str], str]) -> None:
        """A secret is in this frame: in its id, perhaps."""
        try:
            event_id = _read(frame).event_id
        except UnreadableError:
            return
        if isinstance(event_id, str) and (shown := tellable(event_id)) != event_id:
            self.written.hidden[event_id] = shown

    def write(self, part: int) -> None:
        """The part is over, or what was taken is much."""
        if not self._hashes:
            return
        hashes = array("d", sorted(self._hashes))
        self._hashes.clear()
        begin = self._file.tell()
        hashes.tofile(self._file)
        self._file.flush()
        ranges = tuple(bisect_left(hashes, bound) for bound in _BOUNDS)
        self.written.windows.append(Window(self._path, part, begin, ranges))

    def was_told(self, stream: str, event_id: str, place: Place) -> bool:
        """Whether the stream told this very event, which it forgot."""
        if self._forgotten is None:
            return False
        row = self._forgotten.execute(
            "SELECT session, sequence FROM told WHERE stream = ? AND id = ?", (stream, event_id)
        ).fetchone()
        return bool(row == place)


def used_twice(written: Sequence[Written], parts: Parts) -> Iterator[SecondUse]:
    """Each event whose id an event before it in the log had, and that no validator told of.

    What several processes wrote may be compared, where their hashes have one seed.
    """
    windows = [window for one in written for window in one.windows]
    forgotten = {name: at for one in written for name, at in one.forgotten.items()}
    hidden = {name: shown for one in written for name, shown in one.hidden.items()}
    for number in range(_RANGES):
        in_range = [window.of_range(number) for window in windows]
        count = sum(map(len, in_range))
        if len(set(chain.from_iterable(in_range))) == count:
            continue
        hashes = _repeated(chain.from_iterable(in_range))
        concerned = sorted(
            {
                window.part
                for window, found in zip(windows, in_range, strict=True)
                if not hashes.isdisjoint(found)
            }
        )
        for second, first in _compared(parts, concerned, hashes, forgotten):
            yield SecondUse(second, first, hidden.get(second.event_id, second.event_id))


def _compared(
    parts: Parts, concerned: Sequence[int], hashes: set[float], forgotten: dict[str, list[int]]
) -> Iterator[tuple[Noted, Noted]]:
    """The first of each window of each stream, beside the first of all."""
    first: dict[str, Noted] = {}
    for part in concerned:
        for noted in noted_in(parts, part, hashes, forgotten):
            known = first.setdefault(noted.event_id, noted)
            if noted.at < known.at:
                first[noted.event_id] = noted
    for part in concerned:
        seen: set[tuple[str, str, int]] = set()
        for noted in noted_in(parts, part, hashes, forgotten):
            known = first[noted.event_id]
            window = (noted.event_id, noted.stream, noted.window)
            if window not in seen and known.place != noted.place:
                yield noted, known
            seen.add(window)


def noted_in(
    parts: Parts, part: int, hashes: set[float], forgotten: dict[str, list[int]]
) -> Iterator[Noted]:
    """The events of a part whose ids have one of these hashes, read again."""
    counts: dict[str, int] = {}
    for stream, lines, frames in parts.batches(part):
        count = counts.get(stream, 0)
        ends = forgotten.get(stream, ())
        for line, frame in zip(lines, frames, strict=True):
            text, way, file = _parted(frame)
            count += way != SENT
            event = _read_or_none(text)
            event_id = None if event is None else event.event_id
            if isinstance(event_id, str) and float(hash(event_id)) in hashes:
                place = (event.session_id, event.sequence)
                window = bisect_left(ends, count)
                yield Noted(event_id, place, event.type, (file, line, count), stream, window)
        counts[stream] = count


def _parted(frame: Frame) -> tuple[str | bytes, int, int]:
    return (frame, 0, 0) if isinstance(frame, bytes) else (frame[2], frame[3], frame[6])


def _read(frame: str | bytes) -> Any:
    text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
    return read_exact(text) or read_text(text).event


def _read_or_none(frame: str | bytes) -> Any:
    try:
        return _read(frame)
    except UnreadableError:
        return None


def _repeated(hashes: Iterable[float]) -> set[float]:
    seen: set[float] = set()
    repeated: set[float] = set()
    for one in hashes:
        (repeated if one in seen else seen).add(one)
    return repeated
