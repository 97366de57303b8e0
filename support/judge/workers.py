"""Judges the parts of a log in several processes, which find together what one would."""

import marshal
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from support.judge.ids import Written
from support.judge.parts import (
    PartsJudged,
    Progress,
    Work,
    judge_parts,
    tell_of_second_uses,
    without_looking_for_cycles,
)
from support.judge.told import Place, Tell
from support.validator import Finding

_SEED: Final = "PYTHONHASHSEED"
_AT_ONCE: Final = 1000


def judge_in_processes(work: Work, workers: int, tell: Tell, progress: Progress) -> PartsJudged:
    """All parts. What each process finds comes by a file: it may be as much as the log."""
    count = len(work.parts.chunks)
    shares = [range(number, count, workers) for number in range(min(workers, count))]
    with (
        _one_seed(),
        ProcessPoolExecutor(len(shares), mp_context=get_context("spawn")) as processes,
    ):
        files = [work.folder / f"{number}.found" for number in range(len(shares) + 1)]
        begun = [
            processes.submit(_judge, work, share, file)
            for share, file in zip(shares, files, strict=False)
        ]
        done = []
        for future in begun:
            done.append(future.result())
            progress(len(done), len(begun))
        written = [one for judged in done for one in judged.written]
        processes.submit(_compare, work, written, files[-1]).result()
    for file in files:
        for finding, place in _read(file):
            tell(finding, place)
    return PartsJudged(
        sum(judged.events for judged in done), sum(judged.streams for judged in done), written
    )


def _judge(work: Work, numbers: Sequence[int], file: Path) -> PartsJudged:
    with _told_to(file) as tell, without_looking_for_cycles():
        return judge_parts(work, numbers, tell, lambda *_: None)


def _compare(work: Work, written: Sequence[Written], file: Path) -> None:
    with _told_to(file) as tell:
        tell_of_second_uses(work, written, tell)


@contextmanager
def _told_to(file: Path) -> Iterator[Callable[[Finding, Place], None]]:
    found: list[tuple[object, ...]] = []
    with file.open("wb") as written:

        def tell(finding: Finding, place: Place) -> None:
            found.append((finding.promise, finding.sentence, finding.position, *place))
            if len(found) >= _AT_ONCE:
                marshal.dump(found, written)
                found.clear()

        yield tell
        marshal.dump(found, written)


def _read(file: Path) -> Iterator[tuple[Finding, Place]]:
    with file.open("rb") as read:
        while True:
            try:
                rows = marshal.load(read)  # noqa: S302 - our own file
            except EOFError:
                return
            for promise, sentence, position, *place in rows:
                yield Finding(promise, sentence, position, None), Place(*place)


@contextmanager
def _one_seed() -> Iterator[None]:
    """The processes that are begun meanwhile have the same hashes."""
    before = os.environ.get(_SEED)
    os.environ[_SEED] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SEED]
        else:
            os.environ[_SEED] = before
