"""Runs of the kill matrix as a user would start them, and what they leave."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from support.matrix.results import KillMatrix
from support.self_check.written import PROJECT

BADLY_DECLARED: Final = "badly_declared"
_LONGEST: Final = 900.0


@dataclass(frozen=True)
class MatrixEnded:
    """A run that is over; `left` are its files and processes that are still there."""

    exit_code: int
    output: str
    reports: Path
    left: Sequence[str] = ()

    def matrix(self) -> KillMatrix:
        assert self.exit_code in (0, 1), self.output
        text = (self.reports / "kill-matrix.json").read_text(encoding="utf-8")
        read = KillMatrix.model_validate_json(text)
        assert read.saboteurs, "no saboteur was run"
        return read

    def printed_sentence(self, name: str) -> str:
        """The sentence that the console quotes for a saboteur, which must be in its output."""
        sentence = next(row.sentence for row in self.matrix().saboteurs if row.name == name)
        assert f"“{sentence}”" in self.output, self.output
        return sentence

    def page(self) -> str:
        return (self.reports / "kill-matrix.html").read_text(encoding="utf-8")


def run_matrix(reports: Path, *options: str) -> MatrixEnded:
    """Run `matrix` to its end."""
    with _started(reports, *options) as process:
        output, _ = process.communicate(timeout=_LONGEST)
    return MatrixEnded(process.returncode, output, reports)


def run_readme(folder: Path) -> MatrixEnded:
    """Run the saboteur that the README writes into a file."""
    examples = re.findall(r"```python\n(.*?)```", readme(), re.DOTALL)
    file = folder / "mine.py"
    of_the_platform = [one for one in examples if "TellsNobody" in one]
    file.write_text("".join(of_the_platform), encoding="utf-8")
    return run_matrix(folder, "--add", str(file), "--only", "tells nobody")


def readme() -> str:
    return (PROJECT / "README.md").read_text(encoding="utf-8")


def interrupt_matrix(folder: Path) -> MatrixEnded:
    """Interrupt it once the first result is there, while a saboteur that hangs is at work."""
    file = str(PROJECT / "support" / "self_check" / f"{BADLY_DECLARED}.py")
    scratch = folder / "scratch"
    scratch.mkdir()
    with _started(
        folder, "--add", file, "--only", "hang", "-D", "step_watchdog=60", scratch=scratch
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=_LONGEST)
    left = [path.name for path in scratch.iterdir()]
    return MatrixEnded(
        process.returncode, first + output, folder, (*left, *_processes_of_session(process.pid))
    )


@contextmanager
def _started(
    reports: Path, *options: str, scratch: Path | None = None
) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "support", "matrix", "-D", f"reports={reports}", *options]
    environment = os.environ | {"NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(  # noqa: S603 - our own command, with our own arguments
        command,
        cwd=PROJECT,
        env=environment if scratch is None else environment | {"TMPDIR": str(scratch)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def _processes_of_session(leader: int) -> list[str]:
    """Whatever a process began stays in its session, whichever group it is in."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended meanwhile
            if int(state[3]) == leader:
                found.append(f"the process {folder.name}")
    return found


@contextmanager
def folder_of_its_own() -> Iterator[Path]:
    """Removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="matrix-") as folder:
        yield Path(folder)
