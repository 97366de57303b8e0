"""For people: each broken promise with what breaks it, and where."""

from collections.abc import Iterator
from typing import Final

from support.contract.promises import PROMISES
from support.judge.judgement import Judgement, shown

MOST_OF_ONE: Final = 20


def as_text(judgement: Judgement) -> Iterator[str]:
    findings = judgement.findings
    for promise in findings.broken():
        count = findings.by_promise[promise]
        yield f"{promise}  {PROMISES[promise].statement}: {_counted(count, 'finding')}\n"
        for found in findings.of(promise, MOST_OF_ONE):
            end = " (at its end)" if found.at_end else ""
            yield f"  {judgement.file_of(found)}:{found.line}{end}  {found.sentence}\n"
        if count > MOST_OF_ONE:
            yield f"  {count - MOST_OF_ONE:,} more; --format json lists them all\n"
    yield _verdict(judgement)


def _verdict(judgement: Judgement) -> str:
    logs = judgement.logs
    where = shown(logs[0].names[0]) if len(logs) == 1 else _counted(len(logs), "log")
    said = f"{_counted(judgement.events, 'event')} in {_counted(judgement.streams, 'stream')}"
    if judgement.is_kept:
        return f"{where}: {said}, and nothing is wrong in them.\n"
    broken = _counted(len(judgement.findings.broken()), "promise")
    return f"{where}: {said}. Broken: {broken}, {_counted(len(judgement.findings), 'finding')}.\n"


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
