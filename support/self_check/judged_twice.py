"""The same story, judged by the validator and from a captured log: is the same found in both?"""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from support.judge.findings import Findings
from support.judge.judge import Asked, judge
from support.judge.logs import logs_in
from support.judging import JudgedLog
from support.self_check.mutants.operators import some_changes
from support.self_check.reviewed.verdicts import stories

Said = list[tuple[str, str, int | None]]
"""Promise, sentence, and the number of the frame; None for what was found at the end."""
Fault = Callable[[list[str]], list[str]]

FAULTS: Final[dict[str, Fault]] = {
    "forgets the last line": lambda lines: lines[:-1],
    "reads each line twice": lambda lines: [line for line in lines for _ in range(2)],
}
_SEED: Final = "judged twice"


class Compared(NamedTuple):
    """How many logs were compared, and in which the two do not find the same."""

    logs: int
    different: list[str]


def compared(count: int, fault: Fault = list) -> Compared:
    """So many changes, evenly from all conversations, and those as they were."""
    told = list(stories())
    each = -(-count // len(told))
    changes = chain.from_iterable(some_changes(one, each, f"{_SEED} {one.name}") for one in told)
    cases = chain(
        ((one.name, one.log, list(map(str, one.log.frames))) for one in told),
        ((one.told(), one.story.log, one.frames()) for one in islice(changes, count)),
    )
    with TemporaryDirectory(prefix="judged-") as folder:
        file = Path(folder) / "log"
        done = [
            (name, *_both(log, frames, file, fault)) for name, log, frames in cases if frames[1:]
        ]
    return Compared(len(done), [f"{n}: {a} / {b}" for n, a, b in done if a != b])


def _both(log: JudgedLog, frames: Sequence[str], file: Path, fault: Fault) -> tuple[Said, Said]:
    """Every other log is kept with what was asked, the others are bare frames, a line each."""
    with_asked = len(frames) % 2 == 0 and fault is list
    told = log.model_copy(update={"frames": tuple(frames)} | ({} if with_asked else {"asked": ()}))
    if with_asked:
        file.write_text(told.model_dump_json(), encoding="utf-8")
    else:
        lines = fault([json.dumps(json.loads(frame)) for frame in frames])
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return _by_the_validator(told), _from_the_file(told, file)


def _by_the_validator(log: JudgedLog) -> Said:
    return sorted(
        ((one.promise, one.sentence, _number(one.position)) for one in log.findings()), key=str
    )


def _number(position: int | None) -> int | None:
    return None if position is None else position + 1


def _from_the_file(log: JudgedLog, file: Path) -> Said:
    asked = Asked(user_id=log.user_id, settings=log.settings, one_customer=True)
    with Findings() as findings:
        judge(logs_in([str(file)]), asked, findings, lambda *_: None)
        found = [(f.promise, f.sentence, None if f.at_end else f.frame) for f in findings]
    return sorted(found, key=str)


def broken_in_many_ways(lines: Sequence[str], every: int) -> Iterator[str]:
    """Lines that are left out, doubled, cut off, or told of a stranger or by another's id."""
    for number, line in enumerate(lines):
        if number % every:
            yield line
            continue
        event = json.loads(line)
        match number // every % 7:
            case 0:
                continue
            case 1:
                yield from (line, line)
            case 2:
                yield line[:-1]
            case 3:
                yield line[: len(line) // 3]
            case 4:
                yield json.dumps(event | {"event_id": "evt-ses-0-1"})
            case 5:
                yield json.dumps(event | {"sequence": event["sequence"] + 1, "user_id": "Mallory"})
            case 6:
                yield "nothing that anybody could read"
                yield line
