"""What is removed from a text, and what is left alone."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, equal_to, less_than

from support.evidence.cutting import cut_in_many_ways, longest_held_back
from support.simulator.sanitiser import MOST_HELD_BACK, Sanitiser


@given("an event that holds {text} deep inside")
def event_with_a_secret(context: Any, text: str) -> None:
    context.world.notes["said"] = {"message_params": {"cause": [{"api": text}]}, "run_id": "run-1"}


@when('the assistant says "{text}"')
def assistant_says(context: Any, text: str) -> None:
    context.world.notes["said"] = text


@when("the assistant says")
def assistant_says_the_text(context: Any) -> None:
    context.world.notes["said"] = context.text


@when("the event is made ready for Maya")
def event_is_made_ready(context: Any) -> None:
    context.world.notes["read"] = Sanitiser().fields(context.world.notes["said"])


@when("the assistant says one word of {count:d} letters")
def assistant_says_a_long_word(context: Any, count: int) -> None:
    context.world.notes["held back"] = longest_held_back("a" * count)


@then('Maya reads "{text}"')
def maya_reads(context: Any, text: str) -> None:
    said = context.world.notes["said"]
    assert_that(Sanitiser().for_customers(said), equal_to(text))
    assert_that(Sanitiser().for_customers(text), equal_to(text), "cleaned once more")


@then("Maya reads")
def maya_reads_the_text(context: Any) -> None:
    maya_reads(context, context.text)


@then("Maya reads it as it was said")
def maya_reads_it_unchanged(context: Any) -> None:
    maya_reads(context, context.world.notes["said"])


@then("she reads the same, however it is cut into pieces")
def maya_reads_the_same_in_pieces(context: Any) -> None:
    said = context.world.notes["said"]
    whole = Sanitiser().for_customers(said)
    for pieces in cut_in_many_ways(said):
        assert_that("".join(pieces.told), equal_to(whole), f"cut as {pieces.cut}")


@then("Priya reads")
def priya_reads(context: Any) -> None:
    said = context.world.notes["said"]
    assert_that(Sanitiser().for_operators(said), equal_to(context.text))


@then("the event says [removed] there, and its names are as they were")
def event_is_clean(context: Any) -> None:
    clean = {"message_params": {"cause": [{"api": "[removed]"}]}, "run_id": "run-1"}
    assert_that(context.world.notes["read"], equal_to(clean))


@then("never more than {limit:d} letters wait for the rest of their word")
def little_is_held_back(context: Any, limit: int) -> None:
    assert_that(limit, equal_to(MOST_HELD_BACK), "the limit that is promised")
    assert_that(context.world.notes["held back"], less_than(limit + 1))
