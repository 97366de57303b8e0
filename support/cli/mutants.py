"""`mutants`: changed transcripts of a green run, and whether the validator sees the changes."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from support.cli.refusal import refuse
from support.installed import our_module
from support.live_line import FollowedLines, LiveLine

BROKEN = 1


def register(app: typer.Typer) -> None:
    app.command()(mutants)


def mutants(
    *,
    sample: Annotated[
        int, typer.Option(min=1, help="How many mutants at least, evenly from all transcripts.")
    ] = 5000,
    everything: Annotated[
        bool, typer.Option("--all", help="Every mutant of every transcript: minutes.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="Which mutants are drawn follows from it.")] = 1,
    logs: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Transcripts that a green run kept with `-D logs=FOLDER`; without, one is made.",
        ),
    ] = None,
) -> None:
    """Change the transcripts of a green run, and count what the validator makes of each mutant.

    Scenarios on the real clock (@wall_clock) are left out: their transcripts are never the same.
    Exit codes: 0, every mutant is flagged or equivalent; 1, one is missed, a good transcript is
    accused, or (with --all) an equivalence is in the list that no mutant needs; 2, there was
    nothing to change, or the run failed.
    """
    with tempfile.TemporaryDirectory(prefix="transcripts-") as made:
        folder = Path(made) if logs is None else logs
        if logs is None:
            waiting = LiveLine(sys.stderr)
            with waiting.gone_afterwards():
                waiting.show("The specification is run, for its transcripts …")
                _run_the_specification(folder)
        transcripts, count = sorted(folder.glob("*.json")), None if everything else sample
        _judge(transcripts, seed, count, whole=everything and logs is None)


def _run_the_specification(folder: Path) -> None:
    command = [*our_module("support"), "run", "--tags", "not @wall_clock"]
    command += ["-D", f"logs={folder}", "-D", f"reports={folder / 'report'}", "-D", "history=off"]
    command += ["-D", "step_watchdog=30", "--", "--format", "progress"]
    ended = subprocess.run(  # noqa: S603 - our own command, with our own arguments
        command, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if ended.returncode:
        refuse(ended.stdout, ended.stderr, "The specification is not kept: no run was green.")


def _judge(transcripts: list[Path], seed: int, sample: int | None, *, whole: bool) -> None:
    from support.self_check.mutants.equivalences import unused
    from support.self_check.mutants.runner import judge_mutants

    if not transcripts:
        refuse("There is no transcript, so nothing was changed.")
    followed = FollowedLines(len(transcripts), "transcripts")
    tally = judge_mutants(transcripts, seed=seed, sample=sample, followed=followed.follow)
    stale = unused(tally.equivalent) if whole else []
    for reason in stale:
        typer.echo(f"No mutant needs this equivalence, which has to go: {reason}")
    typer.echo("\n".join(tally.told()))
    if stale or not tally.is_clean:
        raise typer.Exit(BROKEN)
