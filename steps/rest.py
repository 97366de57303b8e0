"""A provider's rest: what brings it about, who tests the provider, and what came too late."""

from typing import Any

from behave import given, then, when

from support.expectations import expect_finished, has_ended
from support.recovery_expectations import (
    expect_announced_before_it_answers,
    expect_failures_before_rest,
    expect_rest_after_each_test,
    expect_still_turned_away,
    expect_tested_now,
    expect_tests_apart,
    tests_of,
)
from support.simulator.model.faults import ModelFault
from support.simulator.model.replies import BETWEEN_WORDS, Reply
from support.simulator.plan import WRITE_ANSWER
from support.world import QUESTION, World

HOW_IT_ENDS = {"is whole": None, "breaks off": ModelFault.RESETS}
ANOTHER = "another"
UNTIL_IT_WRITES = 2


@given("{count:d} tests of the provider are permitted, and left to customers")
def tests_permitted(context: Any, count: int) -> None:
    context.world.setup.breaker |= {
        "permitted_calls_in_half_open": count,
        "automatic_probe": False,
    }


@given("a platform that lets a provider rest after {count:d} failure")
def rests_after(context: Any, count: int) -> None:
    context.world.setup.breaker["failure_threshold"] = count


@given("both providers never answer")
def both_providers_fail(context: Any) -> None:
    context.world.target.inject(ModelFault.NEVER_ANSWERS)
    context.world.target.inject(ModelFault.NEVER_ANSWERS, port=ANOTHER)


@given("{person:Person}'s provider rests, after failing him {count:d} times")
async def other_provider_rests(context: Any, person: str, count: int) -> None:
    context.world.target.inject(ModelFault.NEVER_ANSWERS, port=ANOTHER)
    for _ in range(count):
        await context.world.ask_and_wait(person, QUESTION)


@given("the provider is well again, and has answered {person:Person}")
async def provider_is_well_again(context: Any, person: str) -> None:
    context.world.target.lift_faults()
    await context.world.pass_time(context.world.breaker.wait_duration_in_open + 2)
    await context.world.ask_and_wait(person, QUESTION)


@given("the first test failed {person:Person} {seconds:g} seconds later")
async def first_test_failed(context: Any, person: str, seconds: float) -> None:
    await _ask_later(context.world, person, seconds)


@given(
    "{person:Person} asked for a refund {first:d} times at once, "
    "and {then:d} times {seconds:g} seconds later"
)
async def customer_asked_in_two_rows(
    context: Any, person: str, first: int, then: int, seconds: float
) -> None:
    await _ask_at_once(context.world, person, first)
    await context.world.pass_time(seconds)
    await _ask_at_once(context.world, person, then)


@given("{person:Person}'s answer takes {seconds:g} seconds, and he asked for it")
async def slow_answer(context: Any, person: str, seconds: float) -> None:
    await _asked_for_a_slow_answer(context.world, person, seconds, None)


@given("{person:Person}'s answer takes {seconds:g} seconds, and {ends}, and he asked for it")
async def slow_answer_that_ends(context: Any, person: str, seconds: float, ends: str) -> None:
    await _asked_for_a_slow_answer(context.world, person, seconds, HOW_IT_ENDS[ends])


async def _asked_for_a_slow_answer(
    world: World, person: str, seconds: float, fault: ModelFault | None
) -> None:
    words = round(seconds / BETWEEN_WORDS) * (1 if fault is None else 2)  # cut off half-way
    slow = {WRITE_ANSWER.name: Reply(words=("so it is. ",) * words)}
    world.setup.replies = {**world.setup.replies, **slow}
    if fault is not None:
        world.target.inject(fault, step=WRITE_ANSWER.name, times=1)
    await world.ask(person, QUESTION)
    await world.pass_time(UNTIL_IT_WRITES)


@when("{person:Person} asks for a refund {count:d} times at once")
async def customer_asks_at_once(context: Any, person: str, count: int) -> None:
    await _ask_at_once(context.world, person, count)


async def _ask_at_once(world: World, person: str, count: int) -> None:
    for _ in range(count):
        await world.ask(person, QUESTION)


