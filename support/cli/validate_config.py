"""`validate-config`: the settings that a run would have, and where each comes from."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from support.cli.refusal import refuse


def register(app: typer.Typer) -> None:
    app.command("validate-config", epilog=EXAMPLES)(validate_config)


EXAMPLES = """Examples:

`python -m support validate-config` shows every setting, its value and its source.

`python -m support validate-config -D seed=7 -D breaker_mode=rate` tries two settings out.
"""


def validate_config(
    define: Annotated[
        list[str] | None, typer.Option("-D", metavar="KEY=VALUE", help="A setting to try out.")
    ] = None,
) -> None:
    """Show the configuration that a run would have, or all that is wrong with it.

    A setting comes from its default, from `[tool.behave.userdata]` in pyproject.toml, or from `-D`;
    the last one counts. Exit codes: 0, it is valid; 2, it is refused.
    """
    from behave.exception import ConfigError

    from support.configuration import SETTINGS, Configuration, ConfigurationError
    from support.running.reading import behave_configuration
    from support.targets import under_test

    defined = [part for setting in define or [] for part in ("-D", setting)]
    try:
        behave = behave_configuration(defined)
        configuration = Configuration.read(behave.userdata)
        under_test(configuration.target)
    except (ConfigError, ConfigurationError) as refused:
        refuse(str(refused))
    sources = _sources(behave.defaults["userdata"], dict(behave.userdata_defines or []))
    rows = [
        (key, str(configuration.value_of(key)), sources.get(key, "default")) for key in SETTINGS
    ]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for key, value, source in rows:
        typer.echo(f"{key:<{widths[0]}}  {value:<{widths[1]}}  {source}")


def _sources(in_files: Mapping[str, Any], defined: Mapping[str, str]) -> dict[str, str]:
    return dict.fromkeys(in_files, "pyproject.toml") | dict.fromkeys(defined, "-D")
