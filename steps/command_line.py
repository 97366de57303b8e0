"""Steps about the command line, called in this process."""

import json
import shlex
from typing import Any

from behave import then, when
from hamcrest import assert_that, contains_string, equal_to
from typer.testing import CliRunner

from support.cli import app


@when('the command "{command}" is given')
def command_is_given(context: Any, command: str) -> None:
    context.world.notes["command"] = CliRunner().invoke(app, shlex.split(command))


@then("the command ends with {code:d}")
def command_ends_with(context: Any, code: int) -> None:
    ended = context.world.notes["command"]
    assert_that(ended.exit_code, equal_to(code), ended.output)


@then('the command says "{words}"')
def command_says(context: Any, words: str) -> None:
    said = " ".join(context.world.notes["command"].output.replace("│", " ").split())
    assert_that(said, contains_string(words))


@then('it lists {count:d} promises of the area "{area}"')
def command_lists_promises(context: Any, count: int, area: str) -> None:
    listed = json.loads(context.world.notes["command"].output)
    assert_that([promise["area"] for promise in listed], equal_to([area] * count))
