"""What the checks of the code mutants try: sources of a line or two, processes, small verdicts."""

import json
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from behave import fixture

from support.code_mutants.crew import Limits, results
from support.code_mutants.ledger import Ledger
from support.code_mutants.mutant import Mutant
from support.code_mutants.published import commit_in, commit_in_words, publish
from support.code_mutants.verdict import Verdict, judge
from support.code_mutants.ways import FunctionsCalled, place, put_in

_LIMITS: Final = Limits(cpu_seconds=1, wall_seconds=30, memory_bytes=1 << 30)
_FOR_ONE_WHO_WAITS: Final = replace(_LIMITS, wall_seconds=0.3)


@fixture
def folder(_context: Any) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


class Source:
    """A file of a few lines."""

    def __init__(self, folder: Path, lines: str) -> None:
        self.file = folder / "source.py"
        self._write(lines)

    def _write(self, lines: str) -> None:
        self.text = lines + "\n"
        self.file.write_text(self.text, encoding="utf-8")

    def mutants(self) -> list[Mutant]:
        from support.code_mutants.making import mutants_of  # noqa: PLC0415 - an extra makes them

        return mutants_of(str(self.file))

    def texts(self) -> list[str]:
        return [mutant.of(self.text).rstrip("\n") for mutant in self.mutants()]

    def names(self) -> list[str]:
        return [mutant.name for mutant in self.mutants()]

    def put_before(self, line: str) -> None:
        self._write(f"{line}\n{self.text.rstrip()}")


def _answers() -> dict[str, Any]:
    return {"end": "done"}


def _raises() -> dict[str, Any]:
    raise RuntimeError("as a mutant may")


def _dies() -> dict[str, Any]:
    os._exit(3)


def _waits() -> dict[str, Any]:
    signal.pause()
    return {}


def _runs_in_circles() -> dict[str, Any]:
    while True:
        time.monotonic()


def _takes_all() -> dict[str, Any]:
    taken = []
    while True:
        taken.append(bytes(100_000_000))


PROCESSES: Final[Mapping[str, Callable[[], dict[str, Any]]]] = {
    "answers": _answers,
    "raises": _raises,
    "dies": _dies,
    "waits for ever": _waits,
    "runs in circles": _runs_in_circles,
    "takes all the memory": _takes_all,
}


def end_of(process: str) -> str:
    limits = _FOR_ONE_WHO_WAITS if process == "waits for ever" else _LIMITS
    ((_, told),) = results([(process, PROCESSES[process])], limits=limits)
    return str(told["end"])


def word_after_a_change(before: str, after: str) -> str:
    """What a process reads as a promise's first strength where that word was changed."""
    file = "support/contract/promises.py"
    text = Path(file).read_text(encoding="utf-8")

    def work() -> dict[str, Any]:
        put_in(file, text.replace(before, after))
        return {"end": str(next(iter(import_module("support.contract.promises").Strength)))}

    ((_, told),) = results([(file, work)], limits=_LIMITS)
    return str(told["end"])


def _dive() -> None:
    _dive()


def _reach() -> None:
    return None


def seen_calls() -> tuple[set[str], set[str]]:
    """Who of three is seen to call a function, and who is seen in part: the second has no end."""
    with FunctionsCalled() as called:
        called.name("first")
        _reach()
        called.name("second")
        with suppress(RecursionError):
            _dive()
        _reach()
        called.name("third")
        _reach()
    return called.by_name[place(_reach.__code__)], called.half_seen


REASONS: Final[Mapping[str, Mapping[str, str]]] = {
    "no reason at all": {},
    "a reason for the one that lives": {"source.py :: 9": "it is the same"},
    "a reason for one that was killed": {"source.py :: 0": "it is the same"},
}


def verdict(killed: int, reasons: str) -> Verdict:
    """Of ten mutants, the first so many killed; those with a reason live, or do not."""
    mutants = [Mutant(f"source.py :: {n}", "source.py", n, 0, 0, "") for n in range(10)]
    ends = ["killed"] * killed + ["survived"] * (10 - killed)
    outcomes = {one.name: {"end": end} for one, end in zip(mutants, ends, strict=True)}
    return judge(mutants, outcomes, REASONS[reasons], whole_files=True)


COMMITS: Final[Mapping[str, Callable[[Path], str]]] = {
    "a commit": lambda _: commit_in_words("0123456789", ""),
    "a commit and changes to it": lambda _: commit_in_words("0123456789", " M README.md"),
    "a folder without history": commit_in,
}


def published(folder: Path, killed: int, commit: str, moment: str) -> str:
    """The text of the file in which the verdict about ten mutants is kept."""
    file = folder / "reports" / "mutants.txt"
    reached = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    publish(verdict(killed, "no reason at all").lines(), reached, COMMITS[commit](folder), file)
    return file.read_text(encoding="utf-8")


class Kept:
    """A ledger on disk that knows one outcome of a source."""

    def __init__(self, folder: Path) -> None:
        self.source = Source(folder, "wait = 5")
        self._file = folder / "mutants.json"
        self._mutant = self.source.mutants()[0]
        first = self._read()
        first.record(self._mutant, {"end": "killed"})
        first.save()
        assert json.loads(self._file.read_text(encoding="utf-8"))

    def outcome(self) -> dict[str, Any] | None:
        """As a ledger finds it that was read anew."""
        return self._read().outcome(self._mutant)

    def _read(self) -> Ledger:
        return Ledger(self._file, features_for=lambda _: ())
