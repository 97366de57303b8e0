"""`docs`: the contract as pages and as published documents, without a run."""

from pathlib import Path
from typing import Annotated

import typer

from support.cli.refusal import refuse
from support.installed import LIES_IN


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(docs)


EXAMPLES = """Examples:

`python -m support docs` writes reports/promises.html, events.html and failures.html.

`python -m support docs --reports public` writes them into another folder.
"""


def docs(
    reports: Annotated[Path, typer.Option(metavar="FOLDER", help="Where to write.")] = Path(
        "reports"
    ),
) -> None:
    """Write the promises, the events and the failures as pages, as every run does.

    Beside them go contract.schema.json and asyncapi.json. Where FOLDER holds a run's results.json,
    the promises have its verdicts; else the features folder says where each is stated. Exit codes:
    0, written; 2, the folder or the results are of no use.
    """
    from support.documentation import DOCUMENTS, write_documents
    from support.documentation.stated import places_in_files
    from support.report.saved import UnreadableResultsError, read_results
    from support.report.writing import UnwritableReportError, require_writable

    try:
        require_writable(reports)
        ran = (reports / "results.json").is_file()
        results = read_results(reports) if ran else None
        places = None if ran else places_in_files(LIES_IN / "features")
        write_documents(reports, results, places)
    except (UnreadableResultsError, UnwritableReportError) as problem:
        refuse(str(problem))
    typer.echo("\n".join(f"{title}: {reports / file}" for file, title in DOCUMENTS.items()))
