"""Steps about the README's table of what was asked for."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, empty, has_item

from support.self_check import readme_map


@given('a table of what was asked for with the entry "{entry}"')
def table_with_an_entry(context: Any, entry: str) -> None:
    path, _, tag = entry.partition(" @")
    context.world.notes["map"] = f"| `{path}` `@{tag}` |" if tag else f"| `{entry}` |"


@when("the README's table of what was asked for is read")
def table_is_read(context: Any) -> None:
    context.world.notes["map"] = readme_map.table()


@then("each feature, file, class and tag in it is there")
def all_of_it_is_there(context: Any) -> None:
    rows = context.world.notes["map"]
    assert rows, "the README has no such table"
    assert_that(list(readme_map.leads_nowhere(rows)), empty(), "entries that lead nowhere")


@then("it names every kind of error, every failure event and every field of theirs")
def it_names_them_all(context: Any) -> None:
    missing = readme_map.asked_for_by_name() - readme_map.names(context.world.notes["map"])
    assert_that(missing, empty(), "what the table does not name")


@then("it names each of the twelve core scenarios")
def it_names_the_core(context: Any) -> None:
    missing = readme_map.core_tags() - readme_map.names(context.world.notes["map"])
    assert_that(missing, empty(), "core scenarios that the table does not name")


@then('it is said that "{problem}"')
def it_is_said(context: Any, problem: str) -> None:
    said = list(readme_map.leads_nowhere(context.world.notes["map"]))
    assert_that(said, has_item(problem), "what is said of the entry")
