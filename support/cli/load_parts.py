"""`load merge` and `load platform`: a load whose swarms run in more places than one."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from support.cli.refusal import refuse


def merge(
    ledgers: Annotated[
        list[Path], typer.Argument(help="Ledgers of `load --ledger`, or folders of them.")
    ],
    *,
    workers: Annotated[
        int | None, typer.Option(min=1, help="How many swarms there were. [as many as ledgers]")
    ] = None,
    account: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", help="What the platform says, of `load platform`."),
    ] = None,
    threshold: Annotated[
        list[str] | None, typer.Option(help='To be kept, as in "notify_p99<0.5".')
    ] = None,
    reports: Annotated[Path, typer.Option(help="Folder for load.html and load.json.")] = Path(
        "reports"
    ),
) -> None:
    """Judge the ledgers of several swarms as one load.

    A swarm that left no ledger, or ended in the middle, fails it and is named; so does a count that
    is not the platform's. Exit codes as for `load`.
    """
    from support.load.ledger import LedgerError, ledgers_in, read_ledger
    from support.load.merging import merged, read_account
    from support.load.page import write_load
    from support.load.tally import Server
    from support.load.telling import lines
    from support.load.thresholds import ThresholdError
    from support.load.thresholds import threshold as read_threshold

    files = [file for path in ledgers for file in (ledgers_in(path) if path.is_dir() else (path,))]
    try:
        limits = list(map(read_threshold, threshold or []))
        read = [read_ledger(file) for file in files]
        server = Server(is_open=False) if account is None else read_account(account)
    except (LedgerError, ThresholdError) as refused:
        refuse(str(refused))
    if not read:
        refuse(f"There is no ledger in {', '.join(map(str, ledgers))}.")
    outcome = merged(read, workers or len(read), server)
    outcome.thresholds = [one.held_against(outcome) for one in limits]
    written = write_load(outcome, reports)
    for line in (*lines(outcome), f"Report: {written}"):
        typer.echo(line)
    raise typer.Exit(outcome.exit_code)


def platform(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any.")] = 8770,
    sessions: Annotated[
        int, typer.Option(min=1, help="For how many customers there has to be room.")
    ] = 5_000,
    account: Annotated[
        Path | None, typer.Option(metavar="FILE.json", help="Written at its end, for `load merge`.")
    ] = None,
    target: Annotated[str, typer.Option(help="As for `load`, but no address.")] = "reference",
    define: Annotated[
        list[str] | None, typer.Option("-D", metavar="KEY=VALUE", help="A setting, as in `run`.")
    ] = None,
) -> None:
    """Serve the platform under load by itself, for swarms that are started elsewhere.

    On 127.0.0.1. Its model fails as `load --failing` asks it to. Ctrl-C and SIGTERM end it with 0.
    """
    from support.configuration import Configuration, ConfigurationError
    from support.load.hosts import OwnPlatform, host_for
    from support.load.open_files import TooFewFilesError
    from support.load.plan import LoadPlan
    from support.load.standing import stand

    userdata = dict(one.partition("=")[::2] for one in define or [])
    try:
        configuration = Configuration.read(userdata)
        host = host_for(target, None, configuration, set(userdata), LoadPlan(sessions=sessions))
        if not isinstance(host, OwnPlatform):
            refuse(f"--target {target}: an address is served already.")
        stand(target, host.given, port, account, _greet)
    except (ConfigurationError, TooFewFilesError) as refused:
        refuse(str(refused))
    except OSError as refused:
        _refuse_port(port, refused)


def _greet(url: str, token: str) -> None:
    typer.echo(f"Customers connect to {url} and show the token {token}")
    typer.echo(f"  export AGENT_TOKEN={token}")
    typer.echo(f"  python -m support load --target {url} --failing 0.5 --ledger ledgers/one.ndjson")
    typer.echo("Ctrl-C ends it.")


def _refuse_port(port: int, refused: OSError) -> NoReturn:
    refuse(f"Port {port} cannot be had ({refused.strerror}). Choose another with --port, or 0.")
