"""`contract`: the published documents, made from the models."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from support.cli.refusal import refuse


class Document(StrEnum):
    JSON_SCHEMA = "json-schema"
    ASYNCAPI = "asyncapi"


class Side(StrEnum):
    SENDER = "sender"
    READER = "reader"


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(contract)


EXAMPLES = """Examples:

`python -m support contract` prints the JSON Schema that every frame fits.

`python -m support contract --format asyncapi --output asyncapi.json` writes the AsyncAPI document.
"""


def contract(
    form: Annotated[
        Document, typer.Option("--format", help="Which document.")
    ] = Document.JSON_SCHEMA,
    side: Annotated[
        Side,
        typer.Option(
            "--for", help="A sender adds no field of its own; a reader lets unknown fields pass."
        ),
    ] = Side.SENDER,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it here instead of printing it.")
    ] = None,
) -> None:
    """Publish the event contract as JSON Schema 2020-12 or as an AsyncAPI 3.0 document."""
    from support.contract.published import asyncapi, json_schema

    make = json_schema if form is Document.JSON_SCHEMA else asyncapi
    text = json.dumps(make(open_to_new_fields=side is Side.READER), indent=2, ensure_ascii=False)
    if output is None:
        typer.echo(text)
        return
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as problem:
        refuse(f"{output} cannot be written: {problem.strerror}.")
