"""A terminal of so many columns, on which a command is run, and what stands on it in the end."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

LONGEST_RUN: Final = 60.0
_ROWS: Final = 24
_TELLING: Final = 12
_CONTROL: Final = re.compile(r"\x1b\[([\d;?]*)([A-Za-z])|[\r\n]|[^\x1b\r\n]+")
_PLACE: Final = re.compile(r"\d+/\d+ (?: |features)|\d+ of \d+ [a-z]+(?:, \d+:\d\d)?$|, round \d")


@dataclass(frozen=True)
class OnTerminal:
    """A command that is over, and all that it wrote."""

    exit_code: int
    written: str
    reports: Path

    @property
    def output(self) -> str:
        return self.written

    @cached_property
    def lines(self) -> list[str]:
        """What stands there in the end."""
        return [line.rstrip() for line in _screen(self.written)]

    @property
    def is_coloured(self) -> bool:
        return bool(re.search(r"\x1b\[3\dm", self.written))

    def live(self) -> list[str]:
        """Each line that was shown for a while, and written anew."""
        return [text for text, erased in _shown(self.written) if erased]

    def about_progress(self) -> list[str]:
        """Those, and the lines that stayed which say how far the run was."""
        return [*self.live(), *(line for line in self.lines if _PLACE.search(line))]

    def mixed(self) -> list[str]:
        """Lines on which something stands beside a line about progress, or in what it left."""
        begins = {line[:_TELLING] for line in self.live()}
        assert begins, "no line about progress was ever shown"
        whole = re.compile(r"[✓✗] *\d+/\d+  .*  [\d.]+ s")
        about = [line for line in self.lines if _PLACE.search(line)]
        left = [line for line in self.lines for begin in begins if begin in line.strip()]
        return [*(line for line in about if not whole.fullmatch(line)), *left]

    def below(self, name: str) -> list[str]:
        """The lines after the one of this feature that are set in."""
        (place,) = (n for n, line in enumerate(self.lines) if f"  {name}  " in line)
        rest = self.lines[place + 1 :]
        end = next((n for n, line in enumerate(rest) if not line.startswith("    ")), len(rest))
        return rest[:end]


def _screen(written: str) -> list[str]:
    """Carriage returns and erasing are all that our lines use of a terminal."""
    lines, column = [""], 0
    for found in _CONTROL.finditer(written):
        text = found[0]
        if text == "\n":
            lines.append("")
        elif text == "\r":
            column = 0
        elif found[2] == "K":
            lines[-1] = lines[-1][:column]
        elif found[2] is None:
            before = lines[-1].ljust(column)
            lines[-1] = before[:column] + text + before[column + len(text) :]
            column += len(text)
        if text == "\n":
            column = 0
    return lines


def _shown(written: str) -> Iterator[tuple[str, bool]]:
    """Each text that ended in a new line or was erased, and whether it was."""
    plain = re.sub(r"\x1b\[\d*m", "", written)
    for text in re.split(r"\n", plain):
        *erased, last = text.split("\r\x1b[K")
        yield from ((one, True) for one in erased if one)
        yield last.rstrip("\r"), False


def run_on_terminal(
    command: Sequence[str], *, where: Path, columns: int, environment: Mapping[str, str]
) -> OnTerminal:
    """Runs to its end; what it says on stdout and on stderr goes to the one terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, columns, 0, 0))
    process = subprocess.Popen(  # noqa: S603 - our own modules, with our own arguments
        command, cwd=where, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    with process:
        os.close(theirs)
        try:
            written = b"".join(_read(ours))
            process.wait(LONGEST_RUN)
        finally:
            os.close(ours)
            process.kill()
    return OnTerminal(process.returncode, written.decode(), where / "reports")


def _read(descriptor: int) -> Iterator[bytes]:
    """Until nobody is left who could write: Linux then answers with an error."""
    while True:
        try:
            read = os.read(descriptor, 65_536)
        except OSError:
            return
        if not read:
            return
        yield read
