"""One failure and what comes of it: who is hit, which cause they read, and how often we ask."""

from typing import Any

from behave import given, then, when

from support.cascade_expectations import (
    expect_asked_once_each,
    expect_calls_as_told,
    expect_causes_in_a_row,
    expect_different_causes,
    expect_no_way_back,
    expect_not_hit,
    expect_one_cause,
    expect_ordinary_load,
    expect_provider_first,
    expect_records_first,
    expect_rest_of_the_same_cause,
    expect_turned_away_often,
    turned_away_for_room,
)
from support.cascades import a_hundred, all_ask, calls_of_one_request, take_all_room
from support.recovery_expectations import only
from support.simulator.model.faults import ModelFault
from support.simulator.routes import SECONDARY
from support.world import QUESTION, World


@given("a platform that lets a provider rest after {count:d} failures")
def rests_after(context: Any, count: int) -> None:
    context.world.setup.breaker["failure_threshold"] = count


@given("a provider has to rest after the first failure, and nothing is tried again")
def rests_at_once(context: Any) -> None:
    context.world.setup.breaker["failure_threshold"] = 1
    context.world.setup.settings["max_attempts"] = 0


@given(
    "a provider has to rest when {count:d} answers in a row take longer than {seconds:g} seconds"
)
def rests_when_slow(context: Any, count: int, seconds: float) -> None:
    context.world.setup.breaker |= {
        "mode": "rate",
        "sliding_window_size": count,
        "minimum_calls": count,
        "slow_call_duration": seconds,
    }


@given("the model {fault:ModelFault}, and the second model {other:ModelFault}")
def both_models_fail(context: Any, fault: ModelFault, other: ModelFault) -> None:
    context.world.target.inject(fault)
    context.world.target.inject(other, port=SECONDARY)


@given("the model {fault:ModelFault}, and the second model {other:ModelFault}, {count:d} times")
def second_model_is_well_later(
    context: Any, fault: ModelFault, other: ModelFault, count: int
) -> None:
    context.world.target.inject(fault)
    context.world.target.inject(other, port=SECONDARY, times=count)


@given("{person:Person}'s requests take all our room, and her provider has failed one of them")
async def no_room_is_left(context: Any, person: str) -> None:
    await take_all_room(context.world, person, QUESTION)


@when("{people:People} ask for a refund at once")
async def customers_ask_at_once(context: Any, people: tuple[str, ...]) -> None:
    await context.world.ask_one_after_another(QUESTION, dict.fromkeys(people, 0))


@when("{person:Person} asks for a refund, and then {other:Person} does")
async def one_asks_after_the_other(context: Any, person: str, other: str) -> None:
    await context.world.ask_and_wait(person, QUESTION)
    await context.world.ask_and_wait(other, QUESTION)


@when("{people:People} ask for a refund, {seconds:g} seconds apart")
async def customers_ask_apart(context: Any, people: tuple[str, ...], seconds: float) -> None:
    await context.world.ask_one_after_another(QUESTION, dict.fromkeys(people, seconds))


@when(
    "{person:Person} asks for a refund every {seconds:g} seconds, {count:d} times, "
    "without waiting for an answer"
)
async def customer_does_not_wait(context: Any, person: str, seconds: float, count: int) -> None:
    for _ in range(count):
        await context.world.ask_one_after_another(QUESTION, {person: seconds})


@when("a hundred customers ask for a refund")
async def a_hundred_ask(context: Any) -> None:
    context.world.notes["the hundred"] = await a_hundred(context.world)
    await all_ask(context.world, context.world.notes["the hundred"], QUESTION)


@when("they all ask again {seconds:g} seconds later")
async def they_ask_again(context: Any, seconds: float) -> None:
    await context.world.pass_time(seconds)
    await all_ask(context.world, context.world.notes["the hundred"], QUESTION)


@when("the server is killed and started again, and everybody comes back at once")
async def server_is_killed_under_everybody(context: Any) -> None:
    await context.world.restarts.kill_and_start_again()
    await _everybody_is_back(context.world)


@when("the server is restarted as planned, and everybody comes back at once")
async def server_is_restarted_under_everybody(context: Any) -> None:
    await context.world.restarts.begin_planned()
    await context.world.restarts.end_planned()
    await _everybody_is_back(context.world)


