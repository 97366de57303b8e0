"""Steps about the searches that end a scenario: whether they find what is there."""

from typing import Any

from behave import given, register_type, then
from hamcrest import assert_that, contains_string, empty
from parse_type import TypeBuilder

from support.self_check.searched import SEARCHES, WRONG, two_customers

register_type(
    Wrong=TypeBuilder.make_choice(list(WRONG)), Search=TypeBuilder.make_choice(list(SEARCHES))
)


@given("Maya and Tom each received a failure of their own")
def each_received_a_failure(context: Any) -> None:
    context.world.notes["received"] = two_customers(context.world.clock)


@given("Maya received {wrong:Wrong}")
def maya_received(context: Any, wrong: str) -> None:
    context.world.notes["received"] = two_customers(context.world.clock, wrong)


@then("no search finds anything")
def no_search_finds_anything(context: Any) -> None:
    for what, search in SEARCHES.items():
        assert_that(list(search(*context.world.notes["received"])), empty(), what)


@then('the search for {search:Search} says "{words}"')
def the_search_says(context: Any, search: str, words: str) -> None:
    found = list(SEARCHES[search](*context.world.notes["received"]))
    assert_that("\n".join(found), contains_string(words))
