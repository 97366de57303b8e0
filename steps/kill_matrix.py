"""Steps about the kill matrix: every saboteur through the features, and what that comes to."""

from pathlib import Path
from typing import Any

from behave import then, when
from hamcrest import assert_that, contains_string, empty, equal_to, has_entries

from support.self_check.matrix_runs import (
    MatrixEnded,
    folder_of_its_own,
    interrupt_matrix,
    readme,
    run_matrix,
    run_readme,
)


def _ended(context: Any) -> MatrixEnded:
    ended: MatrixEnded = context.world.notes["matrix"]
    return ended


def _folder(context: Any) -> Path:
    folder = folder_of_its_own()
    context.add_cleanup(folder.__exit__, None, None, None)
    return folder.__enter__()


@when("every saboteur is run on the features of its promise")
def every_saboteur_is_run(context: Any) -> None:
    context.world.watchdog.disarm()  # a run has a limit of its own
    configuration = context.world.configuration
    seed = f"seed={configuration.seed}"
    context.world.notes["matrix"] = run_matrix(configuration.reports.resolve(), "-D", seed)


@when('the saboteurs of "{file}" are run')
def saboteurs_of_a_file_are_run(context: Any, file: str) -> None:
    context.world.watchdog.disarm()
    options = ("--add", file, "--only", file, "-D", "step_watchdog=1")
    context.world.notes["matrix"] = run_matrix(_folder(context), *options)


@when("the README's saboteur is run")
def readmes_saboteur_is_run(context: Any) -> None:
    context.world.watchdog.disarm()
    context.world.notes["matrix"] = run_readme(_folder(context))


@when("the matrix is interrupted while a saboteur is at work")
def matrix_is_interrupted(context: Any) -> None:
    context.world.watchdog.disarm()
    context.world.notes["matrix"] = interrupt_matrix(_folder(context))


@then("each of them is caught by its own promise")
def each_is_caught(context: Any) -> None:
    wrong = [fault for row in _ended(context).matrix().saboteurs for fault in row.faults]
    assert not wrong, "\n".join(wrong)


@then("every promise that must be kept has one, or a reason")
def every_promise_has_one(context: Any) -> None:
    wrong = _ended(context).matrix().faults
    assert not wrong, "\n".join(wrong)


@then("the platform without sabotage is green")
def control_is_green(context: Any) -> None:
    control = _ended(context).matrix().control
    assert_that(control.faults, empty())
    assert control.passed, "no scenario was run on it"


@then("the report has a page that shows it")
def page_shows_it(context: Any) -> None:
    ended = _ended(context)
    assert_that(ended.page(), contains_string(ended.matrix().sentences[0]))


@then("the matrix ends with {code:d}")
def matrix_ends_with(context: Any, code: int) -> None:
    assert_that(_ended(context).exit_code, equal_to(code), _ended(context).output)


@then("the matrix says of each")
def matrix_says_of_each(context: Any) -> None:
    said = {row.name: "\n".join(row.faults) for row in _ended(context).matrix().saboteurs}
    expected = {
        name: contains_string(words) if words else equal_to("") for name, words in context.table
    }
    assert_that(said, has_entries(expected))


@then('what it prints of "{name}" is in the README')
def printed_is_in_the_readme(context: Any, name: str) -> None:
    assert_that(readme(), contains_string(f"“{_ended(context).printed_sentence(name)}”"))


@then("no process and no file of it is left")
def nothing_of_it_is_left(context: Any) -> None:
    assert_that(_ended(context).left, empty(), _ended(context).output)
