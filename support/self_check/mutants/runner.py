"""Makes the mutants of each transcript and has the validator judge them, a transcript at a time."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Final

from support.judging import JudgedLog, read_log
from support.self_check.mutants.change import Change
from support.self_check.mutants.equivalences import reason_for
from support.self_check.mutants.operators import all_changes, some_changes
from support.self_check.mutants.story import Story
from support.self_check.mutants.tally import Tally

MANY_EVENTS: Final = 200
MOST_EVENTS_JUDGED: Final = 500_000
"""Of a transcript with many events so many mutants are drawn as this allows, and not all made."""


def judge_mutants(
    transcripts: Sequence[Path],
    *,
    seed: int,
    sample: int | None = None,
    processes: int = 0,
    followed: Callable[[Iterable[Tally]], Iterable[Tally]] = iter,
) -> Tally:
    """`sample` mutants at least, evenly from all transcripts while they have as many; or all.

    `followed` hands on what was found in each transcript, as it comes.
    """
    share = None if sample is None else -(-sample // max(len(transcripts), 1))
    work = partial(judge_transcript, seed=seed, share=share)
    tally = Tally()
    with ProcessPoolExecutor(
        processes or os.cpu_count(), mp_context=get_context("spawn")
    ) as processes_at_work:
        largest_first = sorted(transcripts, key=lambda path: (-path.stat().st_size, path))
        for found in followed(processes_at_work.map(work, largest_first)):
            tally.add(found)
    return tally


def is_flagged(log: JudgedLog, frames: Sequence[str]) -> bool:
    """Whether the validator finds anything; it need not read on after that."""
    validator = log.validator()
    for frame in frames:
        if validator.receive(frame):
            return True
    return bool(validator.finish())


def judge_transcript(
    path: Path,
    *,
    seed: int,
    share: int | None,
    flagged: Callable[[JudgedLog, Sequence[str]], bool] = is_flagged,
) -> Tally:
    """The transcript itself, then its mutants: so many of them, or all."""
    log = read_log(path)
    tally = Tally(transcripts=1)
    tally.accused += [f"{path.stem}: {found.sentence}" for found in log.findings()[:1]]
    if tally.accused:
        return tally
    story = Story.of(path.stem, log)
    for change in _changes(story, f"{seed} {path.stem}", share):
        tally.made[change.operator] += 1
        if flagged(log, change.frames()):
            tally.flagged[change.operator] += 1
        else:
            _excuse(tally, change)
    return tally


def _changes(story: Story, seed: str, share: int | None) -> Iterable[Change]:
    if len(story.events) > MANY_EVENTS:
        random = Random(seed)  # noqa: S311 - the same draw for the same seed is what is wanted
        places = sorted(random.sample(range(len(story.events)), MANY_EVENTS))
        story = Story.of(story.name, story.log, places)
        bound = MOST_EVENTS_JUDGED // len(story.events)
        return some_changes(story, min(bound, share or bound), seed)
    return all_changes(story) if share is None else some_changes(story, share, seed)


def _excuse(tally: Tally, change: Change) -> None:
    reason = reason_for(change)
    if reason is None:
        tally.missed.append(change.told())
    else:
        tally.excused[change.operator] += 1
        tally.equivalent[reason] += 1
