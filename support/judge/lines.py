"""NDJSON: an event a line, or a line of a recorder that holds one."""

from collections.abc import Iterator
from typing import IO, Final

from support.judge.captured import LOST, RECEIVED, WHOLE_LOG, Plain
from support.judge.recorder import SIGNS, is_beside, recorded
from support.judge.routing import session_of
from support.validator.validator import MAX_EVENT_BYTES

_CHUNK: Final = 65_536
_BOM: Final = b"\xef\xbb\xbf"
_LONGEST: Final = MAX_EVENT_BYTES + 1


def read_lines(file: IO[bytes], *, one_customer: bool) -> Iterator[Plain]:
    """Each line that is not blank. Of one that is too long, only its size is kept."""
    number = 0
    for lines, lacking in _some_lines(file):
        text = b"\n".join(lines)
        signs = [sign for sign in SIGNS if sign in text]
        for line in lines:
            number += 1
            if signs and any(sign in line for sign in signs):
                noted = recorded(number, line, one_customer=one_customer)
                if noted is not None:
                    yield noted.plain
                    continue
            stream = session_of(line)
            if len(line) > MAX_EVENT_BYTES:
                stream = WHOLE_LOG if one_customer else stream
                yield number, stream, str(len(line) + lacking), LOST, "", None, 0
            elif stream is not None or not (line.isspace() or not line or is_beside(line)):
                stream = WHOLE_LOG if one_customer else stream
                yield number, stream, line, RECEIVED, "", None, 0


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
