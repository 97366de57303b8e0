"""`promises`: the catalogue of what a platform owes its customers."""

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import typer

from support.cli.refusal import refuse
from support.contract.promises import AREAS, PROMISES, Promise


class Form(StrEnum):
    TABLE = "table"
    JSON = "json"


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(promises)


EXAMPLES = """Examples:

`python -m support promises` lists the whole catalogue.

`python -m support promises CB REC` lists the circuit breaker's and recovery's.

`python -m support promises --format json` prints it for another program.
"""


def promises(
    areas: Annotated[
        list[str] | None,
        typer.Argument(help=f"Areas to list: {', '.join(AREAS)}; all of them if none is named."),
    ] = None,
    *,
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.TABLE,
) -> None:
    """List the promises: id, strength, profile, statement and source.

    Profile B holds for any agent server, V for one that speaks this contract's vocabulary.
    """
    wanted = [area.upper() for area in areas or AREAS]
    unknown = [area for area in wanted if area not in AREAS]
    if unknown:
        refuse(f"There is no area {', '.join(unknown)}. The areas are {', '.join(AREAS)}.")
    chosen = [promise for promise in PROMISES.values() if promise.id.split("-")[0] in wanted]
    typer.echo(_as_json(chosen) if form is Form.JSON else _as_table(chosen))


def _as_json(chosen: Iterable[Promise]) -> str:
    rows = [promise._asdict() | {"area": promise.area} for promise in chosen]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def _as_table(chosen: Iterable[Promise]) -> str:
    lines = []
    area = ""
    for promise in chosen:
        if promise.area != area:
            area = promise.area
            lines += ["", area]
        lines.append(
            f"  {promise.id:<7} {promise.strength:<7} {promise.profile}  {promise.statement}"
        )
    return "\n".join(lines[1:])
