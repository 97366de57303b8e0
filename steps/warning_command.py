"""Steps about the command that measures early warnings, and about its page."""

import json
import shlex
from contextlib import chdir
from pathlib import Path
from typing import Any

from behave import given, then, use_fixture, when
from hamcrest import assert_that, contains_string, empty, equal_to
from typer.testing import CliRunner

from support.cli import app
from support.self_check import warning_page
from support.self_check.written import PROJECT

MEASURES = (
    *("trace", "detector", "traces", "failures", "alarms", "precision", "recall"),
    *("median_lead_calls", "healthy_hours", "false_alarms_per_healthy_hour"),
)


@given("a folder of its own")
def folder_of_its_own(context: Any) -> None:
    context.world.notes["folder"] = use_fixture(warning_page.folder, context)


@given("{count:d} calls, the last {slower:d} of them slower and slower, in a file, {how}")
def calls_in_a_file(context: Any, count: int, slower: int, how: str) -> None:
    context.world.notes["file"] = warning_page.write_calls(
        context.world.notes["folder"], count, slower, one_a_line=how == "a call a line"
    )


@given('the file "{name}" with "{content}"')
def file_with(context: Any, name: str, content: str) -> None:
    (context.world.notes["folder"] / name).write_text(content, encoding="utf-8")


@given('the file "{name}" with ""')
def file_with_nothing(context: Any, name: str) -> None:
    file_with(context, name, "")


@when('the scores of "{kinds}" are written to a page there')
def scores_are_written(context: Any, kinds: str) -> None:
    folder: Path = context.world.notes["folder"]
    context.world.notes["page"] = warning_page.written(kinds.split(", "), folder)


@when("alarms are looked for in that file")
def alarms_in_a_file(context: Any) -> None:
    file = context.world.notes["file"]
    context.execute_steps(f'When the command "warn --detector cusum --calls {file}" is given')


@when('the command "{command}" is given there')
def command_is_given_there(context: Any, command: str) -> None:
    with chdir(context.world.notes["folder"]):
        context.world.notes["command"] = CliRunner().invoke(app, shlex.split(command))


@then('what it prints are the scores of "{detectors}" on {count:d} traces of "{kind}" each')
def scores_for_a_program(context: Any, detectors: str, count: int, kind: str) -> None:
    told = json.loads(context.world.notes["command"].output)
    found = [(row["detector"], row["traces"], row["trace"]) for row in told]
    assert_that(found, equal_to([(name, count, kind) for name in detectors.split(", ")]))
    assert_that([set(row) for row in told], equal_to([set(MEASURES)] * len(told)))


@then("one alarm is told, after call {call:d}")
def one_alarm_is_told(context: Any, call: int) -> None:
    found = warning_page.alarms_told(context.world.notes["command"].output)
    assert len(found) == 1, f"these alarms were told: {found}"
    assert found[0] > call, f"the alarm was told at call {found[0]}"


@then('the page shows the calls, the alarm and the failure of "{kind}"')
def page_shows_a_failure(context: Any, kind: str) -> None:
    found = warning_page.shown(context.world.notes["page"], kind)
    assert_that(found, equal_to({"took", "alarm", "failure"}))


@then('the page shows the calls of "{kind}", and no failure')
def page_shows_no_failure(context: Any, kind: str) -> None:
    assert_that(warning_page.shown(context.world.notes["page"], kind), equal_to({"took"}))


@then("the page asks nobody for anything")
def page_asks_nobody(context: Any) -> None:
    page = context.world.notes["page"]
    assert_that(warning_page.addresses(page), empty())
    assert_that(page, contains_string("default-src 'none'"))
    assert str(PROJECT) not in page, "it names a folder of this machine"
