"""Which files are one log, in what form, and how it is read."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import IO, Final, NamedTuple

from support.judge.captured import LINE_OF_A_TRANSCRIPT, Log, NothingToJudgeError, in_blocks
from support.judge.har import read_har
from support.judge.judgement import STDIN, shown
from support.judge.lines import read_lines
from support.judge.values import read_values

_HEAD: Final = 65_536
_BOM: Final = b"\xef\xbb\xbf"
_HAR: Final = re.compile(rb'\{\s*"log"\s*:\s*\{')
_KEPT: Final = re.compile(rb'\{\s*"who"\s*:\s*"[^"]*"\s*,\s*"user_id"\s*:')
_OPEN_END: Final = re.compile(rb"\{\s*[\r\n]")
_NUMBERED: Final = re.compile(r"(.+)-\d+\.txt")


class Form(Enum):
    LINES = auto()
    VALUES = auto()
    HAR = auto()
    KEPT = auto()
    TRANSCRIPTS = auto()


class Files(NamedTuple):
    """One log: `names` are as they were given, `paths` where they are read."""

    names: tuple[str, ...]
    paths: tuple[Path, ...]
    form: Form


def logs_in(names: Sequence[str], standard_input: Path | None = None) -> list[Files]:
    """The logs, in the order given; transcripts of one person's connections are one log.

    Raises NothingToJudgeError, which names the file.
    """
    logs: list[Files] = []
    places: dict[str, int] = {}
    for name in names:
        path = standard_input if name == STDIN and standard_input is not None else Path(name)
        form = _form_of(name, path)
        person = _NUMBERED.fullmatch(name)
        if form is Form.TRANSCRIPTS and person is not None and person[1] in places:
            at = places[person[1]]
            logs[at] = Files((*logs[at].names, name), (*logs[at].paths, path), form)
            continue
        if form is Form.TRANSCRIPTS and person is not None:
            places[person[1]] = len(logs)
        logs.append(Files((name,), (path,), form))
    return logs


def _form_of(name: str, path: Path) -> Form:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as wrong:
        raise NothingToJudgeError(f"{name}: {wrong.strerror}. Name a file to read.") from wrong
    head = head.removeprefix(_BOM).lstrip()
    if not head:
        raise NothingToJudgeError(f"{shown(name)}: it is empty. Nothing was captured.")
    return form_of(head)


def form_of(head: bytes) -> Form:
    """By how it begins, whatever the file is called."""
    if _HAR.match(head):
        return Form.HAR
    if _KEPT.match(head):
        return Form.KEPT
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    if LINE_OF_A_TRANSCRIPT.fullmatch(first.rstrip("\r")):
        return Form.TRANSCRIPTS
    return Form.VALUES if head.startswith(b"[") or _OPEN_END.match(head) else Form.LINES


def opened(files: Files, file: IO[bytes], *, one_customer: bool, mapped: bool) -> Log:
    """The frames of a log; `file` is its first file. Raises NothingToJudgeError."""
    if files.form in (Form.KEPT, Form.TRANSCRIPTS):
        return _of_this_suite(files, file)
    match files.form:
        case Form.HAR:
            text = file.read().decode("utf-8-sig", "replace")
            return Log(in_blocks(read_har(text, any_frame=mapped)), one_customer=True)
        case Form.VALUES:
            return Log(in_blocks(read_values(file, one_customer=one_customer)), one_customer)
        case _:
            return Log(read_lines(file, one_customer=one_customer), one_customer)


def _of_this_suite(files: Files, file: IO[bytes]) -> Log:
    from support.judge.transcripts import (  # noqa: PLC0415 - it takes much memory to import
        read_kept,
        read_transcripts,
    )

    if files.form is Form.KEPT:
        return read_kept(file.read())
    return Log(in_blocks(read_transcripts(files.paths)), one_customer=True)
