"""Steps about how far a run is, on a terminal and without one."""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from behave import given, then, when
from hamcrest import (
    assert_that,
    empty,
    equal_to,
    has_item,
    is_in,
)

from support.live_line import columns_of
from support.self_check.small_suite import Ended, SmallSuite
from support.self_check.terminal import OnTerminal, run_on_terminal
from support.self_check.written import PROJECT, WELL_WRITTEN

COLUMNS: Final = 100
SIGNS: Final = ("\x1b[K", "1/1", "round 1", "of 3 platforms")
"""What a line about progress has somewhere."""
TERMINAL: Final = {"TERM": "xterm", "NO_COLOR": ""}
BREAKS: Final = """
    Scenario: His answer does not come
      Given Maya is told nothing
"""
HIS: Final = WELL_WRITTEN.replace("Maya is told\n", "Tom is told\n").replace("Her", "His")


def _suite(context: Any) -> SmallSuite:
    suite: SmallSuite = context.world.notes["small suite"]
    return suite


def _terminal(context: Any) -> OnTerminal:
    ended: OnTerminal = context.world.notes["small run"]
    return ended


def _run(context: Any, arguments: str = "", columns: int = COLUMNS, **environment: str) -> None:
    context.world.watchdog.disarm()  # a run has a limit of its own
    command = ("support", "run", *shlex.split(arguments))
    context.world.notes["small run"] = _suite(context).run_on_terminal(
        *command, columns=columns, environment=TERMINAL | environment
    )


def _as_it_may_take(text: str) -> str:
    """Without the seconds that it took, which are never the same, and without spaces in a row."""
    text = re.sub(r"\d+\.\d s", "0.0 s", re.sub(r"\b\d+:\d\d\b", "0:00", text))
    return " ".join(text.split())


@given("a small suite of two features, of which one breaks")
def two_features(context: Any) -> None:
    context.execute_steps("Given a small suite that is well written")
    _suite(context).write_feature(HIS + BREAKS, name="tom")


@when("the command line runs it on a terminal of {columns:d} columns")
def command_runs_on_columns(context: Any, columns: int) -> None:
    _run(context, columns=columns)


@when('the command line runs it on a terminal of {columns:d} columns, with "{arguments}"')
def command_runs_on_columns_with(context: Any, columns: int, arguments: str) -> None:
    _run(context, arguments, columns)


@when('the command line runs it on a terminal, with "{arguments}"')
def command_runs_on_a_terminal_with(context: Any, arguments: str) -> None:
    _run(context, arguments)


@when("the command line runs it on a terminal, as it is")
def command_runs_on_a_terminal(context: Any) -> None:
    _run(context)


@when("the command line runs it on a terminal, without colours")
def command_runs_without_colours(context: Any) -> None:
    _run(context, NO_COLOR="1")


@when("the command line runs it on a terminal that cannot erase")
def command_runs_on_a_dumb_terminal(context: Any) -> None:
    _run(context, TERM="dumb")


@when("the command line runs it without a terminal")
def command_runs_without_a_terminal(context: Any) -> None:
    context.world.watchdog.disarm()
    context.world.notes["small run"] = _suite(context).run("support", "run")


def _command(context: Any, command: str) -> list[str]:
    folder = tempfile.TemporaryDirectory(prefix="reports ")
    context.add_cleanup(folder.cleanup)
    context.world.watchdog.disarm()
    reports = ["-D", f"reports={folder.name}"] if command.startswith("matrix") else []
    return [sys.executable, "-m", "support", *shlex.split(command), *reports]


@when('the command line does "{command}" on a terminal')
def command_is_done_on_a_terminal(context: Any, command: str) -> None:
    context.world.notes["small run"] = run_on_terminal(
        _command(context, command),
        where=PROJECT,
        columns=COLUMNS,
        environment=os.environ | TERMINAL,
    )


@when('the command line does "{command}" without a terminal')
def command_is_done(context: Any, command: str) -> None:
    ended = subprocess.run(  # noqa: S603 - our own command
        _command(context, command), cwd=PROJECT, capture_output=True, encoding="utf-8", check=False
    )
    output = ended.stdout + ended.stderr
    context.world.notes["small run"] = Ended(ended.returncode, output, Path())


@then("the terminal shows")
def terminal_shows(context: Any) -> None:
    shown = [_as_it_may_take(line) for line in _terminal(context).lines]
    for line in context.text.splitlines():
        assert_that(line, is_in(shown), _terminal(context).output)


@then('the terminal showed "{words}"')
def terminal_showed(context: Any, words: str) -> None:
    shown = [_as_it_may_take(line) for line in _terminal(context).live()]
    found = [line for line in shown if line.startswith(_as_it_may_take(words))]
    assert found, f"“{words}” is in none of {shown}"


@then("nothing of such a line is left when it has ended")
def nothing_is_left(context: Any) -> None:
    live = {*_terminal(context).live()}
    assert live, "no such line was ever shown"
    assert_that([line for line in _terminal(context).lines if line in live], empty())


@then('below "{name}" the terminal shows')
def terminal_shows_below(context: Any, name: str) -> None:
    shown = [_as_it_may_take(line) for line in _terminal(context).below(name)]
    assert_that(shown, equal_to(context.text.splitlines()))


@then('a line of the terminal begins with "{words}"')
def a_line_begins_with(context: Any, words: str) -> None:
    begins = [line[: len(words)] for line in _terminal(context).lines]
    assert_that(begins, has_item(words))


@then("no line of the terminal says two things")
def no_line_is_mixed(context: Any) -> None:
    assert_that(_terminal(context).mixed(), empty())


@then("none of the lines about its progress is longer than {most:d} signs")
def lines_are_short(context: Any, most: int) -> None:
    lines = _terminal(context).about_progress()
    assert lines, "there is no such line"
    assert_that([line for line in lines if columns_of(line) > most], empty())


@then("the lines are coloured")
def lines_are_coloured(context: Any) -> None:
    assert_that(_terminal(context).is_coloured, equal_to(True))


@then("the lines are not coloured")
def lines_are_not_coloured(context: Any) -> None:
    assert _terminal(context).about_progress(), "there is no such line"
    assert_that(_terminal(context).is_coloured, equal_to(False))


@then("nothing says how far it is")
def nothing_says_how_far(context: Any) -> None:
    output = context.world.notes["small run"].output
    assert_that([sign for sign in SIGNS if sign in output], empty(), output)
