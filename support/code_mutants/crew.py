"""Several processes at a time, each forked for one piece of work, each with limits of its own."""

import json
import os
import resource
import select
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, NoReturn


@dataclass(frozen=True)
class Limits:
    """A mutant that runs in circles has its processor time, one that waits for ever the other."""

    cpu_seconds: int = 30
    wall_seconds: float = 90.0
    memory_bytes: int = 4 << 30


USUAL: Final = Limits()

Work = Callable[[], dict[str, Any]]
"""Done in a process of its own; what it returns must be JSON."""


@dataclass
class _Child:
    key: Any
    pid: int
    pipe: int
    ends_by: float
    told: bytes = b""


def results(
    works: Iterable[tuple[Any, Work]], at_once: int = 2, limits: Limits = USUAL
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each work's key with what it returned, in the order in which they end.

    `{"end": "timed out"}` where it took too long, `{"end": "crashed"}` where its process died or
    it raised. Whatever is still at work when the caller leaves is ended.
    """
    waiting = iter(works)
    children: dict[int, _Child] = {}
    try:
        while True:
            while len(children) < at_once and (work := next(waiting, None)) is not None:
                child = _fork(*work, limits)
                children[child.pipe] = child
            if not children:
                return
            for child in _ended(children):
                del children[child.pipe]
                yield child.key, _result(child)
    finally:
        for child in children.values():
            _end(child)


def _fork(key: Any, work: Work, limits: Limits) -> _Child:
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        _be_a_child(work, writing, limits)
    os.close(writing)
    return _Child(key, pid, reading, time.monotonic() + limits.wall_seconds)


def _be_a_child(work: Work, writing: int, limits: Limits) -> NoReturn:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    try:
        told = work()
    except BaseException as raised:  # noqa: BLE001 - a mutant may raise anything at all
        told = {"end": "crashed", "by": "".join(traceback.format_exception_only(raised))[:500]}
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(json.dumps(told).encode())
    os._exit(0)


def _ended(children: dict[int, _Child]) -> Iterator[_Child]:
    """Those that have said all, or have had their time."""
    now = time.monotonic()
    first = min(child.ends_by for child in children.values())
    ready, _, _ = select.select(list(children), [], [], max(0.0, first - now))
    for child in list(children.values()):
        if child.pipe in ready:
            read = os.read(child.pipe, 65_536)
            child.told += read
            if not read:
                yield child
        elif time.monotonic() >= child.ends_by:
            yield child


def _result(child: _Child) -> dict[str, Any]:
    by_time = time.monotonic() >= child.ends_by
    status = _end(child)
    if child.told:
        result: dict[str, Any] = json.loads(child.told)
        return result
    by_cpu = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
    return {"end": "timed out" if by_time or by_cpu else "crashed", "by": f"status {status}"}


def _end(child: _Child) -> int:
    os.close(child.pipe)
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    return os.waitpid(child.pid, 0)[1]
