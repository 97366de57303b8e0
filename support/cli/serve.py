"""`serve`: the reference platform as a server that fails on demand."""

import asyncio
import errno
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand

from support.cli.refusal import refuse
from support.installed import as_called

if TYPE_CHECKING:
    from support.configuration import Configuration
    from support.serving.control_server import ControlServer
    from support.simulator import ReferencePlatform

DEMO_USER = "demo"
DEMO_FAULT = "stops in mid-sentence"


class _WithFaults(TyperCommand):
    """Its help lists the faults, which are imported only then."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from support.serving.faults import listed

        self.epilog = as_called(EXAMPLES) + listed()
        super().format_help(ctx, formatter)


def register(app: typer.Typer) -> None:
    app.command(cls=_WithFaults)(serve)


EXAMPLES = """Examples:

`python -m support serve` serves on ports 8765 (customers) and 8766 (control).

`python -m support serve --port 0 --control-port 0` takes any two free ports.

`python -m support serve --allow-origin http://localhost:5173` lets your page connect, too.

`python -m support serve -D first_token=1 -D backoff_base=0.2` has shorter waits.

The control endpoint takes JSON over HTTP. `POST /faults {"fault": ...}` plans a fault; `times`,
`from_call` (1 is the next call), `step` and `port` are optional. `DELETE /faults` lifts them all,
`GET /faults` lists them with what each has touched. `POST /tokens {"user_id": ...}` makes a token.

The faults, by the port that they happen at:

"""


def serve(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where customers connect; 0 takes any.")
    ] = 8765,
    control_port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where faults are asked for; 0 takes any.")
    ] = 8766,
    fallback: Annotated[
        bool, typer.Option("--fallback", help="With a second model, and service that is reduced.")
    ] = False,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="A page of this origin may connect, from a browser."),
    ] = None,
    define: Annotated[
        list[str] | None,
        typer.Option("-D", metavar="KEY=VALUE", help="A setting of the platform, as in `run`."),
    ] = None,
) -> None:
    """Serve the reference platform on 127.0.0.1, and let it fail on demand.

    On the real clock, for whoever builds a frontend. Ctrl-C and SIGTERM end it with 0, and nothing
    is left behind; a port in use or a wrong setting ends it with 2.
    """
    from support.serving.control import Control
    from support.serving.control_server import ControlServer
    from support.serving.server import run_server
    from support.simulator import ReferencePlatform
    from support.simulator.plan import DEFAULT_PLAN, PLAN_WITH_SUGGESTIONS
    from support.simulator.routes import ONE_PROVIDER, WITH_FALLBACK

    configuration = _configuration(define or [])
    with _bound(ControlServer, control_port, "--control-port") as control:

        def ready(platform: "ReferencePlatform") -> None:
            control.start(Control(platform))
            _greet(platform, control)

        serving = run_server(
            folder=None,
            port=port,
            seed=configuration.seed,
            ready=ready,
            make=partial(
                ReferencePlatform,
                settings=configuration.platform.model_copy(
                    update={
                        "allowed_origins": (
                            *(allow_origin or configuration.platform.allowed_origins),
                            *control.own_origins,
                        )
                    }
                ),
                breaker=configuration.breaker,
                plan=PLAN_WITH_SUGGESTIONS if fallback else DEFAULT_PLAN,
                routes=WITH_FALLBACK if fallback else ONE_PROVIDER,
            ),
        )
        try:
            asyncio.run(serving)
        except OSError as refused:
            _refuse_port(refused, port, "--port")
    typer.echo("Ended. Nothing is left behind.")


def _configuration(define: list[str]) -> "Configuration":
    from support.configuration import BREAKER_PREFIX, Configuration, ConfigurationError
    from support.contract.defaults import PlatformSettings

    userdata = dict(one.partition("=")[::2] for one in define)
    try:
        configuration = Configuration.read(userdata)
    except ConfigurationError as refused:
        refuse(str(refused))
    of_a_platform = (*PlatformSettings.model_fields, "seed")
    strange = [k for k in userdata if k not in of_a_platform and not k.startswith(BREAKER_PREFIX)]
    if strange:
        refuse(f"{', '.join(strange)}: a setting of a run; a served platform has no use for it.")
    return configuration


def _bound(server: "type[ControlServer]", port: int, option: str) -> "ControlServer":
    try:
        return server(port)
    except OSError as refused:
        _refuse_port(refused, port, option)


def _refuse_port(refused: OSError, port: int, option: str) -> NoReturn:
    if refused.errno == errno.EADDRINUSE:
        refuse(f"Port {port} is in use. Choose another with {option}, or 0 for any that is free.")
    refuse(f"Port {port} cannot be had: {refused.strerror}. Choose another with {option}.")


def _greet(platform: "ReferencePlatform", control: "ControlServer") -> None:
    token = platform.tokens.issue(DEMO_USER)
    for line in (
        f"Customers connect to {platform.url}",
        f"Faults are asked for at {control.url}",
        f"See a failure happen, in a browser: {control.url}/",
        "",
        "To try it: plan a fault, connect, send these two frames (the token is shown only here).",
        "",
        f"  curl -H 'Content-Type: application/json' {control.url}/faults \\",
        f"""    -d '{{"fault": "{DEMO_FAULT}", "times": 1}}'""",
        f"  python -m websockets {platform.url}",
        f"""  {{"type": "authenticate", "token": "{token}"}}""",
        '  {"type": "ask", "request_id": "1", "text": "I would like a refund."}',
        "",
        "Every fault is listed by --help. Ctrl-C ends the server.",
    ):
        typer.echo(line)
