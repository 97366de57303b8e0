"""The command line. Each command is a module of its own and imports what is heavy when called."""

import typer

from support.cli import (
    baseline,
    bench,
    code_mutants,
    compare,
    contract,
    determinism,
    docs,
    fuzz,
    impact,
    install_server,
    judge,
    load,
    matrix,
    mutants,
    promises,
    recovery,
    report,
    run,
    serve,
    target,
    validate_config,
    warn,
)
from support.installed import INSTALLED, as_called

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help=as_called("""The executable specification of how AI agents may fail in front of customers.

Exit codes: 0, every promise that was tested is kept; 1, a promise is broken; 2, the suite itself or
the way it was called is at fault.

Start with `python -m support run`, then open `reports/index.html`.
"""),
)
for _command in (
    run,
    report,
    compare,
    impact,
    recovery,
    baseline,
    serve,
    load,
    target,
    install_server,
    judge,
    validate_config,
    warn,
    promises,
    contract,
    docs,
    determinism,
    matrix,
    mutants,
    fuzz,
    *(() if INSTALLED else (bench, code_mutants)),  # what they measure is the repository
):
    _command.register(app)
for _registered in app.registered_commands:
    _registered.epilog = as_called(_registered.epilog)
