"""`run`: a thin front to behave, which takes the options that behave would refuse."""

import sys
from enum import StrEnum
from typing import Annotated, Any, NoReturn

import typer

from support.cli.refusal import SUITE_AT_FAULT, refuse
from support.installed import INSTALLED, LIES_IN
from support.live_line import is_terminal


class Level(StrEnum):
    UNIT = "unit"
    INTEGRATION = "integration"
    REAL = "real"


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(run)


EXAMPLES = """Examples:

`python -m support run` runs the whole specification.

`python -m support run --level integration --fast-fail` stops at the first broken scenario.

`python -m support run features/event_contract -D first_token=3` runs one area, with a setting.

`python -m support run --target mine.py:MyPlatform` puts a class of your own under test: a
subclass of ReferencePlatform, a Parts, or what makes a Target from a clock.

`python -m support run --real-llm` runs the scenarios for a real model, which it finds by
OPENAI_BASE_URL, OPENAI_API_KEY and, if set, OPENAI_MODEL.

`python -m support run --tags "@core and not @P3" -- --format progress` hands the rest to behave.
"""


def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Feature files or folders; after `--`, anything that behave takes."),
    ] = None,
    *,
    level: Annotated[Level | None, typer.Option(help="Only the scenarios of one level.")] = None,
    tags: Annotated[
        list[str] | None, typer.Option(help="A tag expression; several must all hold.")
    ] = None,
    fast_fail: Annotated[
        bool, typer.Option("--fast-fail", help="Stop at the first scenario that fails.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="The specification and the suite's checks of itself.")
    ] = False,
    self_check: Annotated[
        bool, typer.Option("--self-check", help="Only the suite's checks of itself.")
    ] = False,
    define: Annotated[
        list[str] | None,
        typer.Option("-D", metavar="KEY=VALUE", help="A setting; `validate-config` lists them."),
    ] = None,
    real_llm: Annotated[
        bool, typer.Option("--real-llm", help="Drive the agent with a real language model.")
    ] = False,
    target: Annotated[
        str | None,
        typer.Option(metavar="FILE.py:NAME", help="Put a class of your own under test."),
    ] = None,
) -> None:
    """Run the specification and write the report.

    Exit codes: 0, every promise that was tested is kept; 1, a promise is broken; 2, the suite
    itself or the way it was called is at fault.
    """
    if real_llm and (everything or self_check):
        refuse("--real-llm and the suite's checks of itself exclude each other.")
    if everything and self_check:
        refuse("--all and --self-check exclude each other.")
    if INSTALLED and (everything or self_check):
        refuse("The suite's checks of itself are run in its repository; they are not installed.")
    expression = tag_expression(level, tags or [], everything=everything, self_check=self_check)
    arguments = [f"--tags={expression}"] if expression else []
    arguments += ["--stop"] if fast_fail else []
    arguments += [part for setting in define or [] for part in ("-D", setting)]
    arguments += ["-D", "real_llm=true"] if real_llm else []
    arguments += ["-D", f"target={target}"] if target is not None else []
    raise typer.Exit(_behave([*arguments, *(paths or [])]))


def tag_expression(
    level: Level | None, tags: list[str], *, everything: bool = False, self_check: bool = False
) -> str:
    """What to select, for behave's --tags; "" leaves it to pyproject.toml.

    behave lets a --tags replace the configured one, so that one is put in again.
    """
    parts = [f"({tag})" for tag in tags]
    parts += [f"@{level}"] if level else []
    if self_check:
        parts.append("@self_check")
    elif everything:
        parts.append("(@self_check or not @self_check)")
    elif parts:
        parts.append("({config.tags})")
    return " and ".join(parts)


def _behave(arguments: list[str]) -> int:
    from behave.__main__ import run_behave
    from behave.exception import ConfigError, TagExpressionError

    from support.configuration import Configuration, ConfigurationError
    from support.running.feature_lines import NAME as FEATURE_LINES
    from support.running.outcome import Outcome
    from support.running.reading import ReadWhereItLies, behave_configuration
    from support.targets import under_test

    try:
        config = behave_configuration(arguments)
        under_test(Configuration.read(config.userdata).target)
    except (ConfigError, TagExpressionError, ConfigurationError) as refused:
        refuse(str(refused))
    if _may_show_lines(config):
        config.format = [FEATURE_LINES]
    failed = bool(run_behave(config, ReadWhereItLies))
    outcome = Outcome.of(config)
    if outcome is None:
        return 0 if _only_asked(config) and not failed else _nothing_began()
    if outcome.exit_code is None or (
        failed and not outcome.exit_code and not outcome.excuses_behave
    ):
        return SUITE_AT_FAULT
    return outcome.exit_code


def _may_show_lines(config: Any) -> bool:
    """On a terminal, where nobody asked for another form of output, or for another place."""
    asked = config.format or config.outfiles or config.dry_run or config.wip or config.quiet
    return not asked and is_terminal(sys.stdout)


def _only_asked(config: Any) -> bool:
    """Whether behave was asked for something that runs no scenario."""
    answers = config.version or config.tags_help or config.lang_list or config.lang_help
    return bool(answers or config.dry_run or "help" in (config.format or []))


def _nothing_began() -> NoReturn:
    areas = sorted(f"features/{one.name}" for one in (LIES_IN / "features").iterdir())
    refuse(
        "Nothing was run: behave says above what it could not read or find.",
        *([f"What is installed: {', '.join(areas)}."] if INSTALLED else []),
    )
