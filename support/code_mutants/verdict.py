"""What a hunt came to: how many were noticed, and why the others were not."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from support.code_mutants.ledger import SURVIVED, UNLOADABLE
from support.code_mutants.mutant import Mutant

LEAST_SHARE_KILLED: Final = 0.9
REASONS: Final = Path(__file__).with_name("survivors.toml")


class ReasonsError(ValueError):
    """The file of reasons is not as it must be."""


def reasons(file: Path = REASONS) -> dict[str, str]:
    """Why a mutant may live, by its name."""
    found: dict[str, str] = {}
    for row in tomllib.loads(file.read_text(encoding="utf-8")).get("survivor", []):
        for name in row["mutants"]:
            if name in found:
                raise ReasonsError(f"{file.name}: two reasons for {name}")
            found[name] = row["why"]
    return found


@dataclass
class Verdict:
    """Of mutants that were run; one that could not even be loaded proves nothing of a feature."""

    ends: Counter[str] = field(default_factory=Counter)
    survivors: list[tuple[Mutant, str]] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    @property
    def killed(self) -> int:
        return self.ends.total() - self.ends[SURVIVED] - self.ends[UNLOADABLE]

    @property
    def share_killed(self) -> float:
        judged = self.killed + self.ends[SURVIVED]
        return self.killed / judged if judged else 0.0

    @property
    def is_good(self) -> bool:
        return self.share_killed >= LEAST_SHARE_KILLED and not self.stale

    def lines(self) -> Iterator[str]:
        for mutant, why in self.survivors:
            yield f"{mutant.file}:{mutant.line}: {mutant.name.split(' :: ', 1)[1]}"
            yield f"    {why or 'no reason is known: a feature is missing'}"
        for name in self.stale:
            yield f"A reason is given for what does not survive: {name}"
        ends = self.ends
        yield (
            f"{ends.total()} mutants, {ends[UNLOADABLE]} of them could not be loaded. "
            f"Of the others {self.killed} were killed ({ends['timed out']} of them by time, "
            f"{ends['crashed']} by a crash) and {ends[SURVIVED]} survived: "
            f"{self.share_killed:.1%} killed, at least {LEAST_SHARE_KILLED:.0%} must be."
        )
        unknown = sum(not why for _, why in self.survivors)
        yield f"Of the survivors {ends[SURVIVED] - unknown} have a reason, {unknown} have none."


def judge(
    mutants: Iterable[Mutant],
    outcomes: Mapping[str, Mapping[str, Any]],
    known: Mapping[str, str],
    *,
    whole_files: bool,
) -> Verdict:
    """Of those mutants that have an outcome. Only of whole files is a reason known to be stale."""
    verdict = Verdict()
    names, files = set(), set()
    for mutant in mutants:
        files.add(mutant.file)
        if mutant.name not in outcomes:
            continue
        verdict.ends[outcomes[mutant.name]["end"]] += 1
        if outcomes[mutant.name]["end"] == SURVIVED:
            names.add(mutant.name)
            verdict.survivors.append((mutant, known.get(mutant.name, "")))
    if whole_files:
        given = [name for name in known if name.partition(" :: ")[0] in files]
        verdict.stale = sorted(set(given) - names)
    return verdict
