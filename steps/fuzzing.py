"""Steps about hostile input made at random."""

from collections import Counter
from typing import Any

from behave import then, when
from hamcrest import assert_that, empty, equal_to, has_items, less_than, starts_with

from support.cli.fuzz import told
from support.fuzzing import Hunt
from support.self_check.fuzzed import played, refusal_of, send_hostile_messages


def _hunt(context: Any) -> Hunt:
    hunted: Hunt = context.world.notes["hunt"]
    return hunted


@when("{count:d} hostile inputs are played to the {reader}")
def inputs_are_played(context: Any, count: int, reader: str) -> None:
    context.world.notes["before"] = context.world.notes.get("hunt")
    context.world.notes["hunt"] = played(reader, count)


@when("half a character is handed to the parser of frames")
def half_a_character_is_parsed(context: Any) -> None:
    context.world.notes["refusal"] = refusal_of('{"type": "ask\ud800"}')


@when("{person:Person} sends {count:d} hostile messages at once")
async def customer_sends_hostile_messages(context: Any, person: str, count: int) -> None:
    customer = await context.world.customer(person)
    context.world.notes["refusals"] = await send_hostile_messages(customer, count)
    await context.world.clock.settle()


@then("it keeps every rule, and {count:d} were played")
def every_rule_is_kept(context: Any, count: int) -> None:
    assert _hunt(context).find is None, f"a breach: {_hunt(context).find}"
    assert_that(_hunt(context).played, equal_to(count))


@then("it met {what}")
def was_met(context: Any, what: str) -> None:
    missing = set(what.split(", ")) - set(_hunt(context).seen)
    assert_that(missing, empty(), f"never met; met was {_hunt(context).seen}")


@then("the same was met both times")
def same_was_met(context: Any) -> None:
    assert_that(_hunt(context).seen, equal_to(context.world.notes["before"].seen))


@then('it is caught, because of "{rule}"')
def reader_is_caught(context: Any, rule: str) -> None:
    find = _hunt(context).find
    assert find is not None, f"{_hunt(context).played} inputs were played, and nothing was found"
    assert_that(find.rule, equal_to(rule), find.what)


@then("the input that shows it is short")
def input_is_short(context: Any) -> None:
    find = _hunt(context).find
    assert_that(len(repr(find and find.input)), less_than(1_000), "characters of the input")


@then('the command line tells of the input, and "{options}"')
def command_line_tells(context: Any, options: str) -> None:
    lines = told("frames", [_hunt(context)])
    again = f"  again: python -m support fuzz {options}"
    assert_that(lines, has_items(starts_with("  input: "), again))


@then('it is refused as "{code}"')
def frame_is_refused_as(context: Any, code: str) -> None:
    assert_that(context.world.notes["refusal"], equal_to(code))


@then("{person:Person} is told of each that could not be accepted")
def each_refusal_is_told(context: Any, person: str) -> None:
    told = [event["code"] for event in context.world.customers[person].log.of("protocol_error")]
    expected = context.world.notes["refusals"]
    assert_that(Counter(told), equal_to(expected), "refusals told")
