"""`report`: the report made again from a results file alone."""

from pathlib import Path
from typing import Annotated

import typer

from support.cli.refusal import refuse
from support.installed import PROGRAM


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(report)


EXAMPLES = """Examples:

`python -m support report reports/results.json --reports old` makes the page
again, and JUnit and messages with it.

`python -m support report --schema` prints the JSON Schema of results.json.
"""


def report(
    source: Annotated[
        Path | None, typer.Argument(metavar="FROM", help="A results.json, or the folder it is in.")
    ] = None,
    reports: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to write; else beside FROM.")
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of the results instead.")
    ] = False,
) -> None:
    """Make index.html, junit/ and messages.ndjson again from a results file alone.

    The pages of the contract are written beside it, as a run does.

    The page is byte for byte the one that the run wrote. Exit codes: 0, written; 2, unreadable.
    """
    from support.documentation import write_documents
    from support.report.remade import write_from
    from support.report.saved import UnreadableResultsError, published_schema, read_results
    from support.report.writing import UnwritableReportError, require_writable

    if schema:
        typer.echo(published_schema(), nl=False)
        return
    if source is None:
        refuse(f"Name a results file, as in `{PROGRAM} report reports/results.json`.")
    folder = reports or (source if source.is_dir() else source.parent)
    try:
        results = read_results(source)
        require_writable(folder)
        write_from(results, folder)
        if results.documents:
            write_documents(folder, results)
    except (UnreadableResultsError, UnwritableReportError) as problem:
        refuse(str(problem))
    typer.echo(f"Report: {folder / 'index.html'}")
