"""A JSON array, or JSON values one after the other, read a piece at a time.

What is no JSON is handed on as it stands, and the reading goes on with the next value.
"""

import json
import re
from collections.abc import Iterator
from typing import IO, Final

from support.judge.captured import WHOLE_LOG, Captured, Plain
from support.judge.har import end_of
from support.judge.routing import session_of
from support.validator.validator import MAX_EVENT_BYTES

_CHUNK: Final = 65_536
_BETWEEN: Final = re.compile(r"[\s,\[\]\ufeff]*")
_NEXT: Final = re.compile(r"(?:\n\s*|\}\s*,\s*)(?=\{)")
_NEAR_THE_END: Final = 16
_UNENDED: Final = "Unterminated"


def read_values(file: IO[bytes], *, one_customer: bool) -> Iterator[Plain]:
    """Each value with the line that it begins on."""
    for line, frame in _values(file):
        stream = WHOLE_LOG if one_customer else session_of(frame)
        yield Captured(line, stream, frame).plain


def _values(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    decode = json.JSONDecoder().raw_decode
    text, line, is_over = "", 1, False
    while True:
        begin = end_of(_BETWEEN, text, 0)
        line += text.count("\n", 0, begin)
        text = text[begin:]
        if not text and is_over:
            return
        at, end, more = 0, 0, not text
        while text and not more:
            try:
                _, end = decode(text, at)
                more = end == len(text) and not is_over
            except json.JSONDecodeError as broken:
                more = not is_over and len(text) - at <= MAX_EVENT_BYTES and _may_go_on(broken)
                end = at if more else _beyond(text, at)
            except RecursionError:
                end = _beyond(text, at)
            if more:
                break
            yield line, text[at:end].rstrip(" \n\r,]").encode("utf-8", "surrogateescape")
            begin = end_of(_BETWEEN, text, end)
            line += text.count("\n", at, begin)
            at = begin
            if at == len(text):
                break
        text = text[at:]
        if not is_over:
            piece = file.read(max(_CHUNK, len(text)))
            is_over = not piece
            text += piece.decode("utf-8", "surrogateescape")


def _may_go_on(broken: json.JSONDecodeError) -> bool:
    """Whether what is not read yet could mend it."""
    near = broken.pos >= len(broken.doc) - _NEAR_THE_END
    return near or broken.msg.startswith(_UNENDED)


def _beyond(text: str, at: int) -> int:
    """Where the next value may begin after one that is broken."""
    found = _NEXT.search(text, at + 1)
    return found.end() if found else len(text)
