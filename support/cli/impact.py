"""`impact`: what failures cost customers, from a run, a load test or a captured log."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from support.cli.refusal import refuse
from support.installed import PROGRAM


class Form(StrEnum):
    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(impact)


EXAMPLES = """Examples:

`python -m support impact reports` tells of the last run.

`python -m support impact traffic.ndjson --customers 12000 --slo 0.995 --format json` tells of a
captured log.

A captured log has a JSON object in each line, in any order; `at` is seconds, or RFC 3339:

`{"at": 0, "who": "maya", "asked": "request-1"}` a customer sent a request

`{"at": 0.1, "upstream": "primary", "fault": "", "run_id": "run-1"}` a call reached a provider

`{"at": 2.4, "who": "maya", "event": {"type": "agent_error"}}` a customer received an event

`{"at": 9, "lifted": true}` a fault is over
"""


def impact(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE...",
            help="A results.json, a captured log (.ndjson), or a folder with either in it.",
        ),
    ] = None,
    *,
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.TEXT,
    reports: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where impact.html and impact.json go.")
    ] = Path("reports"),
    slo: Annotated[float, typer.Option(help="Share of good requests promised.")] = 0.999,
    late_after: Annotated[
        float, typer.Option(metavar="SECONDS", help="Who waits longer for a word is served late.")
    ] = 10.0,
    monthly_loss: Annotated[
        float, typer.Option(help="Revenue a month, spread over all customers.")
    ] = 80_000.0,
    customers: Annotated[
        int | None, typer.Option(help="How many customers there are; else those in the record.")
    ] = None,
    value_per_customer: Annotated[
        float | None, typer.Option(help="A customer's revenue a month, instead of the two above.")
    ] = None,
) -> None:
    """Say what failures cost customers: who, how long, how silent, what was lost, what is at risk.

    Every number stands with what it is of, and n/a where nothing was measured. Exit codes: 0, told;
    2, a file or a value is of no use.
    """
    from pydantic import ValidationError

    from support.figures.impact_page import write_impact
    from support.figures.impact_text import as_json, lines
    from support.figures.records import evidence_from
    from support.measures import Declared, UnreadableLogError, impact_of
    from support.measures.total import total_of
    from support.report.saved import UnreadableResultsError
    from support.report.writing import UnwritableReportError

    if not files:
        refuse(f"Name a file, as in `{PROGRAM} impact reports/results.json`.")
    try:
        declared = Declared(
            slo=slo,
            late_after=late_after,
            monthly_loss=monthly_loss,
            customers=customers,
            value_per_customer=value_per_customer,
        )
        impacts = [impact_of(one, declared) for one in evidence_from(files)]
        total = total_of(impacts, declared)
        write_impact(reports, total, impacts, declared)
    except ValidationError as refused:
        refuse(*(_sentence(error["loc"], error["msg"]) for error in refused.errors()))
    except (UnreadableLogError, UnreadableResultsError, UnwritableReportError) as problem:
        refuse(str(problem))
    if form is Form.JSON:
        typer.echo(json.dumps(as_json(total, impacts, declared), indent=2, ensure_ascii=False))
        return
    typer.echo("\n".join([*lines(total, impacts, declared), f"Page: {reports / 'impact.html'}"]))


def _sentence(place: tuple[int | str, ...], said: str) -> str:
    option = "--" + str(place[0] if place else "").replace("_", "-")
    return f"{option}: {said[:1].lower()}{said[1:]}."
