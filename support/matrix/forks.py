"""Work in forked processes, some at a time, each with a limit; none outlives whoever began it."""

import os
import selectors
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NoReturn

from support.targets.scratch import new_folder

GRACE: Final = 5.0
"""Seconds for a process that was asked to end to say what it has so far."""
_CRASHED: Final = 3
_LAST_LINES: Final = 12


@dataclass(frozen=True)
class Ended:
    """What became of one piece of work: what it said, or how it ended without a word.

    `late` where it was asked to end because its time was over.
    """

    said: bytes
    how: str = ""
    late: bool = False


@dataclass(eq=False)
class _Process:
    number: int
    pid: int
    reader: int
    folder: Path
    end_at: float
    said: list[bytes] = field(default_factory=list)
    late: bool = False


def run_forked(
    work: Sequence[Callable[[Path], bytes]], *, at_once: int, within: float
) -> Iterator[tuple[int, Ended]]:
    """Each piece of work in a process and with a folder of its own; as they end, with its number.

    Leaving the iteration early ends what is still at work, and removes its folders. Raises
    KeyboardInterrupt, between two results, for SIGINT and SIGTERM.
    """
    waiting = list(enumerate(work))[::-1]
    running: list[_Process] = []
    folder = new_folder()
    try:
        with selectors.DefaultSelector() as selector, _asked_to_end() as asked:
            selector.register(asked, selectors.EVENT_READ)
            while waiting or running:
                while waiting and len(running) < at_once:
                    number, piece = waiting.pop()
                    one = _fork(number, piece, folder / str(number), within)
                    running.append(one)
                    selector.register(one.reader, selectors.EVENT_READ, one)
                for key, _ in selector.select(_until_next(running)):
                    if key.fd == asked:
                        raise KeyboardInterrupt
                    if not _read(key.data):
                        selector.unregister(key.fd)
                        running.remove(key.data)
                        yield key.data.number, _collect(key.data)
                _end_late_ones(running)
    finally:
        for one in running:
            _kill(one)
            _collect(one)
        shutil.rmtree(folder)


@contextmanager
def _asked_to_end() -> Iterator[int]:
    """A descriptor that can be read once a signal asked for the end.

    A handler that raises would do so in the middle of a fork, where Python drops it.
    """
    reader, writer = os.pipe()

    def tell(_signal: int, _frame: object) -> None:
        os.write(writer, b".")

    before = {one: signal.signal(one, tell) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield reader
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        os.close(reader)
        os.close(writer)


def _fork(number: int, piece: Callable[[Path], bytes], folder: Path, within: float) -> _Process:
    folder.mkdir()
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _be_the_child(piece, folder, writer)
    os.close(writer)
    return _Process(number, pid, reader, folder, time.monotonic() + within)


def _be_the_child(piece: Callable[[Path], bytes], folder: Path, writer: int) -> NoReturn:
    """Ends without the parent's exit handlers; what the work prints is kept for a crash."""
    code = _CRASHED
    try:
        os.setpgid(0, 0)  # a Ctrl-C is the parent's, which ends us in its own way
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        printed = os.open(folder / "printed", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for target, source in ((0, nothing), (1, printed), (2, printed)):
            os.dup2(source, target)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(piece(folder))
        code = 0
    except BaseException:  # noqa: BLE001 - nothing of the parent's may run in here
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _until_next(running: Sequence[_Process]) -> float:
    return max(0.0, min(one.end_at for one in running) - time.monotonic())


def _read(one: _Process) -> bool:
    piece = os.read(one.reader, 1 << 16)
    one.said.append(piece)
    return bool(piece)


def _end_late_ones(running: Sequence[_Process]) -> None:
    now = time.monotonic()
    for one in running:
        if now < one.end_at:
            continue
        if one.late:
            _kill(one)
        else:
            one.late = True
            os.kill(one.pid, signal.SIGINT)
        one.end_at = now + GRACE


def _kill(one: _Process) -> None:
    """With all that it began: it leads a group of its own."""
    try:
        os.killpg(one.pid, signal.SIGKILL)
    except ProcessLookupError:  # it has not come as far as its group, or is gone
        os.kill(one.pid, signal.SIGKILL)


def _collect(one: _Process) -> Ended:
    """Waits for its end, and ends what it left running."""
    os.close(one.reader)
    os.waitid(os.P_PID, one.pid, os.WEXITED | os.WNOWAIT)
    with suppress(ProcessLookupError):
        os.killpg(one.pid, signal.SIGKILL)
    _, status = os.waitpid(one.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    said = b"".join(one.said)
    printed = one.folder / "printed"
    how = ""
    if code:
        last = printed.read_text("utf-8", "replace").splitlines() if printed.exists() else []
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        how = "\n".join([f"the process ended by {name}", *last[-_LAST_LINES:]])
    shutil.rmtree(one.folder)
    return Ended(said, how, one.late)
