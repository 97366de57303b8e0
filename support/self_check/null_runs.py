"""Every null platform on the specification: `python -m support.self_check.null_runs`.

The short form takes the first and the last scenario of each promise, `--full` takes all.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from behave.model import Feature, Scenario
from behave.reporter.base import Reporter
from behave.runner import Runner
from pydantic import BaseModel

from support.contract.promises import PROMISES
from support.matrix.forks import run_forked
from support.matrix.loaded import LoadedSuite, load_suite
from support.report import HtmlReporter
from support.running.outcome import exit_code_of
from support.self_check.null_platforms import NULL_PLATFORMS
from support.self_check.written import PROJECT

AT_ONCE: Final = 2
TRIED: Final = frozenset({"kept", "broken", "not_judged"})
BY_ITSELF: Final = frozenset({"unit", "real"})
"""Levels of scenarios that try a part of ours, or need more than the short form has time for."""
LONGEST: Final = {"short": 30.0, "full": 120.0}
"""Seconds of real time; a specification that a silent server holds up for longer is of no use."""


class NullRun(BaseModel):
    """What the specification says of one null platform; `seconds` are real."""

    platform: str
    exit_code: int = 0
    sentence: str = ""
    kept: list[str] = []
    tried: list[str] = []
    seconds: float = 0.0
    ended: str = ""


class NullRuns(BaseModel):
    """`stated` are the promises that some scenario tries on a platform."""

    stated: list[str] = []
    runs: list[NullRun] = []


class _Reader(Reporter):  # type: ignore[misc]
    """Reads the results in place of the reporters that would write them."""

    def __init__(self, config: Any, platform: str) -> None:
        super().__init__(config)
        self.run = NullRun(platform=platform, ended="it ended before it began")
        self._began = time.monotonic()

    def feature(self, feature: Any) -> None:
        """Nothing to do: the report has it."""

    def end(self) -> None:
        report = next(one for one in self.config.reporters if isinstance(one, HtmlReporter))
        results = report.results()
        verdicts = {promise.id: promise.verdict for promise in results.promises}
        self.run = NullRun(
            platform=self.run.platform,
            exit_code=exit_code_of(results),
            sentence=results.verdict.sentence,
            kept=[name for name, verdict in verdicts.items() if verdict == "kept"],
            tried=[name for name, verdict in verdicts.items() if verdict in TRIED],
            seconds=time.monotonic() - self._began,
        )
        self.config.reporters[:] = [self]


def _stated_by(scenario: Scenario) -> list[str]:
    """The promises that it tries on a platform."""
    tags = scenario.effective_tags
    return [] if tags & BY_ITSELF else [tag for tag in tags if tag in PROMISES]


def _two_of_each_promise(features: Sequence[Feature]) -> list[Feature]:
    """Leaves out, as paths with lines would, all but the first and the last of each promise."""
    first: dict[str, Scenario] = {}
    last: dict[str, Scenario] = {}
    for feature in features:
        for scenario in feature.walk_scenarios():
            stated = dict.fromkeys(_stated_by(scenario), scenario)
            first = stated | first
            last.update(stated)
    chosen = {id(scenario) for scenario in (*first.values(), *last.values())}
    for feature in features:
        for scenario in feature.walk_scenarios():
            if id(scenario) not in chosen:
                scenario.mark_skipped()
    return [
        feature
        for feature in features
        if any(id(scenario) in chosen for scenario in feature.walk_scenarios())
    ]


def _try_out(suite: LoadedSuite, platform: str, folder: Path) -> bytes:
    """In this process, which can run nothing else after it."""
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)  # goes with the process
    kind = NULL_PLATFORMS[platform]
    target = f"{kind.__module__}:{kind.__name__}"
    suite.config.userdata.update(target=target, reports=str(folder), history="off")
    reader = _Reader(suite.config, platform)
    suite.config.reporters[:] = [reader]
    Runner.run_model(suite)
    return reader.run.model_dump_json().encode()


def _use(suite: LoadedSuite, form: str, all_runs: NullRuns) -> None:
    scenarios = [one for feature in suite.specification for one in feature.walk_scenarios()]
    all_runs.stated = sorted({promise for one in scenarios for promise in _stated_by(one)})
    features = suite.specification
    suite.take_only(_two_of_each_promise(features) if form == "short" else features)
    platforms = list(NULL_PLATFORMS)
    work = [partial(_try_out, suite, platform) for platform in platforms]
    found = {}
    for number, ended in run_forked(work, at_once=AT_ONCE, within=LONGEST[form]):
        run = NullRun(platform=platforms[number])
        if ended.said:
            run = NullRun.model_validate_json(ended.said)
        how = f"{'its time was over; ' if ended.late else ''}{ended.how}".strip("; ")
        found[number] = run.model_copy(update={"ended": how}) if how else run
    all_runs.runs = [found[number] for number in sorted(found)]


def run_in_a_process() -> NullRuns:
    """The short form, as a user would start it."""
    command = [sys.executable, "-m", __spec__.name, "--json"]
    ended = subprocess.run(  # noqa: S603 - our own command
        command, cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert ended.returncode in (0, 1), ended.stderr
    return NullRuns.model_validate_json(ended.stdout)


def _is_wrong(run: NullRun) -> bool:
    return bool(run.kept or not run.tried or run.ended or not run.exit_code)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m support.self_check.null_runs")
    parser.add_argument("--full", action="store_true", help="the whole specification")
    parser.add_argument("--json", action="store_true", help="for programs")
    options = parser.parse_args()
    form = "full" if options.full else "short"
    all_runs = NullRuns()
    load_suite(
        lambda suite: _use(suite, form, all_runs), ["step_watchdog=20"], real_clock=options.full
    )
    if options.json:
        print(all_runs.model_dump_json())
    else:
        for run in all_runs.runs:
            counted = f"{len(run.kept)} of {len(run.tried)} promises kept"
            print(f"{run.platform}: {counted}, {run.seconds:.1f} s. {run.ended}")
    return 1 if any(map(_is_wrong, all_runs.runs)) else 0


if __name__ == "__main__":
    sys.exit(main())
