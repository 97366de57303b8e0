"""`judge`: logs that somebody captured, judged offline."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from support.cli.refusal import refuse
from support.live_line import LiveLine

if TYPE_CHECKING:
    from support.configuration import Configuration
    from support.judge.judgement import Judgement

BROKEN = 1
STDIN = "-"


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"
    SARIF = "sarif"


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(judge)


EXAMPLES = """Examples:

`python -m support judge events.ndjson` judges a log of an event a line, session by session.

`python -m support judge page.har` judges what a browser's developer tools saved.

`python -m support judge page.har --mapping server.toml` judges a server with words of its own.

`zcat events.gz | python -m support judge - --format sarif --output findings.sarif` takes standard
input, and writes what a code host shows beside the lines.

`python -m support run -D logs=logs` keeps what the suite's own customers received, and
`python -m support judge logs/*.json` judges it again.
"""


def judge(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Captured logs; - is standard input.")
    ],
    *,
    form: Annotated[
        Format, typer.Option("--format", help="How the findings are written.")
    ] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where, instead of here.")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="TOML", help="The description of a server with words of its own."),
    ] = None,
    one_customer: Annotated[
        bool,
        typer.Option("--one-customer", help="All sessions of a file are those of one customer."),
    ] = False,
    user: Annotated[
        str | None, typer.Option(metavar="ID", help="Whose log it is; else who is told of first.")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that share the streams of a log.")
    ] = 1,
    define: Annotated[
        list[str] | None,
        typer.Option("-D", metavar="KEY=VALUE", help="What the platform promises, as in `run`."),
    ] = None,
) -> None:
    """Judge captured logs offline: findings by promise, each with its line.

    A file is NDJSON (an event a line, or a recorder's object with the frame as its `frame`), a JSON
    array, a HAR file with WebSocket messages, or what `-D logs=` and `-D transcripts=` keep. Events
    of many customers may be mixed: each session is judged by itself. Exit codes: 0, nothing is
    wrong; 1, a promise is broken; 2, a file cannot be read, or holds nothing to judge.
    """
    from support.configuration import ConfigurationError
    from support.judge.captured import NothingToJudgeError
    from support.judge.findings import Findings
    from support.judge.judge import Asked
    from support.judge.judge import judge as judged
    from support.judge.judgement import Judgement
    from support.judge.logs import logs_in

    configuration = None if not define else _configuration(define)
    asked = Asked(user_id=user, one_customer=one_customer, mapping=mapping, workers=workers)
    if configuration is not None:
        asked = asked._replace(settings=configuration.platform, breaker=configuration.breaker)
    live = LiveLine(sys.stderr)

    def progress(what: str) -> None:
        live.show(f"{what}, {live.elapsed}")

    try:
        with Findings() as findings, _standard_input(files) as kept, live.gone_afterwards():
            logs = judged(logs_in(files, kept), asked, findings, progress)
            live.erase()
            judgement = Judgement(logs, findings)
            _write(judgement, form, output)
            broken = not judgement.is_kept
    except NothingToJudgeError as nothing:
        refuse(str(nothing))
    except ConfigurationError as wrong:
        refuse(*wrong.problems)
    if broken:
        raise typer.Exit(BROKEN)


def _write(judgement: "Judgement", form: Format, output: Path | None) -> None:
    from support.judge.writing import WRITERS

    written = WRITERS[form](judgement)
    if output is None:
        sys.stdout.writelines(written)
        return
    try:
        with output.open("w", encoding="utf-8") as file:
            file.writelines(written)
    except OSError as problem:
        refuse(f"{output} cannot be written: {problem.strerror}. Name another with --output.")


@contextmanager
def _standard_input(files: list[str]) -> Iterator[Path | None]:
    """What comes there, in a file of its own: it is read more than once."""
    if STDIN not in files:
        yield None
        return
    if files.count(STDIN) > 1:
        refuse("Standard input can be read once. Name - once.")
    with tempfile.NamedTemporaryFile(prefix="judged-") as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        yield Path(kept.name)


def _configuration(define: list[str]) -> "Configuration":
    from support.configuration import BREAKER_PREFIX, Configuration, ConfigurationError
    from support.contract.defaults import PlatformSettings

    userdata = dict(one.partition("=")[::2] for one in define)
    try:
        configuration = Configuration.read(userdata)
    except ConfigurationError as refused:
        refuse(*refused.problems)
    of_a_platform = PlatformSettings.model_fields
    strange = [k for k in userdata if k not in of_a_platform and not k.startswith(BREAKER_PREFIX)]
    if strange:
        refuse(f"{', '.join(strange)}: a setting of a run; a log that is judged has no use for it.")
    return configuration
