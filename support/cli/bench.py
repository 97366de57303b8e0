"""`bench`: what the suite costs, beside what it could not do without."""

import sys
from typing import Annotated

import typer

from support.cli.refusal import refuse
from support.live_line import LiveLine

BROKEN = 1


def register(app: typer.Typer) -> None:
    app.command()(bench)


def bench(
    rounds: Annotated[
        int, typer.Option(min=1, help="How often each is run; the fastest counts.")
    ] = 3,
) -> None:
    """Measure the specification's wall time over its floor.

    The floor is behave with the same features and steps that do nothing, plus a fresh event loop, a
    server and two connections for each scenario. Exit codes: 0, at most 2.5 times the floor; 1,
    more; 2, a run failed. Scenarios on the real clock (@real) are listed apart.
    """
    from support.benchmark.specification import BenchmarkError, measure

    live = LiveLine(sys.stderr)
    try:
        with live.gone_afterwards():
            outcome = measure(rounds, lambda what: live.show(f"{what}, {live.elapsed}"))
    except BenchmarkError as failed:
        refuse(str(failed))
    typer.echo("\n".join(outcome.lines()))
    if outcome.is_too_slow:
        raise typer.Exit(BROKEN)
