"""The specification's wall time over its floor: behave alone, with the same features.

The floor reads the real feature files, knows every sentence of their steps and does nothing for
any, and makes for each scenario what none could do without: an event loop, a server and two
connections. Both are run in turn, several times; the fastest round of each counts, because noise
only ever adds.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

VIRTUAL: Final = "not @self_check and not @real"
WALL: Final = "not @self_check and @real"
MOST: Final = 2.5
_LISTED: Final = 10
_HERE: Final = Path(__file__).parent
_FEATURES: Final = Path("features")


class BenchmarkError(Exception):
    """What was to be measured did not run; the text holds its output."""


class Measure(NamedTuple):
    """`seconds` are those that behave spent in features, `process` those of the whole process."""

    scenarios: int
    steps: int
    seconds: float
    process: float


class Timed(NamedTuple):
    name: str
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """The fastest of each, and the scenarios on the wall clock, slowest first."""

    specification: Measure
    floor: Measure
    on_the_wall_clock: list[Timed]

    @property
    def ratio(self) -> float:
        return self.specification.seconds / self.floor.seconds

    @property
    def is_too_slow(self) -> bool:
        return self.ratio > MOST

    def lines(self) -> Iterator[str]:
        """All of it, to be read."""
        ours, apart = self.specification, self.on_the_wall_clock
        yield f"{ours.scenarios} scenarios with {ours.steps} steps, on the virtual clock:"
        yield _line("specification", ours)
        yield _line("floor", self.floor)
        yield f"{'ratio':<14} {self.ratio:6.2f}    at most {MOST}"
        took = sum(one.seconds for one in apart)
        yield f"{len(apart)} scenarios on the real clock, apart: {took:.2f} s"
        for one in apart[:_LISTED]:
            yield f"  {one.seconds:6.2f} s  {one.name}"


def _line(name: str, one: Measure) -> str:
    each = 1000 * one.seconds / one.scenarios
    return (
        f"{name:<14} {one.seconds:6.2f} s  {each:6.1f} ms a scenario  "
        f"({one.process:.2f} s with its start and its report)"
    )


def measure(rounds: int, told: Callable[[str], None]) -> Outcome:
    """Runs all of it, and tells what it begins with.

    Raises BenchmarkError where a run fails, or where the two are not alike.
    """
    with _floor() as floor, tempfile.TemporaryDirectory(prefix="benchmark ") as reports:
        pairs = []
        for number in range(1, rounds + 1):
            told(f"round {number} of {rounds}")
            pairs.append((_specification(Path(reports)), _floor_once(floor)))
        told("the scenarios on the real clock")
        wall = _on_the_wall_clock(Path(reports))
    ours = min((pair[0] for pair in pairs), key=lambda one: one.seconds)
    least = min((pair[1] for pair in pairs), key=lambda one: one.seconds)
    if ours[:2] != least[:2]:
        raise BenchmarkError(f"Not alike, so not comparable: {ours} and {least}")
    return Outcome(ours, least, wall)


@contextmanager
def _floor() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="floor ") as name:
        folder = Path(name)
        shutil.copytree(_FEATURES, folder / "features")
        (folder / "steps").mkdir()
        shutil.copy(_HERE / "floor_steps.py", folder / "steps")
        shutil.copy(_HERE / "floor_hooks.py", folder / "environment.py")
        configured = '[tool.behave]\npaths = ["features"]\nlogging_level = "WARNING"\n'
        (folder / "pyproject.toml").write_text(configured, encoding="utf-8")
        yield folder


def _floor_once(folder: Path) -> Measure:
    took = _run(["behave", "--format", "progress", f"--tags={VIRTUAL}"], folder)
    measured = json.loads((folder / "floor.json").read_text(encoding="utf-8"))
    return Measure(**measured, process=took)


def _specification(reports: Path) -> Measure:
    took, results = _judged(VIRTUAL, reports)
    run = [s for feature in results["features"] for s in _scenarios(feature)]
    return Measure(
        scenarios=len(run),
        steps=sum(len(scenario["steps"]) for scenario in run),
        seconds=sum(f["duration"] for f in results["features"] if f["status"] != "skipped"),
        process=took,
    )


def _on_the_wall_clock(reports: Path) -> list[Timed]:
    try:
        _, results = _judged(WALL, reports)
    except NothingToRunError:
        return []
    run = [s for feature in results["features"] for s in _scenarios(feature)]
    timed = [Timed(scenario["name"], scenario["duration"]) for scenario in run]
    return sorted(timed, key=lambda one: one.seconds, reverse=True)


class NothingToRunError(BenchmarkError):
    """No scenario fits."""


def _judged(tags: str, reports: Path) -> tuple[float, dict[str, Any]]:
    define = ["-D", f"reports={reports}", "-D", "history=off"]
    command = ["support", "run", "--tags", tags, *define, "--", "--format", "progress"]
    took = _run(command, Path.cwd())
    results: dict[str, Any] = json.loads((reports / "results.json").read_text(encoding="utf-8"))
    return took, results


def _scenarios(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Those under it that were run."""
    if item.get("kind") == "scenario" and item["status"] == "passed":
        yield item
    for below in (*item.get("items", ()), *item.get("scenarios", ())):
        yield from _scenarios(below)


def _run(module: list[str], folder: Path) -> float:
    began = time.perf_counter()
    ended = subprocess.run(  # noqa: S603 - our own modules, with our own arguments
        [sys.executable, "-m", *module],
        cwd=folder,
        env=os.environ | {"FLOOR_OF": str(Path.cwd())},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    took = time.perf_counter() - began
    if "nothing was run" in ended.stdout:
        raise NothingToRunError(ended.stdout)
    if ended.returncode:
        raise BenchmarkError(f"python -m {' '.join(module)}\n{ended.stdout}")
    return took
