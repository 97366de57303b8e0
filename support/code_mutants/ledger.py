"""What became of the mutants, kept so that a run that was interrupted goes on where it was."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from support.code_mutants import wanted
from support.code_mutants.mutant import Mutant

FILE: Final = Path("reports/mutants.json")

SURVIVED: Final = "survived"
UNLOADABLE: Final = "unloadable"


class Ledger:
    """An outcome holds as long as the source, the features that may notice and the steps do."""

    def __init__(
        self,
        file: Path = FILE,
        features_for: Callable[[str], Iterable[str]] = wanted.features_for,
    ) -> None:
        self._file = file
        self._features_for = features_for
        self._prints: dict[str, str] = {}
        self._steps = _digest(sorted(Path("steps").glob("*.py")))
        self._outcomes: dict[str, dict[str, Any]] = {}
        if file.exists():
            self._outcomes = json.loads(file.read_text(encoding="utf-8"))["mutants"]

    def outcome(self, mutant: Mutant) -> dict[str, Any] | None:
        """None where it was not run, or not with what there is now."""
        known = self._outcomes.get(mutant.name)
        return known if known and known["print"] == self._print_of(mutant.file) else None

    def is_left(self, mutant: Mutant) -> bool:
        """Whether no run, with whatever there was, has ended it."""
        return mutant.name not in self._outcomes or (self._outcomes[mutant.name]["end"] == SURVIVED)

    def record(self, mutant: Mutant, outcome: dict[str, Any]) -> None:
        now = {"line": mutant.line, "print": self._print_of(mutant.file)}
        self._outcomes[mutant.name] = {**outcome, **now}

    def save(self) -> None:
        self._file.parent.mkdir(exist_ok=True)
        beside = self._file.with_suffix(".new")
        text = json.dumps({"mutants": self._outcomes}, indent=1, sort_keys=True, ensure_ascii=False)
        beside.write_text(text + "\n", encoding="utf-8")
        beside.replace(self._file)

    def _print_of(self, file: str) -> str:
        if file not in self._prints:
            paths = [Path(file), *map(Path, self._features_for(file))]
            self._prints[file] = _digest(paths) + self._steps
        return self._prints[file]


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
