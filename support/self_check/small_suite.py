"""A small suite in a folder of its own, with the project's hooks, run as a user would run it."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from behave import fixture

from support.self_check.terminal import OnTerminal, run_on_terminal
from support.self_check.written import PROJECT, WELL_WRITTEN

STEPS: Final = Path(__file__).with_name("small_steps.py")
READY: Final = "SMALL_SUITE_READY"
"""Names the descriptor on which a step says that it has begun to wait."""

_BEGINS: Final = "    context.suite = suite.Suite.begin(context)\n"
_SIGNALLED: Final = "    import signal\n    signal.raise_signal(signal.SIGTERM)\n"
_LONGEST_RUN: Final = 30.0
_BETWEEN_SIGNALS: Final = 0.1

CONFIGURED: Final = """\
[tool.behave]
paths = ["features"]
tags = ["not @self_check"]
"""


@dataclass(frozen=True)
class Ended:
    """A run that is over; `exit_code` is negative where a signal ended it."""

    exit_code: int
    output: str
    reports: Path

    @property
    def results(self) -> dict[str, Any]:
        """What the report holds, as its machine-readable file says it."""
        read: dict[str, Any] = json.loads((self.reports / "results.json").read_text("utf-8"))
        return read

    @property
    def has_report(self) -> bool:
        return (self.reports / "index.html").is_file()

    def report_text(self) -> str:
        """All that the report says, in words."""
        return json.dumps(self.results, ensure_ascii=False)

    def scenarios(self) -> dict[str, str]:
        """The status of every scenario by its name, from the report."""
        return {s["name"]: s["status"] for s in scenarios_in(self.results["features"])}

    def left_out(self) -> dict[str, str]:
        """Why each scenario was left out of which a reason is known, by its name."""
        every = scenarios_in(self.results["features"])
        return {s["name"]: s["skip_reason"] for s in every if s["skip_reason"]}


def scenarios_in(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every scenario in the features of results.json, those of rules and outlines too."""
    for item in items:
        if item.get("kind") == "scenario":
            yield item
        yield from scenarios_in([*item.get("items", []), *item.get("scenarios", [])])


class SmallSuite:
    """Feature files and a configuration of their own; hooks and support are the project's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "features").mkdir()
        (folder / "steps").mkdir()
        shutil.copy(STEPS, folder / "steps")
        shutil.copy(PROJECT / "environment.py", folder)
        self.write("pyproject.toml", CONFIGURED)
        self.write_feature(WELL_WRITTEN)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def configure(self, settings: Mapping[str, str]) -> None:
        """Put these settings into pyproject.toml."""
        lines = [f'{key} = "{value}"' for key, value in settings.items()]
        self.write("pyproject.toml", "\n".join([CONFIGURED, "[tool.behave.userdata]", *lines]))

    def write_step(self, step: str) -> None:
        """A well-written feature whose only scenario takes this one step."""
        self.write_feature(WELL_WRITTEN.replace("all is well", step))

    def write_another_step(self, words: str) -> None:
        """A step that is read before all others, in a file of its own."""
        self.write(
            "steps/another.py",
            "from behave import given\n\n"
            f"@given({words!r})\ndef another(context, **words):\n    pass\n",
        )

    def make_asynchronous(self, hook: str) -> None:
        hooks = (self.folder / "environment.py").read_text(encoding="utf-8")
        self.write("environment.py", hooks.replace(f"def {hook}(", f"async def {hook}("))

    def interrupt_before_the_first_scenario(self) -> None:
        """A signal comes when the run has begun, and none of its features has."""
        hooks = (self.folder / "environment.py").read_text(encoding="utf-8")
        self.write("environment.py", hooks.replace(_BEGINS, _BEGINS + _SIGNALLED))

    def write_feature(self, text: str, name: str = "small") -> None:
        self.write(f"features/{name}.feature", text)

    def run(self, *command: str) -> Ended:
        """Run a Python module to its end, as in `run("behave", "--stop")`."""
        with self._start(command) as process:
            output, _ = process.communicate(timeout=_LONGEST_RUN)
        return Ended(process.returncode, output, self.folder / "reports")

    def run_until_signalled(self, name: str, *command: str) -> Ended:
        """Run until a step waits, and send it one signal, as in `("SIGTERM", "behave")`."""
        with self._waiting(command) as process:
            process.send_signal(signal.Signals[name])
            output, _ = process.communicate(timeout=_LONGEST_RUN)
        return Ended(process.returncode, output, self.folder / "reports")

    def run_until_signalled_again(self, name: str, *command: str) -> Ended:
        """Run until a step waits, and send signals until the process is gone."""
        with self._waiting(command) as process:
            while process.poll() is None:
                process.send_signal(signal.Signals[name])
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_BETWEEN_SIGNALS)
            output, _ = process.communicate(timeout=_LONGEST_RUN)
        return Ended(process.returncode, output, self.folder / "reports")

    def run_on_terminal(
        self, *command: str, columns: int, environment: Mapping[str, str]
    ) -> OnTerminal:
        """Run a Python module to its end, as somebody who sits before it."""
        return run_on_terminal(
            [sys.executable, "-m", *command],
            where=self.folder,
            columns=columns,
            environment={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        )

    @contextmanager
    def _waiting(self, command: tuple[str, ...]) -> Iterator[subprocess.Popen[str]]:
        reader, writer = os.pipe()
        try:
            with self._start(command, ready=writer) as process:
                began, _, _ = select.select([reader], [], [], _LONGEST_RUN)
                assert began, f"No step of {' '.join(command)} ever began to wait."
                yield process
        finally:
            os.close(reader)
            os.close(writer)

    @contextmanager
    def _start(
        self, command: tuple[str, ...], ready: int | None = None
    ) -> Iterator[subprocess.Popen[str]]:
        environment = os.environ | {"PYTHONPATH": str(PROJECT), "NO_COLOR": "1"}
        process = subprocess.Popen(  # noqa: S603 - our own modules, with our own arguments
            [sys.executable, "-m", *command],
            cwd=self.folder,
            env=environment if ready is None else environment | {READY: str(ready)},
            pass_fds=() if ready is None else (ready,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        with process:
            try:
                yield process
            finally:
                process.kill()


@fixture
def small_suite(_context: Any) -> Iterator[SmallSuite]:
    """One in a temporary folder whose path has a space; the folder is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="small suite ") as folder:
        yield SmallSuite(Path(folder))
