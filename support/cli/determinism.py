"""`determinism`: the specification twice, and whether it wrote the same transcripts."""

import shutil
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from support.cli.refusal import refuse
from support.installed import our_module

BROKEN = 1


def register(app: typer.Typer) -> None:
    app.command()(determinism)


def determinism(
    folder: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the two runs write; emptied before.")
    ] = Path("reports/determinism"),
) -> None:
    """Run the specification twice, at the same time, and compare every connection's transcript.

    Scenarios on the real clock (@real) are left out. Exit codes: 0, the same byte for byte; 1,
    they differ; 2, there was nothing to compare, or a run failed.
    """
    from support.determinism import compare

    runs = [folder / "first", folder / "second"]
    for run in runs:
        shutil.rmtree(run, ignore_errors=True)
    started = [_start(run) for run in runs]
    outputs = [process.communicate()[0] for process in started]
    for process, output in zip(started, outputs, strict=True):
        if process.returncode:
            refuse(output, f"A run of the specification ended with {process.returncode}.")
    found = compare(*(run / "transcripts" for run in runs))
    if found.differences:
        typer.echo("\n".join(found.differences))
        typer.echo(f"{len(found.differences)} transcripts are not the same in both runs.")
        raise typer.Exit(BROKEN)
    if not found.compared:
        refuse("No transcript was written, so nothing was compared.")
    typer.echo(f"{found.compared} connections' transcripts of two runs: the same, byte for byte.")


def _start(folder: Path) -> subprocess.Popen[str]:
    settings = [f"transcripts={folder / 'transcripts'}", f"reports={folder / 'report'}"]
    settings.append("history=off")
    settings.append("step_watchdog=30")  # two runs share the machine, and each step takes longer
    defined = [part for setting in settings for part in ("-D", setting)]
    command = [*our_module("support"), "run", "--tags", "not @real", *defined]
    command += ["--", "--format", "progress"]
    return subprocess.Popen(  # noqa: S603 - our own command, with our own arguments
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
