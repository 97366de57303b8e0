"""`compare`: what changed between two runs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from support.cli.refusal import refuse


class Form(StrEnum):
    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(compare)


EXAMPLES = """Examples:

`python -m support compare yesterday/results.json reports/results.json` says what changed.

`python -m support compare yesterday reports --format json` prints it for another program.
"""


def compare(
    before: Annotated[Path, typer.Argument(metavar="A", help="The results of the first run.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The results of the second run.")],
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.TEXT,
) -> None:
    """Say what changed from one run to the other: newly broken, newly kept, slower, gone, new.

    Exit codes: 0, nothing is newly broken or gone; 1, something is; 2, a file cannot be read.
    """
    from support.report.compare import SLOWER
    from support.report.compare import compare as compared
    from support.report.saved import UnreadableResultsError, read_results

    try:
        changes = compared(read_results(before), read_results(after))
    except UnreadableResultsError as problem:
        refuse(str(problem))
    if form is Form.JSON:
        typer.echo(changes.model_dump_json(indent=2))
        raise typer.Exit(int(changes.worse))
    for sentence in changes.not_alike:
        typer.echo(sentence)
    lists = {
        "Newly broken": changes.newly_broken,
        "Newly kept": changes.newly_kept,
        f"Slower ({SLOWER})": changes.slower,
        "Gone, tested before and not now": changes.gone,
        "New, not tested before": changes.new,
    }
    for heading, names in lists.items():
        if names:
            typer.echo("\n".join([f"{heading}:", *(f"  {name}" for name in names)]))
    if not any(lists.values()):
        typer.echo("Nothing changed.")
    if changes.still_broken:
        typer.echo(f"Still broken: {len(changes.still_broken)} promises and scenarios.")
    raise typer.Exit(int(changes.worse))
