"""A small summary of each run, kept so that a later one can say since when something is broken.

Only runs of the same target and the same selection are compared. The newest MOST_KEPT are kept.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from operator import methodcaller
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, FiniteFloat, ValidationError

from support.report.about import RunInfo
from support.report.names import named
from support.report.results import PromiseVerdict, Results
from support.report.standing import Compared, Since
from support.report.writing import write

MOST_KEPT: Final = 200
_NAME: Final = re.compile(r"\d{8}T\d{6}Z-(?P<kind>[0-9a-f]{12})-\d+(?:\.\d+)?\.json")

Outcome = Literal["passed", "failed", "error"]


class Summary(BaseModel):
    """What is kept of a run; of its scenarios those that ran, with outcome and duration."""

    model_config = ConfigDict(extra="ignore")

    version: Literal[1] = 1
    started: str
    target: str
    tags: str
    paths: list[str]
    seed: int | None
    duration: FiniteFloat
    promises: dict[str, PromiseVerdict]
    scenarios: dict[str, tuple[Outcome, FiniteFloat]]

    @classmethod
    def of(cls, results: Results) -> "Summary":
        about = results.about
        return cls(
            started=about.started,
            target=about.target,
            tags=about.tags,
            paths=about.paths,
            seed=about.seed,
            duration=results.duration,
            promises={promise.id: promise.verdict for promise in results.promises},
            scenarios={
                name: (scenario.outcome, scenario.duration)
                for name, scenario in named(results.features)
                if scenario.outcome != "not_run"
            },
        )

    @property
    def day(self) -> str:
        return self.started[:10]

    def promise_kept(self, promise: str) -> bool | None:
        """None where the run did not tell."""
        return {"kept": True, "broken": False}.get(self.promises.get(promise, ""))

    def scenario_kept(self, name: str) -> bool | None:
        found = self.scenarios.get(name)
        return None if found is None else found[0] == "passed"


class History:
    """The runs kept in a folder that compare with this one. Files are read when they are needed."""

    def __init__(self, folder: Path, about: RunInfo) -> None:
        self._folder = folder
        self._about = about
        self._kind = _kind(about)
        self.damaged: list[str] = []

    def told(self, results: Results) -> Results:
        """The results, with an answer to "since when?" for all that broke."""
        for promise in results.promises:
            if promise.verdict == "broken":
                promise.since = self._since(methodcaller("promise_kept", promise.id))
        for name, scenario in named(results.features):
            if scenario.broke:
                scenario.since = self._since(methodcaller("scenario_kept", name))
        results.history = Compared(earlier_runs=len(self._files), damaged=self.damaged)
        return results

    def keep(self, results: Results) -> None:
        """Add this run, and remove the oldest. A run that tried nothing is not kept.

        Raises UnwritableReportError. What cannot be read is never removed.
        """
        summary = Summary.of(results)
        if not summary.scenarios:
            return
        moment = re.sub(r"\.\d+|[^0-9TZ]", "", summary.started)
        stem = f"{moment}-{self._kind}-{os.getpid()}"
        path = self._folder / f"{stem}.json"
        number = 1
        while path.exists():
            path = self._folder / f"{stem}.{number}.json"
            number += 1
        write(path, summary.model_dump_json().encode())
        kept = sorted(found for found in self._folder.iterdir() if _NAME.fullmatch(found.name))
        for old in kept[:-MOST_KEPT]:
            if isinstance(_read(old), Summary):
                old.unlink(missing_ok=True)

    def _since(self, kept_in: Callable[[Summary], bool | None]) -> Since:
        broken: tuple[int, Summary] | None = None
        for ago, run in enumerate(self._runs(), start=1):
            match kept_in(run):
                case True if broken is None:
                    return Since(state="newly_broken", last_kept=run.day)
                case True:
                    return _broken_since(broken, last_kept=run.day)
                case False:
                    broken = (ago, run)
        return _broken_since(broken)

    @cached_property
    def _files(self) -> list[Path]:
        """Of the runs that compare with this one, the newest first."""
        if not self._folder.is_dir():
            return []
        names = [(path, _NAME.fullmatch(path.name)) for path in self._folder.iterdir()]
        mine = [path for path, found in names if found and found["kind"] == self._kind]
        return sorted(mine, reverse=True)

    @cached_property
    def _read_so_far(self) -> dict[Path, Summary | str]:
        return {}

    def _runs(self) -> Iterator[Summary]:
        for path in self._files:
            if path not in self._read_so_far:
                found = self._read_so_far[path] = _read(path)
                if isinstance(found, str):
                    self.damaged.append(found)
            run = self._read_so_far[path]
            if isinstance(run, Summary):
                yield run


def _broken_since(broken: tuple[int, Summary] | None, last_kept: str = "") -> Since:
    if broken is None:
        return Since(state="no_earlier_run")
    ago, run = broken
    return Since(state="broken_since", day=run.day, runs_ago=ago, last_kept=last_kept)


def _kind(about: RunInfo) -> str:
    """The same for runs that compare."""
    told = json.dumps([about.target, about.tags, about.paths])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _read(path: Path) -> Summary | str:
    """What was kept there, or a sentence on why it is of no use."""
    try:
        return Summary.model_validate_json(path.read_bytes())
    except OSError as problem:
        return f"{path} of the history cannot be read, and is passed over: {problem.strerror}"
    except ValidationError:
        return f"{path} of the history is damaged, and is passed over; remove it, or restore it"
