"""`load`: many customers at once, every word to each of them judged."""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from support.cli import load_parts
from support.cli.load_options import Coming, limits_of, plan_of
from support.cli.refusal import refuse
from support.installed import as_called
from support.live_line import LiveLine

if TYPE_CHECKING:
    from support.load.figures import Outcome
    from support.load.plan import LoadPlan
    from support.load.thresholds import Threshold
    from support.load.trial import Trial


EXAMPLES = """Examples:

`python -m support load` sends 500 customers, a fifth of whose requests fail.

`python -m support load --sessions 10000 --together --failing 1` has them all there at once.

`python -m support load --rate 50 --ramp 10 --duration 60 --threshold "notify_p99<0.5"` sends 50 a
second for a minute, after a start that takes ten seconds, and ends with 1 where it takes longer.

`python -m support load --thresholds limits.toml` takes them from a file: a table `[thresholds]` of
lines such as `notify_p99 = "<0.5"`.

`python -m support load --target mine.py:quiet` loads a platform of your own, as in `run`.

`python -m support load --target ws://127.0.0.1:8765/ --token …` loads a
server that is there already.

"""


class _WithItsWords(TyperGroup):
    """Its help lists the kinds of failures and the figures, which are imported only then."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from support.load.plan import TOLD_AS
        from support.load.thresholds import FIGURES

        kinds = ", ".join(f"`{kind}`" for kind in TOLD_AS)
        figures = "\n\n".join(f"`{name}`: {what}" for name, (what, _) in FIGURES.items())
        self.epilog = as_called(
            f"{EXAMPLES}Kinds of failures, each what the model does: {kinds}.\n\n"
            f"Figures for thresholds (seconds, bytes, or a count):\n\n{figures}"
        )
        super().format_help(ctx, formatter)


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        cls=_WithItsWords, rich_markup_mode="markdown", pretty_exceptions_enable=False
    )
    group.callback(invoke_without_command=True)(load)
    group.command("merge")(load_parts.merge)
    group.command("platform")(load_parts.platform)
    app.add_typer(group, name="load")


def load(
    context: typer.Context,
    *,
    sessions: Annotated[
        int | None, typer.Option(min=1, help="Customers, each with a session and a request. [500]")
    ] = None,
    failing: Annotated[
        float | None, typer.Option(min=0, max=1, help="Share of the requests that fail. [0.2]")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="A kind of failure, as listed below; in turn.")
    ] = None,
    rate: Annotated[
        float | None, typer.Option(min=0.001, help="Customers who come a second.")
    ] = None,
    ramp: Annotated[
        float, typer.Option(min=0, help="Seconds in which the rate grows from none.")
    ] = 0.0,
    duration: Annotated[
        float | None, typer.Option(min=0.001, help="Seconds in which customers come.")
    ] = None,
    at_once: Annotated[
        int, typer.Option(min=1, help="Without a rate: how many are there at a time.")
    ] = 100,
    together: Annotated[
        bool, typer.Option("--together", help="Nobody asks before all are connected.")
    ] = False,
    target: Annotated[
        str, typer.Option(help="What is under load: as for `run`, or a ws:// address.")
    ] = "reference",
    token: Annotated[
        str | None,
        typer.Option(envvar="AGENT_TOKEN", help="What customers show at a ws:// address."),
    ] = None,
    threshold: Annotated[
        list[str] | None, typer.Option(help='To be kept, as in "notify_p99<0.5".')
    ] = None,
    thresholds: Annotated[
        Path | None, typer.Option(metavar="FILE.toml", help="A file of them.")
    ] = None,
    patience: Annotated[
        float, typer.Option(min=1, help="Seconds of silence until a customer gives up.")
    ] = 120.0,
    ledger: Annotated[
        Path | None,
        typer.Option(metavar="FILE.ndjson", help="What became of each, for `load merge`."),
    ] = None,
    worker: Annotated[str, typer.Option(help="Whose ledger it is.")] = "swarm",
    first: Annotated[
        int, typer.Option(min=0, help="Where customers are numbered from, in one of many swarms.")
    ] = 0,
    with_stdin: Annotated[
        bool, typer.Option("--with-stdin", help="End when stdin does, as with who began it.")
    ] = False,
    define: Annotated[
        list[str] | None, typer.Option("-D", metavar="KEY=VALUE", help="A setting, as in `run`.")
    ] = None,
) -> None:
    """Send many customers at once, and judge every event of every one while it runs.

    Each failure has to be told, once, to its owner. Writes load.html and load.json into the folder
    of reports. Exit codes: 0, all of it is kept; 1, a promise or a threshold is broken; 2, the
    suite or the connection is at fault, or the run was interrupted.
    """
    if context.invoked_subcommand is not None:
        return
    limits = limits_of(threshold or [], thresholds)
    share = (0.0 if "://" in target else 0.2) if failing is None else failing
    coming = Coming(sessions, rate, ramp, duration, at_once, together)
    plan = replace(plan_of(share, kind or [], coming), first=first)
    _play(
        plan, _Whom(target, token, define or []), limits, _How(patience, ledger, worker, with_stdin)
    )


class _Whom(NamedTuple):
    """What is under load, as the options say it."""

    target: str
    token: str | None
    define: list[str]


class _How(NamedTuple):
    """How long a customer waits, whose ledger is written, and whether it ends with its stdin."""

    patience: float
    ledger: Path | None
    worker: str
    with_stdin: bool


def _play(plan: "LoadPlan", whom: _Whom, limits: "list[Threshold]", how: _How) -> None:
    from support.configuration import Configuration, ConfigurationError
    from support.load.hosts import host_for
    from support.load.open_files import TooFewFilesError
    from support.load.page import write_load
    from support.load.platform import PlatformDiedError
    from support.load.swarm import Waits
    from support.load.telling import lines
    from support.load.trial import Trial

    userdata = dict(one.partition("=")[::2] for one in whom.define)
    try:
        configuration = Configuration.read(userdata)
        host = host_for(whom.target, whom.token, configuration, set(userdata), plan)
        waits = Waits(how.patience, how.patience)
        trial = Trial(plan, host, waits=waits, ledger=how.ledger, worker=how.worker)
        outcome = _run(trial, limits, with_stdin=how.with_stdin)
    except ConfigurationError as refused:
        refuse(str(refused))
    except TooFewFilesError as short:
        refuse(str(short))
    except PlatformDiedError as died:
        refuse(f"{whom.target} ended, and said: {died}")
    written = write_load(outcome, configuration.reports)
    for line in (*lines(outcome), f"Report: {written}"):
        typer.echo(line)
    raise typer.Exit(outcome.exit_code)


def _run(trial: "Trial", limits: "list[Threshold]", *, with_stdin: bool) -> "Outcome":
    """With Ctrl-C and SIGTERM as an early end, of which there is a report."""
    import signal

    from support.load import loops
    from support.load.telling import progress

    live = LiveLine(sys.stderr)
    trial.looked = lambda figures: live.show(progress(figures, live.elapsed))

    def stop_with_stdin(loop: asyncio.AbstractEventLoop) -> None:
        if not os.read(sys.stdin.fileno(), 1):
            loop.remove_reader(sys.stdin.fileno())
            trial.stop()

    async def played() -> "Outcome":
        loop = asyncio.get_running_loop()
        for signum in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(signum, trial.stop)
        if with_stdin:
            loop.add_reader(sys.stdin.fileno(), stop_with_stdin, loop)
        return await trial.run()

    with live.gone_afterwards(), loops.runner() as runner:
        outcome = runner.run(played())
    outcome.thresholds = [one.held_against(outcome) for one in limits]
    return outcome
