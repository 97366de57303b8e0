"""`bench`: what the suite costs, beside what it could not do without."""

from typing import Annotated

import typer

from support.cli.refusal import refuse

BROKEN = 1
_LISTED = 10


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
    from support.benchmark.specification import MOST, BenchmarkError, Measure, measure

    def line(name: str, one: Measure) -> str:
        each = 1000 * one.seconds / one.scenarios
        return (
            f"{name:<14} {one.seconds:6.2f} s  {each:6.1f} ms a scenario  "
            f"({one.process:.2f} s with its start and its report)"
        )

    try:
        outcome = measure(rounds)
    except BenchmarkError as failed:
        refuse(str(failed))
    ours, floor = outcome.specification, outcome.floor
    typer.echo(f"{ours.scenarios} scenarios with {ours.steps} steps, on the virtual clock:")
    typer.echo(line("specification", ours))
    typer.echo(line("floor", floor))
    typer.echo(f"{'ratio':<14} {outcome.ratio:6.2f}    at most {MOST}")
    apart = outcome.on_the_wall_clock
    took = sum(one.seconds for one in apart)
    typer.echo(f"{len(apart)} scenarios on the real clock, apart: {took:.2f} s")
    for one in apart[:_LISTED]:
        typer.echo(f"  {one.seconds:6.2f} s  {one.name}")
    if outcome.ratio > MOST:
        raise typer.Exit(BROKEN)
