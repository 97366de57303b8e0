"""Trials of the mutants: transcripts in a folder of their own, and what is made of them."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from behave import fixture

from support.self_check.mutants.equivalences import EQUIVALENCES
from support.self_check.mutants.runner import judge_mutants, judge_transcript
from support.self_check.mutants.tally import Tally
from support.self_check.streams import ExampleStream, log_of

LONGEST_RUN: Final = 120.0
_SEED: Final = 1


class MutantTrial:
    """`tally` is what became of the mutants that were judged last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tally = Tally()

    def run_features(self, areas: Sequence[str]) -> None:
        """Run these areas of the specification on the virtual clock, and keep what is green."""
        command = [sys.executable, "-m", "support", "run"]
        command += ["--tags", "not @wall_clock and not @self_check"]
        command += [f"features/{area}" for area in areas]
        command += [
            "-D",
            f"logs={self.folder}",
            "-D",
            f"reports={self.folder / 'report'}",
            "-D",
            "history=off",
        ]
        command += ["-D", "step_watchdog=30", "--", "--format", "progress"]
        ended = subprocess.run(  # noqa: S603 - our own command, with our own arguments
            command, capture_output=True, text=True, timeout=LONGEST_RUN, check=False
        )
        assert ended.returncode == 0, f"no green run:\n{ended.stdout}{ended.stderr}"

    def keep(self, stream: ExampleStream) -> None:
        """Keep an example stream as the transcript of somebody."""
        log = log_of(stream.events)
        (self.folder / "example.json").write_text(log.model_dump_json(), encoding="utf-8")

    def judge(self, count: int) -> None:
        self.tally = judge_mutants(self._transcripts(), seed=_SEED, sample=count)

    def judge_blindly(self) -> None:
        """By a validator that finds nothing, whatever comes."""
        for path in self._transcripts():
            found = judge_transcript(path, seed=_SEED, share=None, flagged=lambda *_: False)
            self.tally.add(found)

    def unreasonable(self) -> list[str]:
        """Reasons that were told and that are not in the list of the equivalences."""
        known = {equivalence.reason for equivalence in EQUIVALENCES}
        return [reason for reason in self.tally.equivalent if reason not in known]

    def _transcripts(self) -> list[Path]:
        return sorted(self.folder.glob("*.json"))


@fixture
def mutant_trial(_context: Any) -> Iterator[MutantTrial]:
    with tempfile.TemporaryDirectory(prefix="transcripts-") as folder:
        yield MutantTrial(Path(folder))
