"""`install-server`: a third-party server that is ready to be put under test."""

import os
from typing import Annotated

import typer

from support.cli.refusal import refuse


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(install_server)


EXAMPLES = """Example:

`python -m support install-server nanobot` installs it under .servers/nanobot, and says how it is
put under test.
"""


def install_server(
    name: Annotated[str | None, typer.Argument(help="Which; without one, all are listed.")] = None,
) -> None:
    """Install a third-party agent server from the package registry, to put it under test.

    It gets an environment of its own under .servers/ of this folder, and is no dependency of the
    project. Exit codes: 0, it is there; 2, there is none of that name, or pip failed.
    """
    from support.configuration import ConfigurationError
    from support.targets.real_server.installing import SERVERS, descriptions, install
    from support.targets.real_server.reading import read_description

    known = descriptions()
    if name is None:
        for one, file in known.items():
            typer.echo(f"{one:>10}  {', '.join(read_description(file).install)}")
        return
    if name not in known:
        refuse(f"There is no server {name!r}. Known: {', '.join(known)}.")
    try:
        packages = read_description(known[name]).install
    except ConfigurationError as wrong:
        refuse(*wrong.problems)
    typer.echo(f"Installing {', '.join(packages)} into {SERVERS / name} …")
    if not install(name, packages):
        refuse(f"pip could not install {name}; its words are above.")
    where = os.path.relpath(known[name])
    typer.echo(f"Installed. Now: python -m support run -D target={where}")
