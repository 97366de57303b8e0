"""What changed between the results of two runs."""

from typing import Final

from pydantic import BaseModel, ConfigDict

from support.report.about import RunInfo
from support.report.names import named
from support.report.results import Results, ScenarioResult

SLOWER_TIMES: Final = 1.5
SLOWER_SECONDS: Final = 0.1
SLOWER: Final = f"more than {SLOWER_TIMES} times as long, and more than {SLOWER_SECONDS} s longer"


class Changes(BaseModel):
    """Ids of promises, and names of scenarios. `not_alike` says why the two compare badly.

    `gone` was tested before and is not now, `new` the other way round; `slower` is SLOWER.
    """

    model_config = ConfigDict(extra="forbid")

    not_alike: list[str] = []
    newly_broken: list[str] = []
    newly_kept: list[str] = []
    still_broken: list[str] = []
    gone: list[str] = []
    new: list[str] = []
    slower: list[str] = []

    @property
    def worse(self) -> bool:
        return bool(self.newly_broken or self.gone)


def compare(before: Results, after: Results) -> Changes:
    """Both promises and scenarios; a scenario was tested if it passed or broke."""
    changes = Changes(not_alike=_not_alike(before.about, after.about))
    _sort_in(changes, _promises(before), _promises(after))
    was, now = _ran(before), _ran(after)
    kept_was = {name: not scenario.broke for name, scenario in was.items()}
    kept_now = {name: not scenario.broke for name, scenario in now.items()}
    _sort_in(changes, kept_was, kept_now)
    changes.slower = [
        f"{name}: {was[name].duration:.2f} s, now {now[name].duration:.2f} s"
        for name in now
        if kept_now[name] and kept_was.get(name) and _slower(was[name], now[name])
    ]
    return changes


def _sort_in(changes: Changes, was: dict[str, bool], now: dict[str, bool]) -> None:
    for name, kept in now.items():
        if name not in was:
            changes.new.append(name)
        if not kept:
            still = was.get(name) is False
            (changes.still_broken if still else changes.newly_broken).append(name)
        elif was.get(name) is False:
            changes.newly_kept.append(name)
    changes.gone += [name for name in was if name not in now]


def _promises(results: Results) -> dict[str, bool]:
    """Whether each was kept, of those that were kept or broken."""
    judged = [one for one in results.promises if one.verdict in ("kept", "broken")]
    return {one.id: one.verdict == "kept" for one in judged}


def _ran(results: Results) -> dict[str, ScenarioResult]:
    return {name: one for name, one in named(results.features) if one.outcome != "not_run"}


def _slower(was: ScenarioResult, now: ScenarioResult) -> bool:
    more = now.duration - was.duration
    return more > SLOWER_SECONDS and now.duration > SLOWER_TIMES * was.duration


def _not_alike(before: RunInfo, after: RunInfo) -> list[str]:
    told = []
    if before.target != after.target:
        told.append(f"Different targets: {before.target}; {after.target}.")
    if (before.tags, before.paths) != (after.tags, after.paths):
        told.append(f"Different selections: {_selected(before)}; {_selected(after)}.")
    told += [
        f"The {which} run was interrupted, so that what is gone or new may not be."
        for which, about in (("first", before), ("second", after))
        if about.interrupted
    ]
    return told


def _selected(about: RunInfo) -> str:
    return " in ".join(part for part in (about.tags, " ".join(about.paths)) if part) or "everything"
