"""CPU of a judged session beside what the same session costs others, on this machine and now.

All speak to one server that says the same to everybody, and are measured in turn; the least of each
counts, because noise only ever adds.
"""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, NamedTuple

from support.installed import our_module

SESSIONS: Final = 2_000
AT_ONCE: Final = 50
BARE: Final = "bare websockets swarm"
JUDGED: Final = "judged swarm"
LOCUST: Final = "Locust user, websockets sync"
MOST: Final[Mapping[str, float]] = {LOCUST: 0.65, BARE: 1.4}
"""How much a judged session may cost, in sessions of these."""

_HERE: Final = "support.load.measures"
_LOCUST_USER: Final = Path(__file__).with_name("locust_user.py")
_LONGEST: Final = 600


class MeasureError(Exception):
    """What was to be measured did not run; the text holds its output."""


class Ratio(NamedTuple):
    """`other` says what was held against what; `value` is None where it could not be measured."""

    other: str
    value: float | None
    most: float
    why: str = ""

    @property
    def is_kept(self) -> bool:
        return self.value is None or self.value <= self.most

    def line(self) -> str:
        if self.value is None:
            return f"{self.other}: not measured, {self.why}"
        sign = "✓" if self.is_kept else "✗"
        return f"{sign} {self.other}: {self.value:.2f}, at most {self.most:g}"


class Costs(NamedTuple):
    """CPU seconds of a session, by who had it; the least of all rounds."""

    least: Mapping[str, float]
    ratios: list[Ratio]

    def lines(self) -> Iterator[str]:
        for name, seconds in self.least.items():
            yield f"{name:<30} {1000 * seconds:.3f} ms of CPU a session"


def costs(frames: list[str], rounds: int, told: Callable[[str], None]) -> Costs:
    """Raises MeasureError."""
    has_locust = importlib.util.find_spec("locust") is not None
    ways: dict[str, Callable[[str], float]] = {BARE: _bare, JUDGED: _judged}
    if has_locust:
        ways[LOCUST] = _locust
    taken: dict[str, list[float]] = {name: [] for name in ways}
    with canned(frames) as server:
        for number in range(1, rounds + 1):
            for name, way in ways.items():
                told(f"round {number} of {rounds}: {name}")
                taken[name].append(way(server.url))
    least = {name: min(values) for name, values in taken.items()}
    return Costs(least, [_ratio(least, name) for name in MOST])


def _ratio(least: Mapping[str, float], other: str) -> Ratio:
    if other not in least:
        return Ratio(f"judged / {other}", None, MOST[other], "not installed (the extra `load`)")
    return Ratio(f"judged / {other}", least[JUDGED] / least[other], MOST[other])


class Canned(NamedTuple):
    """The server that says the same to everybody; `push` has it say what it kept back."""

    url: str
    push: Callable[[], None]


@contextmanager
def canned(frames: list[str], *, hold: int = 0) -> Iterator[Canned]:
    """Ends with the block; `hold` is how many of the last frames it keeps back."""
    with subprocess.Popen(  # noqa: S603 - our own module
        [*our_module(f"{_HERE}.canned"), str(hold)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        said = server.stdin
        _say(said, json.dumps(frames))
        try:
            yield Canned(server.stdout.readline().strip(), lambda: _say(said, "push"))
        finally:
            server.stdin.close()


def _say(pipe: IO[str], line: str) -> None:
    pipe.write(line + "\n")
    pipe.flush()


def _bare(url: str) -> float:
    return float(_said([*our_module(f"{_HERE}.bare"), url, str(SESSIONS), str(AT_ONCE)]))


def _judged(url: str) -> float:
    return float(_said([*our_module(f"{_HERE}.judged"), url, str(SESSIONS), str(AT_ONCE)]))


def _locust(url: str) -> float:
    command = [sys.executable, "-m", "locust", "-f", str(_LOCUST_USER), "--headless"]
    said = _said(
        [*command, "-u", str(AT_ONCE), "-r", str(AT_ONCE), "--only-summary"],
        {"LOAD_URL": url, "LOAD_SESSIONS": str(SESSIONS)},
    )
    (line,) = (line for line in said.splitlines() if line.startswith("CPU "))
    return float(line.removeprefix("CPU "))


def _said(command: list[str], environment: Mapping[str, str] | None = None) -> str:
    ended = subprocess.run(  # noqa: S603 - our own modules, with our own arguments
        command,
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        timeout=_LONGEST,
        check=False,
    )
    if ended.returncode:
        raise MeasureError(f"{' '.join(command)}\n{ended.stdout}{ended.stderr}")
    return ended.stdout