async def _everybody_is_back(world: World) -> None:
    world.notes["asked before"] = len(world.target.model_calls())
    for name in tuple(world.customers):
        await world.restarts.come_back(name)


@then("all that {person:Person} is told of failures names one cause")
def one_cause(context: Any, person: str) -> None:
    expect_one_cause([context.world.customers[person]])


@then("all that {people:People} are told of failures names one cause")
def one_cause_for_all(context: Any, people: tuple[str, ...]) -> None:
    expect_one_cause([context.world.customers[name] for name in people])


@then("{people:People} are told of different causes")
def different_causes(context: Any, people: tuple[str, ...]) -> None:
    expect_different_causes([context.world.customers[name] for name in people])


@then(
    "the rest that {person:Person} was told of names the cause that {other:Person} is turned away "
    "for"
)
def rest_names_its_cause(context: Any, person: str, other: str) -> None:
    expect_rest_of_the_same_cause(*(context.world.customers[name] for name in (person, other)))


@then("{person:Person} is told of {count:d} causes, one after the other")
def causes_in_a_row(context: Any, person: str, count: int) -> None:
    expect_causes_in_a_row(context.world.customers[person], count)


@then(
    "under the cause that {person:Person} was told of, Priya first reads of a provider that failed"
)
def the_cause_is_found(context: Any, person: str) -> None:
    expect_provider_first(context.world.customers[person], context.world.target.operator_log())


@then("under the cause that {person:Person} was told of, Priya first reads that our records refuse")
def the_cause_is_in_our_records(context: Any, person: str) -> None:
    expect_records_first(context.world.customers[person], context.world.target.operator_log())


@then("{person:Person} is not hit by it")
def customer_is_not_hit(context: Any, person: str) -> None:
    expect_not_hit(context.world.customers[person])


@then("each request asked the model {count:d} times, once for each attempt that was told")
def calls_are_as_told(context: Any, count: int) -> None:
    world: World = context.world
    expect_calls_as_told(world.customers.values(), world.target.model_calls(), count)


@then("each step of {count:d} requests was done once")
def steps_were_done_once(context: Any, count: int) -> None:
    expect_asked_once_each(context.world.target.model_calls(), count)


@then("the model was asked for nothing since they are back")
def nothing_was_asked(context: Any) -> None:
    asked = len(context.world.target.model_calls()) - context.world.notes["asked before"]
    assert asked == 0, f"the model was asked {asked} times because everybody came back"


@then("{person:Person}'s next request asks the model once for each step, and nothing else asks it")
async def load_is_ordinary(context: Any, person: str) -> None:
    calls = await calls_of_one_request(context.world, person, QUESTION)
    expect_ordinary_load(calls, [step.name for step in context.world.setup.plan])


@then("nobody is turned away for want of room")
def room_was_left(context: Any) -> None:
    away = [n for one in context.world.customers.values() for n in turned_away_for_room(one)]
    assert not away, f"{len(away)} requests were turned away for want of room"


@then("{person:Person} is told of the rest within {seconds:g} seconds of {other:Person}'s answer")
def rest_is_told_soon(context: Any, person: str, seconds: float, other: str) -> None:
    told = only(context.world.customers[person], "circuit_breaker_triggered")
    late = told.at - only(context.world.customers[other], "run_completed").at
    assert 0 <= late <= seconds, f"{person} was told of the rest {late:g} s after it began"


@then("the second model was asked {count:d} times")
def second_model_was_asked(context: Any, count: int) -> None:
    asked = len(context.world.target.model_calls(SECONDARY))
    assert asked == count, (
        f"the second model was asked {asked} times, and {count} times were expected"
    )


@then("no request went back and forth between the two assistants")
def nobody_is_passed_around(context: Any) -> None:
    target = context.world.target
    expect_no_way_back(target.model_calls(), target.model_calls(SECONDARY))


@then("each of them is turned away twice, for the cause that {person:Person} was told of")
def the_hundred_are_turned_away(context: Any, person: str) -> None:
    expect_turned_away_often(context.world.notes["the hundred"], 2)
    expect_one_cause([context.world.customers[person], *context.world.notes["the hundred"]])
