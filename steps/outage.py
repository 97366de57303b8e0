"""Providers that fail for longer: the breaker as customers meet it, and the second assistant."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, equal_to

from support.expectations import answer
from support.recovery_expectations import (
    expect_one_reason,
    expect_turned_away,
    expect_waits_fall,
    only,
    rejections,
)
from support.simulator.model.faults import ModelFault
from support.simulator.plan import PLAN_WITH_SUGGESTIONS, SUGGEST
from support.simulator.routes import PRIMARY, SECONDARY, WITH_FALLBACK
from support.world import QUESTION


@given("a platform that does not try again by itself")
def platform_without_retries(context: Any) -> None:
    context.world.setup.settings["max_attempts"] = 0


@given("a platform that tries again {count:d} times, and never lets the provider rest")
def platform_with_retries(context: Any, count: int) -> None:
    context.world.setup.settings["max_attempts"] = count
    context.world.setup.breaker["failure_threshold"] = 100


@given("a platform that would wait an hour for the first word")
def patient_platform(context: Any) -> None:
    context.world.setup.settings["first_token"] = 3600.0


@given("testing the provider is left to customers")
def no_automatic_probe(context: Any) -> None:
    context.world.setup.breaker["automatic_probe"] = False


@given("a second assistant to fall back on")
def with_a_fallback(context: Any) -> None:
    context.world.setup.routes = dict(WITH_FALLBACK)
    context.world.setup.plan = PLAN_WITH_SUGGESTIONS


@given("{person:Person} is served by another provider")
def served_by_another(context: Any, person: str) -> None:
    context.world.setup.routes["others"] = ("another",)
    context.world.setup.route_of[f"user-{person.lower()}"] = "others"


@given("the model {fault:ModelFault}, {count:d} times")
def model_fails_some_times(context: Any, fault: ModelFault, count: int) -> None:
    context.world.target.inject(fault, times=count)


@given("the model resets the connection {count:d} times, and then never answers")
def model_fails_in_two_ways(context: Any, count: int) -> None:
    context.world.target.inject(ModelFault.RESETS, times=count)
    context.world.target.inject(ModelFault.NEVER_ANSWERS)


@given("both models never answer")
def both_fail(context: Any) -> None:
    for port in (PRIMARY, SECONDARY):
        context.world.target.inject(ModelFault.NEVER_ANSWERS, port=port)


@given("the provider rests, after failing {person:Person} {count:d} times")
async def provider_rests(context: Any, person: str, count: int) -> None:
    context.world.target.inject(ModelFault.NEVER_ANSWERS)
    for _ in range(count):
        await context.world.ask_and_wait(person, QUESTION)


@when("the fault is lifted, and {seconds:g} seconds pass")
async def fault_is_lifted_and_time_passes(context: Any, seconds: float) -> None:
    context.world.target.lift_faults()
    await context.world.pass_time(seconds)


@when("the fault is lifted, and {person:Person} asks for a refund {seconds:g} seconds later")
async def fault_is_lifted_and_customer_asks(context: Any, person: str, seconds: float) -> None:
    context.world.target.lift_faults()
    await context.world.pass_time(seconds)
    await context.world.ask_and_wait(person, QUESTION)


@given("{person:Person} asked for a refund {count:d} times")
@when("{person:Person} asks for a refund {count:d} times")
async def customer_asks_often(context: Any, person: str, count: int) -> None:
    for _ in range(count):
        await context.world.ask_and_wait(person, QUESTION)


@given("{person:Person} asked for a refund")
async def customer_asked(context: Any, person: str) -> None:
    await context.world.ask_and_wait(person, QUESTION)


@when("{person:Person} asks for a refund every {seconds:g} seconds, {count:d} times")
async def customer_asks_regularly(context: Any, person: str, seconds: float, count: int) -> None:
    for _ in range(count):
        await context.world.pass_time(seconds)
        await context.world.ask_and_wait(person, QUESTION)


@when("{person:Person} and {other:Person} have asked for a refund")
async def both_have_asked(context: Any, person: str, other: str) -> None:
    for one in (person, other):
        await context.world.ask(one, QUESTION)


@when("{person:Person} asks for a refund {count:d} times at once, {seconds:g} seconds later")
async def customer_asks_at_once(context: Any, person: str, count: int, seconds: float) -> None:
    await context.world.pass_time(seconds)
    for _ in range(count):
        await context.world.ask(person, QUESTION)


@when("{person:Person} asks and stops her request, {seconds:g} seconds later")
async def customer_asks_and_stops_later(context: Any, person: str, seconds: float) -> None:
    await context.world.pass_time(seconds)
    await context.world.ask_and_stop(person, QUESTION)


@when("{person:Person} asks and stops her request {count:d} times")
async def customer_asks_and_stops(context: Any, person: str, count: int) -> None:
    for _ in range(count):
        await context.world.ask_and_stop(person, QUESTION)


@when("the model {fault:ModelFault}, and {person:Person} asks for a refund {count:d} times")
async def model_fails_and_customer_asks(
    context: Any, fault: ModelFault, person: str, count: int
) -> None:
    context.world.target.inject(fault)
    for _ in range(count):
        await context.world.ask_and_wait(person, QUESTION)


@when("both models never answer, and {person:Person} asks for a refund {count:d} times")
async def both_fail_and_customer_asks(context: Any, person: str, count: int) -> None:
    context.world.target.lift_faults()
    both_fail(context)
    for _ in range(count):
        await context.world.ask_and_wait(person, QUESTION)


@then("{person:Person} is told once that the assistant has to rest for {seconds:g} seconds")
def customer_is_told_of_the_trip(context: Any, person: str, seconds: float) -> None:
    told = only(context.world.customers[person], "circuit_breaker_triggered")
    assert_that((told["cooldown_period"], told["retry_after"]), equal_to((seconds, seconds)))


@then("{person:Person} is told of {count:d} failures")
def trip_counts(context: Any, person: str, count: int) -> None:
    told = only(context.world.customers[person], "circuit_breaker_triggered")
    assert_that((told["failure_count"], told["failure_threshold"]), equal_to((count, count)))


@then("{person:Person} is told again that the assistant has to rest")
def customer_is_told_of_a_second_trip(context: Any, person: str) -> None:
    told = context.world.customers[person].log.of("circuit_breaker_triggered")
    states = [one["previous_state"] for one in told]
    assert_that(
        states, equal_to(["closed", "half_open"]), f"how each rest that {person} was told of began"
    )


@then("{person:Person} is not told that the assistant has to rest")
def customer_is_told_of_no_trip(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    told = customer.log.of("circuit_breaker_triggered")
    assert not told, (
        f"{person} was told that the assistant has to rest, {told[0]['failure_count']} failures "
        f"being counted\n{customer.log.told()}"
    )


@then(
    "{person:Person} and {other:Person} are each told once that the assistant has to rest, "
    "for one and the same reason"
)
def both_are_told_of_the_trip(context: Any, person: str, other: str) -> None:
    customers = [context.world.customers[name] for name in (person, other)]
    expect_one_reason(customers, "circuit_breaker_triggered")


@then("{person:Person}'s request is turned away at once, with {seconds:g} seconds to wait")
def request_is_turned_away(context: Any, person: str, seconds: float) -> None:
    expect_turned_away(context.world.customers[person], seconds)


@then("each time {person:Person} is told to wait {seconds:g} seconds less")
def waits_fall(context: Any, person: str, seconds: float) -> None:
    expect_waits_fall(context.world.customers[person], 4, seconds)


@then(
    "{count:d} of {person:Person}'s requests are turned away, because the provider is being tested"
)
def requests_are_turned_away(context: Any, count: int, person: str) -> None:
    refused = rejections(context.world.customers[person], "circuit_half_open")
    assert len(refused) == count, (
        f"{len(refused)} of {person}'s requests were turned away because the provider is being "
        f"tested, and {count} were expected"
    )


@then('{person:Person} is told that "{features}" still work')
def customer_is_told_what_works(context: Any, person: str, features: str) -> None:
    told = only(context.world.customers[person], "graceful_degradation")
    assert_that(told["available_features"], equal_to(features.split(", ")), "what works")


@then('{person:Person} is told that "{features}" do not work')
def customer_is_told_what_is_off(context: Any, person: str, features: str) -> None:
    told = only(context.world.customers[person], "graceful_degradation")
    assert_that(told["disabled_features"], equal_to(features.split(", ")), "what does not work")


@then("{person:Person} is told what that costs her")
def customer_is_told_the_cost(context: Any, person: str) -> None:
    told = only(context.world.customers[person], "graceful_degradation")
    assert len(told["performance_impact"].split()) > 1, f"{person} was not told what it costs"


@then('{person:Person} is at last told that only "{features}" still works')
def customer_is_told_the_minimum(context: Any, person: str, features: str) -> None:
    told = context.world.customers[person].log.of("graceful_degradation")
    assert told, f"{person} was never told of reduced service"
    assert_that(told[-1]["available_features"], equal_to(features.split(", ")), "what works")


@then("{person:Person} is suggested a product")
def product_is_suggested(context: Any, person: str) -> None:
    assert answer(context.world.customers[person], SUGGEST.name), f"{person} got no suggestion"


@then("{person:Person} is suggested a product, when she asks again")
async def product_is_suggested_again(context: Any, person: str) -> None:
    await context.world.ask_and_wait(person, QUESTION)
    product_is_suggested(context, person)


@then("{person:Person} is not suggested any product")
def no_product_is_suggested(context: Any, person: str) -> None:
    suggested = answer(context.world.customers[person], SUGGEST.name)
    assert_that(suggested, equal_to(""), f"what {person} was suggested")


@then("{person:Person} and {other:Person} are each told once that full service is back")
def both_are_told_of_full_service(context: Any, person: str, other: str) -> None:
    for name in (person, other):
        told = only(context.world.customers[name], "system_recovered")
        assert_that(told["degradation_cleared"], equal_to(True), f"what {name} was told")


@then("{person:Person}'s next request is served by the first assistant")
async def first_assistant_serves(context: Any, person: str) -> None:
    before = len(context.world.target.model_calls())
    await context.world.ask_and_wait(person, QUESTION)
    assert len(context.world.target.model_calls()) > before, "the first assistant was not asked"
