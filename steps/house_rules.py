"""Steps about the house rules that our own source keeps."""

from typing import Any

from behave import then, use_fixture, when
from hamcrest import assert_that, contains_string, empty

from support.house_rules import (
    violations_in_folder,
    violations_in_hooks,
    violations_in_project,
    violations_in_simulator,
    violations_in_steps,
)
from support.self_check import source
from support.self_check.written import PROJECT


@when("the house rules are applied to this project")
def rules_on_this_project(context: Any) -> None:
    context.world.notes["violations"] = violations_in_project(PROJECT)


@when('the house rules are applied to a project with the file "{stray}"')
def rules_on_a_project(context: Any, stray: str) -> None:
    project = use_fixture(source.project, context, stray)
    context.world.notes["violations"] = violations_in_folder(project)


@when('the house rules are applied to a simulator with the line "{line}"')
def rules_on_a_simulator(context: Any, line: str) -> None:
    context.world.notes["violations"] = violations_in_simulator(source.simulator(line))


@when('the house rules are applied to a step "{name}" that does "{line}" {times:d} times')
def rules_on_a_step(context: Any, name: str, line: str, times: int) -> None:
    context.world.notes["violations"] = violations_in_steps(source.step(name, [line] * times))


@when('the house rules are applied to hooks with {lines:d} lines and "{first}"')
def rules_on_hooks(context: Any, lines: int, first: str) -> None:
    context.world.notes["violations"] = violations_in_hooks(source.hooks(first, lines))


@then("no violation is found")
def no_violation(context: Any) -> None:
    assert_that(context.world.notes["violations"], empty())


@then('a violation says "{words}"')
def a_violation_says(context: Any, words: str) -> None:
    assert_that("\n".join(context.world.notes["violations"]), contains_string(words))
