"""NDJSON: an event a line, or a line of a recorder that holds one."""

from collections.abc import Iterator
from typing import IO, Final

from support.judge.captured import LOST, RECEIVED, WHOLE_LOG, Block, Plain, Usual
from support.judge.recorder import SIGNS, is_beside, recorded
from support.judge.routing import AFTER, BEFORE, KEY, session_of
from support.validator.validator import MAX_EVENT_BYTES

_CHUNK: Final = 65_536
_BOM: Final = b"\xef\xbb\xbf"
_LONGEST: Final = MAX_EVENT_BYTES + 1
_AN_EVENT: Final = b'{"type":'
"""So begins no line of a recorder's."""


def read_lines(file: IO[bytes], *, one_customer: bool) -> Iterator[Block]:
    """Each line that is not blank. Of one that is too long, only its size is kept."""
    number = 1
    for lines, lacking in _some_lines(file):
        text = b"\n".join(lines)
        usual = None if one_customer or lacking else _usual(number, lines, text)
        yield usual or list(_one_by_one(number, lines, text, lacking, one_customer=one_customer))
        number += len(lines)


def _usual(number: int, lines: list[bytes], text: bytes) -> Usual | None:
    """The lines, where each of them names one session, in the usual way."""
    count = len(lines)
    if text.count(KEY) != count:
        return None
    events = text.startswith(_AN_EVENT) and text.count(b"\n" + _AN_EVENT) == count - 1
    if not events and any(sign in text for sign in SIGNS):
        return None
    begins = [line.find(BEFORE) + AFTER for line in lines]
    if min(begins) < AFTER:
        return None
    names = [
        line[begin : line.find(b'"', begin)] for line, begin in zip(lines, begins, strict=True)
    ]
    plain = all(names) and b"\\" not in b"".join(names)
    return Usual(number, names, lines) if plain and len(lines[0]) <= MAX_EVENT_BYTES else None


def _one_by_one(
    number: int, lines: list[bytes], text: bytes, lacking: int, *, one_customer: bool
) -> Iterator[Plain]:
    signs = [sign for sign in SIGNS if sign in text]
    for at, line in enumerate(lines, number):
        if signs and any(sign in line for sign in signs):
            noted = recorded(at, line, one_customer=one_customer)
            if noted is not None:
                yield noted.plain
                continue
        stream = session_of(line)
        if len(line) > MAX_EVENT_BYTES:
            stream = WHOLE_LOG if one_customer else stream
            yield at, stream, str(len(line) + lacking), LOST, "", None, 0
        elif stream is not None or not (line.isspace() or not line or is_beside(line)):
            stream = WHOLE_LOG if one_customer else stream
            yield at, stream, line, RECEIVED, "", None, 0


def _some_lines(file: IO[bytes]) -> Iterator[tuple[list[bytes], int]]:
    """As many lines at a time as are read at once, and how many bytes the first of them lacks."""
    line, lacking, chunk = b"", 0, file.read(_CHUNK).removeprefix(_BOM)
    while chunk:
        if b"\r" in chunk:
            chunk = chunk.replace(b"\r\n", b"\n")
        begin, *lines = chunk.split(b"\n")
        fits = begin[: max(_LONGEST - len(line), 0)]
        line, lacking = line + fits, lacking + len(begin) - len(fits)
        if lines:
            *whole, last = lines
            yield [line.removesuffix(b"\r"), *whole], lacking
            line, lacking = last, 0
        chunk = file.read(_CHUNK)
    yield [line.removesuffix(b"\r")], lacking
