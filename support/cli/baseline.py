"""`baseline`: a first list of known breaks."""

from pathlib import Path
from typing import Annotated

import typer

from support.cli.refusal import refuse


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(baseline)


EXAMPLES = """Examples:

`python -m support baseline reports/results.json > known.toml` lists what is broken; fill in why.

`python -m support run -D baseline=known.toml` is then red only for what is new.
"""


def baseline(
    source: Annotated[
        Path, typer.Argument(metavar="FROM", help="A results.json, or the folder it is in.")
    ],
) -> None:
    """Print a list of what a run found broken, as a baseline whose reasons are yours to fill in.

    Exit codes: 0, printed; 2, the file cannot be read, or nothing in it is broken.
    """
    from support.report.baseline import first_baseline
    from support.report.saved import UnreadableResultsError, read_results

    try:
        results = read_results(source)
    except UnreadableResultsError as problem:
        refuse(str(problem))
    listed = first_baseline(results)
    if "[[known]]" not in listed:
        refuse(f"Nothing that {source} holds is broken, so there is nothing to list.")
    typer.echo(listed, nl=False)
