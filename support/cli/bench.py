"""`bench`: what the suite costs, beside what it could not do without."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from support.cli.refusal import refuse
from support.live_line import LiveLine

BROKEN = 1


class What(StrEnum):
    ALL = "all"
    SPECIFICATION = "specification"
    LOG = "log"


def register(app: typer.Typer) -> None:
    app.command()(bench)


def bench(
    what: Annotated[What, typer.Argument(help="What is measured.")] = What.ALL,
    *,
    rounds: Annotated[
        int, typer.Option(min=1, help="How often each is run; the fastest counts.")
    ] = 3,
    events: Annotated[
        int, typer.Option(min=1000, help="How many events the log has that is judged.")
    ] = 1_000_000,
    load: Annotated[
        bool, typer.Option("--load", help="What a judged session under load costs, instead.")
    ] = False,
) -> None:
    """Measure the specification's wall time, and a long log's judgement, over their floors.

    The specification's floor is behave with the same features and steps that do nothing, plus a
    fresh event loop, a server and two connections for each scenario. The log's floor is a bare loop
    of pydantic's validate_json. Exit codes: 0, the specification takes at most 2.5 times its floor,
    and the log at most 3 times, in 64 MiB, and 0.65 of that time with two workers; 1, more; 2, a
    run failed. Scenarios on the real clock (@real) are listed apart.

    With --load: the CPU of a session of `python -m support load`, beside that of a bare websockets
    client that looks at nothing, and of a Locust user, where Locust is installed; and how soon a
    failure is told among 2,000 sessions, and 2,000 failures at once.
    """
    if load:
        _bench_load(rounds)
        return
    from support.benchmark.log import measure_log
    from support.benchmark.specification import BenchmarkError, measure
    from support.self_check.long_log import write_long_log

    live = LiveLine(sys.stderr)

    def progress(doing: str) -> None:
        live.show(f"{doing}, {live.elapsed}")

    too_much = False
    try:
        with live.gone_afterwards():
            if what is not What.LOG:
                outcome = measure(rounds, progress)
                live.erase()
                typer.echo("\n".join(outcome.lines()))
                too_much = outcome.is_too_slow
            if what is not What.SPECIFICATION:
                judged = measure_log(events, write_long_log, progress)
                live.erase()
                typer.echo("\n".join(judged.lines()))
                too_much = too_much or judged.is_too_slow
    except BenchmarkError as failed:
        refuse(str(failed))
    if too_much:
        raise typer.Exit(BROKEN)


def _bench_load(rounds: int) -> None:
    import asyncio

    from support.load.measures.compare import MeasureError, costs
    from support.load.measures.notice import a_burst, among_idle_ones
    from support.load.measures.story import recorded
    from support.load.open_files import TooFewFilesError

    live = LiveLine(sys.stderr)
    try:
        with live.gone_afterwards():
            frames = asyncio.run(recorded())
            measured = costs(frames, rounds, lambda what: live.show(f"{what}, {live.elapsed}"))
            live.show(f"among many who wait, {live.elapsed}")
            ratios = [*measured.ratios, asyncio.run(among_idle_ones())]
            live.show(f"a burst, {live.elapsed}")
            ratios.append(asyncio.run(a_burst(frames)))
    except (MeasureError, TooFewFilesError) as failed:
        refuse(str(failed))
    for line in (*measured.lines(), *(ratio.line() for ratio in ratios)):
        typer.echo(line)
    if not all(ratio.is_kept for ratio in ratios):
        raise typer.Exit(BROKEN)
