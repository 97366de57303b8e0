"""What the reference platform holds at this moment, counted from outside wherever that can be."""

import asyncio
import gc
import os
import tracemalloc
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar

import support.simulator
from support.simulator import ReferencePlatform
from support.simulator.agent import MODEL_CONNECTION
from support.simulator.conversation import Conversation
from support.simulator.memory import WorkingMemory
from support.simulator.platform import RECORD
from support.simulator.workers import PLACE_IN_LINE, WORKER
from support.simulator.workplace import EVERY_FOLDER, WORK_FILE, WORK_FOLDER

T = TypeVar("T")

DESCRIPTORS: Final = Path("/proc/self/fd")
DESCRIPTOR: Final = "descriptor"
RUN_TASK: Final = "task of a run"
DATABASE_HANDLE: Final = "database handle"
BREAKER_PERMIT: Final = "breaker permit"
SESSION: Final = "session"
CONVERSATION: Final = "conversation in memory"
WORKING_MEMORY: Final = "working memory of a run"
BYTES_HELD: Final = "bytes in working memories"
_A_FOLDER: Final = EVERY_FOLDER.rstrip("*")
_CODE: Final = Path(support.simulator.__file__).parent


def held_by_runs(platform: ReferencePlatform) -> dict[str, int]:
    """What runs hold, under the names that they are told to be released by, and how many."""
    upstreams = [one for route in platform.routes for one in route.upstreams]
    below = str(platform.folder / _A_FOLDER)
    return {
        WORK_FOLDER: sum(name.startswith(_A_FOLDER) for name in _names_in(platform.folder)),
        WORK_FILE: sum(path.startswith(below) for path in _open_files()),
        MODEL_CONNECTION: len(platform.open_calls()),
        BREAKER_PERMIT: sum(upstream.breaker.metrics().permits_in_use for upstream in upstreams),
        WORKER: len(platform.workers.busy),
        PLACE_IN_LINE: len(platform.workers.line),
    }


def inventory(platform: ReferencePlatform) -> Mapping[str, int]:
    """All of it, with what the operating system and the event loop count for the whole process."""
    memories = alive(WorkingMemory)
    store = str(platform.folder / RECORD)
    return held_by_runs(platform) | {
        SESSION: len(platform.sessions),
        CONVERSATION: len(alive(Conversation)),
        WORKING_MEMORY: len(memories),
        BYTES_HELD: sum(memory.held for memory in memories),
        RUN_TASK: run_tasks(
            map(asyncio.Task.get_name, asyncio.all_tasks(asyncio.get_event_loop()))
        ),
        DESCRIPTOR: sum(1 for _ in DESCRIPTORS.iterdir()),
        DATABASE_HANDLE: sum(path == store for path in _open_files()),
    }


def alive(kind: type[T]) -> list[T]:
    """Every object of that class that something still holds: each refers to its class."""
    gc.collect()
    kinds = [kind]
    for one in kinds:
        kinds += one.__subclasses__()
    return [thing for thing in gc.get_referrers(*kinds) if isinstance(thing, kind)]


def still_held(platform: ReferencePlatform) -> list[str]:
    """What runs hold although every one has ended, each in words; nothing while any is at work."""
    probing = any(not probe.done() for probe in platform.routes.probes)
    if probing or any(session.has_work for session in platform.sessions.values()):
        return []
    held = held_by_runs(platform) | {RUN_TASK: run_tasks(platform.clock.at_work())}
    return [name for name, count in held.items() for _ in range(count)]


def run_tasks(names: Iterable[str]) -> int:
    return sum(" on run-" in name for name in names)


def traced_memory(module: str = "*") -> int:
    """Bytes that the platform's code, or one module of it, allocated and has not given back.

    As Python's allocator counts them, from when `tracemalloc` was started.
    """
    ours = tracemalloc.Filter(True, f"{_CODE}/{module}")
    traces = tracemalloc.take_snapshot().filter_traces([ours]).traces
    return sum(trace.size for trace in traces)


def _open_files() -> Iterator[str]:
    for descriptor in _names_in(DESCRIPTORS):
        try:
            yield os.readlink(f"{DESCRIPTORS}/{descriptor}")  # noqa: PTH115 - as below
        except FileNotFoundError:
            continue  # the one that listed the others


def _names_in(folder: Path) -> list[str]:
    return os.listdir(folder)  # noqa: PTH208 - at each cleanup of each scenario, so it must be quick
