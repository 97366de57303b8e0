"""Judges the parts of a log, one after the other."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from support.judge.ids import IdsOnDisk, Written, used_twice
from support.judge.spill import Parts
from support.judge.streams import Rules, Streams
from support.judge.told import Place, Tell
from support.validator import Finding
from support.validator.findings import named_as, printable
from support.validator.sequence import second_use

Progress = Callable[[int, int], None]
"""Takes how much is done, and of how much."""


class Work(NamedTuple):
    """A log in parts, what is known beside it, and a folder for what does not stay in memory."""

    parts: Parts
    rules: Rules
    folder: Path


class PartsJudged(NamedTuple):
    """What came of some parts, but for what was told."""

    events: int
    streams: int
    written: Sequence[Written]


def judge_parts(work: Work, numbers: Sequence[int], tell: Tell, progress: Progress) -> PartsJudged:
    """The parts of these numbers, of which the first names what is written."""
    events = streams = 0
    with closing(IdsOnDisk(work.folder / f"{numbers[0]}.ids")) as ids:
        for done, number in enumerate(numbers, 1):
            part = Streams(work.rules, number, ids, tell, work.parts.unread)
            part.take(work.parts.batches(number))
            part.finish()
            events, streams = events + part.events, streams + part.count
            progress(done, len(numbers))
        return PartsJudged(events, streams, [ids.written])


def tell_of_second_uses(work: Work, written: Sequence[Written], tell: Tell) -> None:
    """EVT-2, where an id was used in two streams, or far apart in one."""
    for second, first, shown in used_twice(written, work.parts):
        kind = named_as(second.kind, second.place[1])
        sentence = printable(second_use(kind, shown, first.place[1]))
        file, line, frame = second.at
        place = Place(file, line, second.stream, frame)
        tell(Finding("EVT-2", sentence, frame - 1, None), place)


@contextmanager
def without_looking_for_cycles() -> Iterator[None]:
    """Nothing here makes any, and to look through all that a part knows takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
