"""What is read out of a captured log, in whatever form it was kept."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final, NamedTuple

from support.contract.defaults import PlatformSettings

LINE_OF_A_TRANSCRIPT: Final = re.compile(
    r"\s*(\d+\.\d{6}) (?:([<>]) (.*)|closed \d+ .*)", re.DOTALL
)
"""As `-D transcripts=` keeps them: when, which way, and what."""

_MASK: Final = '"(masked)"'
"""What this suite writes in the place of a token."""
_MASKED: Final = f'"{"*" * 32}"'
"""So long that it fits the contract, and known to the validator as what hides a token."""

AT_A_TIME: Final = 8192

WHOLE_LOG: Final = ""
"""The key of the one stream of a log that is one customer's."""


class NothingToJudgeError(Exception):
    """The file cannot be read, or holds nothing that could be judged; the text says why."""


RECEIVED: Final = 0
SENT: Final = 1
LOST: Final = 2
"""Which way a frame went. Of one that is `LOST`, for it was too long, only its size is known."""


Plain = tuple[int, str | None, str | bytes, int, str, float | None, int]
"""A `Captured`, without the names of its fields: a log has very many."""


class Captured(NamedTuple):
    """One frame of a log.

    `file` is the number of the file, from 0, and `line` the line in it, from 1. `stream` says whose
    it is, None where nobody can tell. `connection` tells the lines of one customer apart. `at` is
    when it came, in seconds, None where the log does not say.
    """

    line: int
    stream: str | None
    frame: str | bytes
    way: int = RECEIVED
    connection: str = ""
    at: float | None = None
    file: int = 0

    @property
    def plain(self) -> Plain:
        line, stream, frame, way, connection, at, file = self
        return line, stream, frame, way, connection, at, file


class Usual(NamedTuple):
    """Lines of a log from the line `first` on, each of them received, and the session of each."""

    first: int
    names: list[bytes]
    lines: list[bytes]

    def plain(self) -> Iterator[Plain]:
        for line, (name, text) in enumerate(zip(self.names, self.lines, strict=True), self.first):
            yield line, name.decode("utf-8", "replace"), text, RECEIVED, "", None, 0


Block = Usual | list[Plain]
"""Some frames of a log, one after the other."""


def frames_of(block: Block) -> Iterator[Plain]:
    return block.plain() if isinstance(block, Usual) else iter(block)


def in_blocks(frames: Iterator[Plain]) -> Iterator[Block]:
    while block := list(islice(frames, AT_A_TIME)):
        yield block


def with_masked_tokens(frame: str) -> str:
    """The frame, as the contract would have it where this suite masked its tokens."""
    return frame.replace(_MASK, _MASKED)


class Told(NamedTuple):
    """What a log says of itself: whose it is, what was promised, and what was asked before."""

    user_id: str | None = None
    settings: PlatformSettings | None = None
    asked: tuple[str, ...] = ()


class Log(NamedTuple):
    """The frames of a log, and what is known of it. `one_customer`: all of it is one person's."""

    blocks: Iterator[Block]
    one_customer: bool
    told: Told = Told()

    @property
    def frames(self) -> Iterator[Plain]:
        return chain.from_iterable(map(frames_of, self.blocks))
