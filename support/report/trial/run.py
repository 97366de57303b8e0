"""Runs the trial suite in a folder that is gone afterwards, and keeps what it wrote and printed."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, fromstring

from support.report.judgement import scenarios_of
from support.report.results import Results, ScenarioResult
from support.report.trial.reading import Page

PROJECT: Final = Path(__file__).parents[3]
SUITE: Final = Path(__file__).with_name("suite")
EVERY_OUTCOME: Final = "not @left_out and not @interrupts and not @aborts and not @kept"
GONE: Final = "features/big.feature"
TAKEN: Final = "taken"
"""A folder for reports in which another one stands where the results go."""
LONGEST_TEXT: Final = 1_000_000
LONGEST_RUN: Final = 60.0

_TOTAL: Final = re.compile(r"(\d+) (?:(?:feature|rule|scenario|step)s? )?([a-z_]+)")
_LEVELS: Final = ("features", "rules", "scenarios", "steps")
_BIG: Final = f'''\
Feature: A text of a million characters
  @ends.passed
  Scenario: It is long
    When it passes with
      """
      {"<b>x" * (LONGEST_TEXT // 4)}
      """
'''


@dataclass(frozen=True)
class Trial:
    """A run that is over, and all that it left in its folder."""

    exit_code: int
    printed: str
    files: dict[str, bytes]

    @cached_property
    def results(self) -> Results:
        return Results.model_validate_json(self.files["results.json"])

    @property
    def html(self) -> str:
        return self.files["index.html"].decode()

    @cached_property
    def page(self) -> Page:
        return Page(self.html)

    def junit(self) -> dict[str, Element]:
        """The parsed files by name. Raises ParseError where one is no XML."""
        names = [name for name in self.files if name.startswith("junit/")]
        return {name: fromstring(self.files[name]) for name in names}  # noqa: S314 (our own)

    def scenarios(self) -> Iterator[ScenarioResult]:
        for feature in self.results.features:
            yield from scenarios_of(feature)

    def scenario(self, name: str) -> ScenarioResult:
        """The first scenario of this name, else of a name that begins so."""
        named = [s for s in self.scenarios() if s.name.startswith(name)]
        return min(named, key=lambda scenario: scenario.name != name)

    def printed_totals(self) -> dict[str, dict[str, int]]:
        """What behave said in the end: counts by level, then by status, without zeros."""
        totals = {}
        for level in _LEVELS:
            (line,) = re.findall(rf"^\d+ {level[:-1]}s? .*$", self.printed, re.MULTILINE)
            counts = {status: int(count) for count, status in _TOTAL.findall(line)}
            totals[level] = {status: count for status, count in counts.items() if count}
        return totals

    def reported_totals(self) -> dict[str, dict[str, int]]:
        totals = self.results.totals
        return {level: dict(getattr(totals, level)) for level in _LEVELS}


@cache
def trial(*runs: str, breaks: str = "", folder: str = "reports") -> Trial:
    """Run the trial suite with these tag expressions, one after the other in one folder.

    From the second run on a feature is gone. `breaks` names a hook of the whole run that is to
    raise; `folder` is where reports go.
    """
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary)
        shutil.copytree(SUITE, here, dirs_exist_ok=True)
        (here / GONE).write_text(_BIG, encoding="utf-8")
        (here / "a_file").touch()
        (here / TAKEN / "results.json").mkdir(parents=True)
        for number, tags in enumerate(runs):
            if number:
                (here / GONE).unlink()
            ended = _behave(here, tags, breaks, folder)
        return Trial(ended.returncode, ended.stdout + ended.stderr, dict(_files(here / folder)))


def _behave(here: Path, tags: str, breaks: str, folder: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (our own suite)
        [
            *(sys.executable, "-m", "behave", "--no-color", "--format", "null", "--tags", tags),
            *("-D", f"folder={folder}", "-D", f"breaks={breaks}"),
        ],
        cwd=here,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8:replace"},
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST_RUN,
        check=False,
    )


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
