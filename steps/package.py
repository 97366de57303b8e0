"""Steps about the installed package: what is typed where, and what comes of it."""

import json
from typing import Any

from behave import given, register_type, then, use_fixture, when
from hamcrest import assert_that, contains_string, empty, equal_to
from parse_type import TypeBuilder

from support.self_check.packaged import folder_with, installed

register_type(
    Folder=TypeBuilder.make_enum(
        {"an empty folder": False, "a folder in which other things have the same names": True}
    )
)


@given("the specification is installed as a package")
def specification_is_installed(context: Any) -> None:
    context.world.watchdog.disarm()  # what is built and installed has a limit of its own
    context.world.notes["package"] = installed()


@when('"{command}" is typed in {same_names:Folder}')
def command_is_typed(context: Any, command: str, same_names: bool) -> None:
    context.world.watchdog.disarm()
    folder = use_fixture(folder_with, context, same_names=same_names)
    ended = context.world.notes["package"].typed(command, folder)
    context.world.notes.update(typed=command, folder=folder, ended=ended)


@then('at the top of what is installed there is "{name}" and what pip notes about it')
def top_of_what_is_installed(context: Any, name: str) -> None:
    top = context.world.notes["package"].top
    assert_that([one for one in top if not one.endswith(".dist-info")], equal_to([name]), str(top))


@then('it ends with {code:d} and says "{words}"')
def it_ends_and_says(context: Any, code: int, words: str) -> None:
    ended = context.world.notes["ended"]
    assert_that(ended.returncode, equal_to(code), ended.stdout)
    said = " ".join(ended.stdout.replace("│", " ").split())
    assert_that(said, contains_string(words))


@then("the folder holds the report and nothing else")
def folder_holds_the_report(context: Any) -> None:
    folder = context.world.notes["folder"]
    assert_that([one.name for one in folder.iterdir()], equal_to(["reports"]))
    assert (folder / "reports" / "index.html").is_file(), "there is no page"


@then('the report says what was typed, and names the feature "{file}"')
def report_says_what_was_typed(context: Any, file: str) -> None:
    text = (context.world.notes["folder"] / "reports" / "results.json").read_text("utf-8")
    results = json.loads(text)
    said = [results["about"]["command"], *(one["file"] for one in results["features"])]
    assert_that(said, equal_to([context.world.notes["typed"], file]))


@then("nothing was written to where the package is")
def nothing_was_written(context: Any) -> None:
    assert_that(context.world.notes["package"].written_since(), empty())