@when("the model resets the connection {count:d} times on {person:Person}, and then never answers")
async def model_fails_the_customer(context: Any, count: int, person: str) -> None:
    context.world.target.inject(ModelFault.RESETS, times=count)
    context.world.target.inject(ModelFault.NEVER_ANSWERS)
    for _ in range(count):
        await context.world.ask_and_wait(person, QUESTION)


@when("{person:Person}'s request tests the provider while {other:Person}'s ends")
async def request_tests_while_another_ends(context: Any, person: str, other: str) -> None:
    world: World = context.world
    await world.pass_time(world.breaker.wait_duration_in_open)
    await world.ask(person, QUESTION)
    await _wait_while_it_is_tested(world, person, other)


async def _wait_while_it_is_tested(world: World, person: str, other: str) -> None:
    late, mine = world.customers[other], world.customers[person]
    assert not any(has_ended(late, one) for one in late.asked), f"{other}'s request ended too early"
    await world.wait_for_endings(other)
    assert not has_ended(mine, mine.asked[-1]), f"{person}'s test of the provider is over"


@when(
    "{person:Person}'s test of the provider, {seconds:g} seconds later, "
    "meets a model that {fault:ModelFault}"
)
async def test_meets_a_model(context: Any, person: str, seconds: float, fault: ModelFault) -> None:
    context.world.target.lift_faults()
    context.world.target.inject(fault, times=1)
    context.world.target.inject(ModelFault.NEVER_ANSWERS)
    await _ask_later(context.world, person, seconds)


async def _ask_later(world: World, person: str, seconds: float) -> None:
    await world.pass_time(seconds)
    await world.ask_and_wait(person, QUESTION)


@when(
    "the model is well but for writing the answer, "
    "and {person:Person} asks for a refund {seconds:g} seconds later"
)
async def model_is_nearly_well(context: Any, person: str, seconds: float) -> None:
    context.world.target.lift_faults()
    context.world.target.inject(ModelFault.RESETS, step=WRITE_ANSWER.name)
    await _ask_later(context.world, person, seconds)


@then("the assistant has to rest after {count:d} failures that {person:Person} was told of")
def rest_after_failures(context: Any, count: int, person: str) -> None:
    expect_failures_before_rest(context.world.customers[person], 1, count)


@then("{person:Person} is told of a second rest after {count:d} failures")
def second_rest_after_failures(context: Any, person: str, count: int) -> None:
    expect_failures_before_rest(context.world.customers[person], 2, count)


@then("{person:Person}'s request is turned away at once, although {other:Person} has his answer")
def turned_away_although(context: Any, person: str, other: str) -> None:
    expect_finished(context.world.customers[other])
    now, rest = context.world.clock.now(), context.world.breaker.wait_duration_in_open
    expect_still_turned_away(context.world.customers[person], now, rest)


@then("{person:Person}'s next request is turned away, because the provider is being tested")
async def next_is_turned_away(context: Any, person: str) -> None:
    await _ask_at_once(context.world, person, 1)
    expect_tested_now(context.world.customers[person])


@then("there is room for {person:Person} to test the provider")
async def there_is_room(context: Any, person: str) -> None:
    before = len(context.world.target.model_calls())
    await context.world.ask(person, QUESTION)
    reached = len(context.world.target.model_calls()) - before
    assert reached == 1, (
        f"{person}'s request did not reach the provider, which nobody is testing\n"
        f"{context.world.customers[person].log.told()}"
    )


@then(
    "the provider was tested {count:d} times, each time {seconds:g} seconds after the test "
    "before had failed"
)
def tested_after_whole_rests(context: Any, count: int, seconds: float) -> None:
    within = seconds + context.world.settings.first_token
    expect_tests_apart(tests_of(context.world.target.model_calls()), count, within)


@then("{person:Person} is told of the rest after each of {count:d} tests")
def told_of_each_rest(context: Any, person: str, count: int) -> None:
    expect_rest_after_each_test(context.world.customers[person], count)


@then("{person:Person} is told what still works before the second assistant answers her")
def announced_before_it_answers(context: Any, person: str) -> None:
    expect_announced_before_it_answers(context.world.customers[person])
