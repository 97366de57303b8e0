"""How the command line refuses a wrong use."""

from typing import Final, NoReturn

import typer

SUITE_AT_FAULT: Final = 2


def refuse(*sentences: str) -> NoReturn:
    """Say on stderr what is wrong, and end with the exit code of a suite at fault."""
    for sentence in sentences:
        typer.echo(sentence, err=True)
    raise typer.Exit(SUITE_AT_FAULT)
