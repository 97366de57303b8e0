"""Reports to look at in a browser: of the whole specification kept, and of a broken platform."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from support.self_check.broken_platforms import SwallowsTheException
from support.self_check.browser.opened import Opened
from support.self_check.matrix_runs import run_matrix
from support.self_check.written import PROJECT
from support.simulator import Parts

KEPT: Final = "the kept specification"
BROKEN: Final = "a broken platform"
LONGEST_RUN: Final = 300.0
TELLS_NOBODY: Final = Parts(recovery=SwallowsTheException)
_BROKEN_PLATFORM: Final = f"{__name__}:TELLS_NOBODY"
_RUNS: Final[Mapping[str, tuple[tuple[str, ...], int]]] = {
    KEPT: ((), 0),
    BROKEN: (("features/failure_recovery", "-D", f"target={_BROKEN_PLATFORM}"), 1),
}
"""The arguments of each run, and the exit code that it must have."""


@cache
def report_of(run: str) -> Path:
    """The folder that the run wrote, made at first use and gone when this process ends."""
    arguments, exit_code = _RUNS[run]
    folder = _folder()
    ended = subprocess.run(  # noqa: S603 - our own command
        [
            *(sys.executable, "-m", "support", "run", "-D", f"reports={folder}"),
            *(*arguments, "--", "--format", "null"),
        ],
        cwd=PROJECT,
        env=os.environ | {"NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST_RUN,
        check=False,
    )
    assert ended.returncode == exit_code, (
        f"{run} ended with {ended.returncode}: {ended.stdout}{ended.stderr}"
    )
    return folder


@cache
def kill_matrix_of(words: str) -> Path:
    """The folder with the kill matrix of the saboteurs that are called so, made at first use."""
    folder = _folder()
    ended = run_matrix(folder, "--only", words)
    assert ended.exit_code == 0, ended.output
    return folder


def _folder() -> Path:
    """One that is gone when this process ends."""
    temporary = tempfile.TemporaryDirectory(prefix="report ")
    atexit.register(temporary.cleanup)
    return Path(temporary.name)


def scenario_count(folder: Path) -> int:
    """How many scenarios were run; those that were left out have little on the page."""
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    ended: dict[str, int] = results["totals"]["scenarios"]
    return sum(ended.values()) - ended.get("skipped", 0) - ended.get("untested", 0)


def missing_on_the_formatters_page(opened: Opened, folder: Path) -> list[str]:
    """The files of features that were run and that the page does not list; its complaints, too.

    It unfolds by itself only what broke, so that a feature's name may not be there yet.
    """
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    ran = [f["file"] for f in results["features"] if f["status"] not in ("skipped", "untested")]
    assert ran, "no feature was run"
    opened.do(opened.page.get_by_text(ran[0]).first.wait_for(state="attached"))
    shown: str = opened.run("() => document.body.textContent")
    return [f"{file} is not there" for file in ran if file not in shown] + opened.said


def sentences_of_the_verdict(folder: Path) -> Iterator[str]:
    results: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    yield results["verdict"]["sentence"].partition(" Broken: ")[0]
