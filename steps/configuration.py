"""Steps about the one configuration: what is given, what is in force, what is refused."""

from typing import Any

from behave import then, when
from hamcrest import (
    assert_that,
    contains_string,
    equal_to,
    has_entries,
    has_length,
    less_than,
    matches_regexp,
)

from support.configuration import SETTINGS
from support.self_check.settings import STRANGE, Reading, readme_table, settings_table


def _problems(context: Any) -> tuple[str, ...]:
    reading: Reading = context.world.notes["reading"]
    return reading.problems


@when("no setting is given")
def no_setting(context: Any) -> None:
    context.world.notes["reading"] = Reading({})


@when("these settings are given")
def these_settings(context: Any) -> None:
    context.world.notes["reading"] = Reading(dict(context.table.rows))


@when('the setting "{setting}" is given as "{value}"')
def one_setting(context: Any, setting: str, value: str) -> None:
    context.world.notes["reading"] = Reading({setting: value})


@when("a setting whose {what} is given")
def strange_setting(context: Any, what: str) -> None:
    context.world.notes["reading"] = Reading(STRANGE[what])


@when("the README's table of settings is read")
def readme_is_read(context: Any) -> None:
    context.world.notes["table of settings"] = readme_table()


@then("the settings in force are")
def settings_in_force(context: Any) -> None:
    assert_that(context.world.notes["reading"].in_force(), has_entries(dict(context.table.rows)))


@then("the platform and the breaker are given their own")
def parts_are_given_their_own(context: Any) -> None:
    read = context.world.notes["reading"].configuration
    assert_that((read.platform.first_token, read.breaker.mode), equal_to((2.5, "rate")))


@then('the configuration is refused with "{reason}"')
def refused_with(context: Any, reason: str) -> None:
    assert_that("\n".join(_problems(context)), contains_string(reason))


@then("the configuration is refused in one line of at most {most:d} characters")
def refused_in_one_line(context: Any, most: int) -> None:
    (problem,) = _problems(context)
    assert problem.isprintable(), f"not one line: {problem!r}"
    assert_that(len(problem), less_than(most + 1), problem)


@then('it says where "{setting}" can be set')
def says_where(context: Any, setting: str) -> None:
    where = f"-D {setting}=… or in [tool.behave.userdata] of pyproject.toml"
    assert_that("\n".join(_problems(context)), contains_string(where))


@then("every allowed setting is named")
def allowed_settings_are_named(context: Any) -> None:
    allowed = f"Allowed: {', '.join(SETTINGS)}."
    assert_that("\n".join(_problems(context)), contains_string(allowed))


@then("the configuration is refused for {count:d} reasons")
def refused_for_reasons(context: Any, count: int) -> None:
    assert_that(context.world.notes["reading"].problems, has_length(count))


@then("it shows each setting with its source")
def shown_with_source(context: Any) -> None:
    for row in context.table.rows:
        line = r"(?m)^" + r"\s+".join(row.cells) + "$"
        assert_that(context.world.notes["small run"].output, matches_regexp(line))


@then("it is the table that the configuration makes")
def table_is_the_models(context: Any) -> None:
    assert_that(context.world.notes["table of settings"], equal_to(settings_table()))
