"""`target`: a first description of somebody's server, from a look at it."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from support.cli.refusal import refuse
from support.installed import PROGRAM

LONGEST_SHOWN = 300
MOST_SHOWN = 12


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(target)


EXAMPLES = """Examples:

`python -m support target ws://127.0.0.1:8080/chat` writes server.toml and shows what came.

`python -m support target "ws://127.0.0.1:8080/chat?session=${conversation}" --say
'{"type": "message", "content": "${text}"}'` asks with a frame of your own.

`python -m support target wss://agents.example/ws --header "Authorization=Bearer …"` connects with
a header; the file asks for it by an environment variable.
"""


def target(
    url: Annotated[str, typer.Argument(help="Where customers connect: ws:// or wss://.")],
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where the file is written.")
    ] = Path("server.toml"),
    say: Annotated[
        str | None, typer.Option(help="The frame that asks, where none of the usual ones does.")
    ] = None,
    header: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="May be repeated.")
    ] = None,
    subprotocol: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    within: Annotated[
        float, typer.Option(min=0.1, help="Seconds until the first word of an answer.")
    ] = 5.0,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Look at an agent server, and write a commented TOML file that puts it under test.

    Nothing is asked: it connects, says what agent servers usually take until one of them is
    answered, and guesses by their names which frames are which events. The guesses are to be
    checked. It asks real questions of that server, up to ten of them. Exit codes: 0, the file is
    written; 2, nobody is there, or nothing that was said was answered.
    """
    from support.configuration import ConfigurationError
    from support.customer import NotConnected
    from support.targets.real_server.draft import draft, guesses
    from support.targets.real_server.first_look import ASKS, look

    if not url.startswith(("ws://", "wss://")):
        refuse(f"{url} is no address of a WebSocket; it begins with ws:// or wss://.")
    if output.exists() and not force:
        refuse(f"{output} is there already; --force overwrites it.")
    headers = dict(_header(one) for one in header or ())
    options = {"additional_headers": headers}
    if subprotocol:
        options["subprotocols"] = list(subprotocol)  # type: ignore[assignment]
    try:
        looks = asyncio.run(look(url, options, ASKS if say is None else [_frame(say)], within))
    except NotConnected as nobody:
        refuse(f"{nobody}.")
    except ConfigurationError as unknown:
        refuse(*unknown.problems)
    best = max(looks, key=lambda one: one.score)
    if not best.frames:
        tried = "what you gave" if say else f"any of {len(looks)} usual first messages"
        refuse(f"It connects, and does not answer {tried}. Give its own frame with --say.")
    for frame, meaning in list(guesses(best))[:MOST_SHOWN]:
        shown = frame if len(frame) <= LONGEST_SHOWN else f"{frame[:LONGEST_SHOWN]}…"
        typer.echo(f"{meaning or '(no guess)':>16}  {shown.strip()}")
    try:
        output.write_text(draft(url, best, headers, tuple(subprotocol or ())), encoding="utf-8")
    except OSError as problem:
        refuse(f"{output} cannot be written: {problem.strerror}.")
    then = f"{PROGRAM} run -D target={output}"
    typer.echo(f"Written: {output}. Check its [[event]] rows, then: {then}")


def _frame(text: str) -> Any:
    """A table where it is JSON, so that the file can be read."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _header(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        refuse(f"--header {name}: NAME=VALUE is wanted.")
    return name, value
