"""Steps about the toxics of the network proxy, named as in Toxiproxy."""

from typing import Any

from behave import given, register_type, then, when
from hamcrest import (
    assert_that,
    contains_exactly,
    empty,
    equal_to,
    greater_than,
    greater_than_or_equal_to,
    has_length,
    has_properties,
    less_than_or_equal_to,
    not_,
)
from parse_type import TypeBuilder

from support.network import Direction, Toxic
from support.self_check import network_story
from support.self_check.network_trial import trial_of
from support.self_check.toxic_words import DIRECTIONS, TOXICS

register_type(
    Toxic=TypeBuilder.make_enum(dict(TOXICS)), Way=TypeBuilder.make_enum(dict(DIRECTIONS))
)
Way = tuple[Direction, ...]


@given("the network has {toxic:Toxic} {way:Way}")
async def network_has(context: Any, toxic: Toxic, way: Way) -> None:
    context.world.notes["toxic"] = trial_of(context).proxy.add(toxic, *way)


@given("the network has {first:Toxic} and {second:Toxic} {way:Way}")
async def network_has_both(context: Any, first: Toxic, second: Toxic, way: Way) -> None:
    trial_of(context).proxy.add(first, *way)
    trial_of(context).proxy.add(second, *way)


@given("the network has {toxic:Toxic} {way:Way} after {count:d} bytes")
async def network_has_after_bytes(context: Any, toxic: Toxic, way: Way, count: int) -> None:
    trial_of(context).proxy.add(toxic, *way, after_bytes=count)


@given("the network has {toxic:Toxic} {way:Way} after {count:d} words")
async def network_has_after_words(context: Any, toxic: Toxic, way: Way, count: int) -> None:
    trial_of(context).proxy.add(toxic, *way, after_frames=count)


@given("the network has {toxic:Toxic} {way:Way}, on {times:d} connection from number {number:d} on")
async def network_has_on(context: Any, toxic: Toxic, way: Way, times: int, number: int) -> None:
    trial_of(context).proxy.add(toxic, *way, from_connection=number, times=times)


@given("connection 1 has {first:Toxic} {way:Way}, and connection 2 {second:Toxic} {other:Way}")
async def connections_have(context: Any, first: Toxic, way: Way, second: Toxic, other: Way) -> None:
    trial_of(context).proxy.add(first, *way, from_connection=1, times=1)
    trial_of(context).proxy.add(second, *other, from_connection=2, times=1)


@given("{person:Person}'s link is held")
async def link_is_held(context: Any, person: str) -> None:
    trial_of(context).proxy.hold(list(trial_of(context).people).index(person) + 1)


@when("the toxic is removed after {seconds:g} s")
async def toxic_is_removed(context: Any, seconds: float) -> None:
    await context.world.pass_time(seconds)
    context.world.notes["toxic"].remove()
    await trial_of(context).clock.settle()


@when('the toxics are removed while the server says "{words}"')
async def toxics_are_removed(context: Any, words: str) -> None:
    for added in reversed(trial_of(context).proxy.toxics):
        added.remove()
    trial_of(context).server.say(words)
    await trial_of(context).clock.settle()


@when("20 words are said {pause:g} s apart over {toxic:Toxic}, with the seeds 1, 1 and 2")
async def words_with_seeds(context: Any, pause: float, toxic: Toxic) -> None:
    context.world.notes["delays"] = [
        await network_story.delays(toxic, seed, pause) for seed in (1, 1, 2)
    ]


@then("their delays are unlike, the same for one seed, and others for the other")
def delays_depend_on_the_seed(context: Any) -> None:
    once, again, other = context.world.notes["delays"]
    assert_that(once, equal_to(again))
    assert_that(once, not_(equal_to(other)))
    assert_that(set(once), has_length(greater_than(1)))


@then("every word came between {least:g} and {most:g} s after it was said")
def delays_are_within(context: Any, least: float, most: float) -> None:
    for delays in context.world.notes["delays"]:
        assert_that(min(delays), greater_than_or_equal_to(least))
        assert_that(max(delays), less_than_or_equal_to(most))


@then("nothing was touched")
def nothing_was_touched(context: Any) -> None:
    assert_that(trial_of(context).proxy.receipts, empty())


@then("nothing was touched by {fault}")
def nothing_was_touched_by(context: Any, fault: str) -> None:
    assert_that([added.fault for added in trial_of(context).proxy.untouched()], equal_to([fault]))


@then("the receipt of {fault} says connection {number:d}, {seconds:g} s and {count:d} bytes")
def receipt_says(context: Any, fault: str, number: int, seconds: float, count: int) -> None:
    receipt = has_properties(fault=fault, connection=number, at=seconds, bytes=count)
    assert_that(trial_of(context).proxy.receipts, contains_exactly(receipt))
