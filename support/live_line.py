"""One line on a terminal that says how far something is, and is written anew; else nothing."""

import os
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeVar

T = TypeVar("T")
_ERASED: Final = "\r\x1b[K"
_MORE: Final = "…"
_UNKNOWN_WIDTH: Final = 80


class LiveLine:
    """Stands below what is printed, as long as it is shown. `is_on` only on a terminal.

    A terminal that cannot erase (TERM=dumb) counts as none.
    """

    def __init__(self, stream: Any, environ: Mapping[str, str] = os.environ) -> None:
        self._stream = stream
        self._is_shown = False
        self._began = time.monotonic()
        self.is_on = is_terminal(stream, environ)

    @property
    def width(self) -> int:
        """Columns of the terminal, as it is now; its last one stays free, so that nothing wraps."""
        try:
            columns = os.get_terminal_size(self._stream.fileno()).columns
        except (OSError, ValueError):
            columns = 0
        return (columns or _UNKNOWN_WIDTH) - 1

    @property
    def elapsed(self) -> str:
        """Real time since it began, as in `1:05`."""
        minutes, seconds = divmod(int(time.monotonic() - self._began), 60)
        return f"{minutes}:{seconds:02}"

    def show(self, text: str) -> None:
        if self.is_on:
            self.erase()
            self._stream.write(cropped(text, self.width))
            self._stream.flush()
            self._is_shown = True

    def erase(self) -> None:
        if self._is_shown:
            self._is_shown = False
            self._stream.write(_ERASED)
            self._stream.flush()

    @contextmanager
    def gone_afterwards(self) -> Iterator[None]:
        """However that ends."""
        try:
            yield
        finally:
            self.erase()

    @contextmanager
    def making_room(self) -> Iterator[None]:
        """Meanwhile it is gone before anything else is printed, on stdout or on stderr."""
        own, before = (_Aside(sys.stdout, self), _Aside(sys.stderr, self)), (sys.stdout, sys.stderr)
        sys.stdout, sys.stderr = own
        try:
            yield
        finally:
            self.erase()
            sys.stdout, sys.stderr = before


class FollowedLines:
    """Lines on stdout, one for each piece of some work, and on stderr how many have come of all."""

    def __init__(self, total: int, what: str) -> None:
        self._live = LiveLine(sys.stderr)
        self._total = total
        self._what = what
        self._done = 0
        self._live.show(f"0 of {total} {what}")

    @property
    def is_live(self) -> bool:
        return self._live.is_on

    def follow(self, work: Iterable[T]) -> Iterator[T]:
        """Hands on each piece as it comes; it is gone while a piece is looked at."""
        for piece in work:
            self._live.erase()
            yield piece
            self._count()
        self.end()

    def write(self, line: str) -> None:
        """The line of one more piece."""
        self._live.erase()
        print(line, flush=True)
        self._count()

    def end(self) -> None:
        self._live.erase()

    def _count(self) -> None:
        self._done += 1
        self._live.show(f"{self._done} of {self._total} {self._what}, {self._live.elapsed}")


class _Aside:
    """A stream before whose every text the line is erased."""

    def __init__(self, stream: Any, line: LiveLine) -> None:
        self._stream = stream
        self._line = line

    def write(self, text: str) -> int:
        self._line.erase()
        written: int = self._stream.write(text)
        return written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def is_terminal(stream: Any, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a line on it can be erased."""
    return bool(stream.isatty()) and environ.get("TERM", "") not in ("", "dumb")


def wears_colour(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether nobody asked for none (https://no-color.org)."""
    return not environ.get("NO_COLOR")


def columns_of(text: str) -> int:
    """How many columns a terminal needs for it."""
    return sum(_columns(sign) for sign in text)


def cropped(text: str, width: int) -> str:
    """Its beginning, as far as it fits, and a sign that there is more."""
    if columns_of(text) <= width:
        return text
    room = width - columns_of(_MORE)
    kept: list[str] = []
    for sign in text:
        room -= _columns(sign)
        if room < 0:
            break
        kept.append(sign)
    return "".join([*kept, _MORE][-max(width, 0) :]) if width > 0 else ""


def in_columns(left: str, right: Sequence[str], width: int) -> str:
    """The left text, cropped, and as many of the right ones, first ones first, as leave it room."""
    for count in range(len(right), -1, -1):
        tail = "".join(f"  {part}" for part in right[:count])
        room = width - columns_of(tail)
        if room >= min(columns_of(left), width // 2) or not count:
            head = cropped(left, room)
            return head + " " * (room - columns_of(head)) + tail
    raise AssertionError("the left text alone always has room")


def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
