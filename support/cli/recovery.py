"""`recovery`: which settings of retries and circuit breaker recover best."""

import json
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from support.cli.refusal import refuse


class Form(StrEnum):
    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(recovery)


EXAMPLES = """Examples:

`python -m support recovery` tries every setting on every trace, and writes reports/recovery.html.

`python -m support recovery --trace outages --trace flapping --every 0.5` tries two traces, with
two requests a second.

`python -m support recovery --format json` prints every setting with its figures.
"""


def recovery(
    trace: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only this trace; can be given again."),
    ] = None,
    *,
    every: Annotated[
        float, typer.Option(min=0.05, metavar="SECONDS", help="Between requests, on average.")
    ] = 2.0,
    seed: Annotated[int, typer.Option(min=0, help="When the requests come.")] = 1,
    rounds: Annotated[
        int, typer.Option(min=1, help="How often each is played, from that seed on.")
    ] = 3,
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.TEXT,
    reports: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where recovery.html and recovery.json go.")
    ] = Path("reports"),
) -> None:
    """Try retry and breaker settings on fault traces, and recommend some.

    In virtual time, with the platform's own breaker and retry policy. Exit codes: 0, told; 2, an
    option is of no use, the folder cannot be written to, or it was interrupted.
    """
    from support.figures.recovery_page import write_recovery
    from support.figures.recovery_text import as_json, lines
    from support.live_line import FollowedLines
    from support.report.writing import UnwritableReportError, require_writable
    from support.tuning import TRACES, Traffic, grid, play, ranked

    unknown = [name for name in trace or [] if name not in TRACES]
    if unknown:
        refuse(f"--trace: there is no trace {unknown[0]!r}. The traces are {', '.join(TRACES)}.")
    chosen = [TRACES[name] for name in dict.fromkeys(trace or TRACES)]
    tried = list(grid())
    told = FollowedLines(len(tried), "settings")
    rounds_of = [Traffic(every, seed + number) for number in range(rounds)]
    began = time.monotonic()
    try:
        require_writable(reports)
        done = [
            (one, [play(fault, one, traffic) for fault in chosen for traffic in rounds_of])
            for one in told.follow(tried)
        ]
        ranking = ranked(done)
        hours = sum(played.seconds for _, each in done for played in each) / 3600
        write_recovery(reports, ranking, chosen, hours=hours, every=every)
    except UnwritableReportError as problem:
        refuse(str(problem))
    except KeyboardInterrupt:
        told.end()
        refuse("Interrupted: nothing was written.")
    if form is Form.JSON:
        typer.echo(json.dumps(as_json(ranking, chosen, hours), indent=2, ensure_ascii=False))
        return
    for line in lines(ranking, chosen, hours, time.monotonic() - began):
        typer.echo(line)
    typer.echo(f"Page: {reports / 'recovery.html'}")
