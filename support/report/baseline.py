"""The list of known breaks, a TOML file: with it only what is new, or no longer breaks, is red."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from support.contract.promises import PROMISES
from support.installed import PROGRAM
from support.report.judgement import breaks
from support.report.names import named
from support.report.results import Results, ScenarioResult
from support.report.standing import Baselined, Known

_KEYS: Final = frozenset({"promise", "scenario", "reason", "issue"})


class BaselineError(ValueError):
    """The file is refused; `problems` holds one sentence for each thing that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class Baseline:
    """`promises` and `scenarios` are what may break, by id and by name, and why."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.promises: dict[str, Known] = {}
        self.scenarios: dict[str, Known] = {}

    @classmethod
    def read(cls, file: Path) -> "Baseline":
        """Raises BaselineError, which lists all that is wrong."""
        try:
            found = tomllib.loads(file.read_text(encoding="utf-8"))
        except OSError as problem:
            raise BaselineError(
                [f"The baseline {file} cannot be read: {problem.strerror}."]
            ) from problem
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
            raise BaselineError([f"The baseline {file} is not TOML: {problem}."]) from problem
        baseline = cls(file)
        problems = [
            f"The baseline {file} has a key of no use, {key!r}: it is a list of [[known]]."
            for key in found
            if key != "known"
        ]
        entries = found.get("known", [])
        if not isinstance(entries, list):
            entries, problems = [], [f"The baseline {file} is to be a list of [[known]]."]
        for number, entry in enumerate(entries, start=1):
            where = f"The baseline {file}, [[known]] number {number}"
            problems += [f"{where}: {wrong}" for wrong in baseline._add(entry)]
        if problems:
            raise BaselineError(problems)
        return baseline

    def _add(self, entry: Any) -> Iterator[str]:
        if not isinstance(entry, dict) or not all(isinstance(v, str) for v in entry.values()):
            yield "its values are texts."
            return
        unknown = entry.keys() - _KEYS
        if unknown:
            yield f"there is no {', '.join(sorted(unknown))}; it takes {', '.join(sorted(_KEYS))}."
        if ("promise" in entry) == ("scenario" in entry):
            yield "it names either a promise or a scenario."
            return
        if not entry.get("reason", "").strip():
            yield "its reason is missing: say why it may break for now."
        known = Known(reason=entry.get("reason", ""), issue=entry.get("issue", ""))
        kind = "promise" if "promise" in entry else "scenario"
        listed = self.promises if kind == "promise" else self.scenarios
        name = entry[kind]
        if name in listed:
            yield f"the {kind} {name} is listed twice."
        if kind == "promise" and name not in PROMISES:
            yield f"there is no promise {name}; `{PROGRAM} promises` lists them."
        listed[name] = known

    def applied(self, results: Results) -> Results:
        """The results, in which what is known is marked, and what is new or stale is named."""
        told = Baselined(file=str(self.file))
        scenarios = dict(named(results.features))
        for name, scenario in scenarios.items():
            if scenario.broke:
                scenario.known = self._known(name, scenario)
                if scenario.known is None:
                    told.new.append(name)
        for promise in results.promises:
            if promise.verdict == "broken":
                by = [one for one in scenarios.values() if breaks(one, promise.id)]
                through = [one.known for one in by if one.known]
                first = through[0] if through and len(through) == len(by) else None
                promise.known = self.promises.get(promise.id, first)
        told.stale = list(self._stale(results, scenarios))
        results.baseline = told
        results.verdict.sentence += _said(results, told)
        results.verdict.notes += told.stale
        return results

    def _known(self, name: str, scenario: ScenarioResult) -> Known | None:
        if name in self.scenarios:
            return self.scenarios[name]
        broken = [promise for promise in PROMISES if breaks(scenario, promise)]
        if broken and all(promise in self.promises for promise in broken):
            return self.promises[broken[0]]
        return None

    def _stale(self, results: Results, scenarios: dict[str, ScenarioResult]) -> Iterator[str]:
        """Only what this run has really tested."""
        verdicts = {promise.id: promise.verdict for promise in results.promises}
        for name in self.promises:
            if verdicts[name] == "kept":
                yield self._no_longer(f"The promise {name} is kept", "promise", name)
        files = {feature.file for feature in results.features}
        for name in self.scenarios:
            if name in scenarios:
                if scenarios[name].outcome == "passed":
                    yield self._no_longer(f"“{name}” passed", "scenario", name)
            elif name.partition(": ")[0] in files:
                yield self._no_longer(f"“{name}” is no scenario any more", "scenario", name)

    def _no_longer(self, what: str, kind: str, name: str) -> str:
        line = f"{kind} = {json.dumps(name, ensure_ascii=False)}"
        return f"{what}: remove the [[known]] with `{line}` from {self.file}."


def _said(results: Results, told: Baselined) -> str:
    broke = [s for _, s in named(results.features) if s.broke]
    if not broke:
        return ""
    known = sum(scenario.known is not None for scenario in broke)
    return f" Of {len(broke)} scenarios that broke, {known} are known and {len(told.new)} new."


def first_baseline(results: Results) -> str:
    """A baseline of what is broken now, whose reasons are left to fill in."""
    broken = [promise for promise in results.promises if promise.verdict == "broken"]
    parts = ["# Known breaks. A run refuses this file until each has its reason."]
    parts += [
        f'[[known]]  # {promise.statement}\npromise = "{promise.id}"\nreason = ""\nissue = ""'
        for promise in broken
    ]
    parts += [
        f'[[known]]\nscenario = {json.dumps(name, ensure_ascii=False)}\nreason = ""\nissue = ""'
        for name, scenario in named(results.features)
        if scenario.broke and not any(breaks(scenario, promise.id) for promise in broken)
    ]
    return "\n\n".join(parts) + "\n"
