"""What it costs to judge a log of very many events, beside reading it and nothing else.

The floor is a bare loop of pydantic's `validate_json` over the same lines, in a process of its own,
measured in the same run. All that is compared is CPU time and memory of whole processes, as the
operating system counts them; but for two workers, whose point is wall time.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from support.benchmark.specification import BenchmarkError

MOST_CPU: Final = 3.0
MOST_MEBIBYTES: Final = 64
MOST_WITH_TWO: Final = 0.65
_FLOOR: Final = """
import sys
from support.contract.events import event
read = event.validate_json
with open(sys.argv[1], "rb") as log:
    for line in log:
        read(line)
"""
_NOTHING: Final = "import support.contract.events"

WriteLog = Callable[[Path, int], int]
"""Writes a log of so many events, in which nothing is wrong; returns how many they are."""


class Cost(NamedTuple):
    """Seconds of processor and of wall, and the most memory that it had, in MiB."""

    cpu: float
    wall: float
    memory: float
    said: str = ""

    def less(self, other: "Cost") -> "Cost":
        return self._replace(cpu=self.cpu - other.cpu, wall=self.wall - other.wall)


@dataclass(frozen=True)
class LogOutcome:
    """`tenth` judged a tenth of the events; `two` are two workers. The start of Python is left out
    of `floor`, so that the judge is not helped by what both have to do."""

    events: int
    floor: Cost
    judged: Cost
    tenth: Cost
    two: Cost

    @property
    def ratio(self) -> float:
        return self.judged.cpu / self.floor.cpu

    @property
    def with_two(self) -> float:
        return self.two.wall / self.judged.wall

    @property
    def is_too_slow(self) -> bool:
        return (
            self.ratio > MOST_CPU
            or self.judged.memory > MOST_MEBIBYTES
            or self.with_two > MOST_WITH_TWO
        )

    def lines(self) -> Iterator[str]:
        """All of it, to be read."""
        yield f"A log of {self.events:,} events, every rule on:"
        yield self._line("judged", self.judged)
        yield self._line("bare loop", self.floor)
        yield f"{'ratio':<14} {self.ratio:6.2f}    at most {MOST_CPU:g}"
        yield (
            f"{'memory':<14} {self.judged.memory:6.1f} MiB, at most {MOST_MEBIBYTES}; "
            f"{self.tenth.memory:.1f} MiB with a tenth of the events"
        )
        yield (
            f"{'two workers':<14} {self.with_two:6.2f} of the wall time of one, "
            f"at most {MOST_WITH_TWO}"
        )

    def _line(self, name: str, one: Cost) -> str:
        each = 1e6 * one.cpu / self.events
        return f"{name:<14} {one.cpu:6.2f} s of CPU  {each:6.2f} us an event"


def measure_log(events: int, write: WriteLog, progress: Callable[[str], None]) -> LogOutcome:
    """Raises BenchmarkError where anything is found in the log, or the judge fails."""
    with TemporaryDirectory(prefix="bench-") as folder:
        log, tenth = Path(folder) / "log.ndjson", Path(folder) / "tenth.ndjson"
        progress(f"a log of {events:,} events is written")
        count = write(log, events)
        write(tenth, events // 10)
        progress("the bare loop")
        start = _cost("-c", _NOTHING)
        floor = _cost("-c", _FLOOR, str(log)).less(start)
        progress("the judge")
        judged = _judged(log)
        small = _judged(tenth)
        progress("the judge with two workers")
        two = _judged(log, "--workers", "2")
    if judged.said.split(":")[-1] != two.said.split(":")[-1]:
        raise BenchmarkError(f"two workers say something else:\n{judged.said}{two.said}")
    return LogOutcome(count, floor, judged, small, two)


def _judged(log: Path, *options: str) -> Cost:
    return _cost("-m", "support", "judge", str(log), *options)


def _cost(*arguments: str) -> Cost:
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own modules, with our own arguments
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise BenchmarkError(f"python {' '.join(arguments)}\n{said}")
    cpu = used.ru_utime + used.ru_stime
    return Cost(cpu, time.perf_counter() - began, used.ru_maxrss / 1024, said)
