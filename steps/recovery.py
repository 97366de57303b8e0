"""Retries and recovery, as customers hear of them."""

from itertools import pairwise
from typing import Any

from behave import then
from hamcrest import assert_that, close_to, equal_to, has_length

from support.expectations import answer, failures
from support.record_expectations import first_calls
from support.recovery_expectations import (
    attempts,
    backoff_limits,
    expect_asked_again_after,
    expect_delays_kept,
    expect_jittered,
    expect_recovered,
    expect_steady_attempts,
    only,
)
from support.simulator.plan import REPLIES, WRITE_ANSWER
from support.world import QUESTION, World

STATUS = {
    "waits": "scheduled",
    "starts": "started",
    "fails": "failed",
    "works": "succeeded",
    "is called off": "aborted",
}


@then("{person:Person} is told of these attempts")
def customer_is_told_of_attempts(context: Any, person: str) -> None:
    rows = [(int(row["attempt"]), int(row["of"]), STATUS[row["and it"]]) for row in context.table]
    told = attempts(context.world.customers[person])
    assert_that(told, equal_to(rows), f"the attempts that {person} was told of")


@then("each retry reached the model when it had been announced")
def retries_come_as_announced(context: Any) -> None:
    world: World = context.world
    (customer,) = world.customers.values()
    expect_delays_kept(customer, world.target.model_calls())


@then("the second call reached the model at least {seconds:g} seconds after the first")
def second_call_waits(context: Any, seconds: float) -> None:
    expect_asked_again_after(first_calls(context.world.target, 2), seconds)


@then("no call reached the model sooner than {seconds:g} seconds after the one before")
def calls_keep_their_distance(context: Any, seconds: float) -> None:
    calls = context.world.target.model_calls()
    pairs = [(one, other) for one, other in pairwise(calls) if one.fault is not None]
    assert pairs, "the model was never asked again"
    for one, other in pairs:
        gap = other.at - one.last_item_at
        assert gap >= seconds, f"the provider was asked again after {gap:g} s, not {seconds:g} s"


@then("each delay lies between half of its limit and all of it")
def delays_are_jittered(context: Any) -> None:
    (customer,) = context.world.customers.values()
    expect_jittered(customer, context.world.settings)


@then("the limits are these")
def limits_are(context: Any) -> None:
    (customer,) = context.world.customers.values()
    told = backoff_limits(customer, context.world.settings)
    assert_that(told, equal_to([float(cell) for cell in context.table.headings]))


@then("the model was asked {count:d} times")
def model_was_asked(context: Any, count: int) -> None:
    asked = len(context.world.target.model_calls())
    assert asked == count, f"the model was asked {asked} times, and {count} times were expected"


@then("{person:Person} is told exactly once that a failure is final, after attempt {number:d}")
def customer_is_told_once(context: Any, person: str, number: int) -> None:
    customer = context.world.customers[person]
    final = [event["attempt_number"] for event in failures(customer) if event["terminal"]]
    sentence = f"the attempts after which {person} was told that a failure is final"
    assert_that(final, equal_to([number]), sentence)


@then("{person:Person} is told once that service is normal again")
def customer_is_told_of_recovery(context: Any, person: str) -> None:
    only(context.world.customers[person], "system_recovered")


@then("{person:Person} is told once that service is normal again, after {count:d} attempt")
def customer_is_told_of_recovery_after(context: Any, person: str, count: int) -> None:
    told = only(context.world.customers[person], "system_recovered")
    sentence = f"the attempts after which {person} was told of the recovery"
    assert_that(told["attempts_made"], equal_to(count), sentence)


@then("{person:Person} is told once for each request that service is normal again")
def customer_is_told_of_each_recovery(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    hit = {event["failure_id"] for event in failures(customer)}
    assert_that(hit, has_length(len(customer.asked)), "failures, one for each request")
    expect_recovered(customer, hit)


@then("{person:Person} is told once of the end of everything that rested")
def customer_is_told_of_every_end(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    rests = customer.log.of("circuit_breaker_triggered", "graceful_degradation")
    expect_recovered(customer, {event["failure_id"] for event in rests})


@then(
    "each attempt of {one:Person}'s and {other:Person}'s ends with the assistant that it began with"
)
def attempts_end_as_they_began(context: Any, one: str, other: str) -> None:
    expect_steady_attempts([context.world.customers[name] for name in (one, other)])


@then("the time that {person:Person} is told is the time that it took")
def recovery_time_is_true(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    told = only(customer, "system_recovered")
    took = told.at - failures(customer)[0].at
    assert_that(told["recovery_time"], close_to(took, 0.001), "the time of the recovery")


@then("{person:Person} is not told that service is normal again")
def customer_is_told_of_no_recovery(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    sentence = f"{person} was told of a recovery that did not happen: {customer.log.told()}"
    assert_that(customer.log.of("system_recovered"), has_length(0), sentence)


@then("{person:Person}'s next request gets the whole answer")
async def next_request_works(context: Any, person: str) -> None:
    await context.world.ask_and_wait(person, QUESTION)
    whole = "".join(REPLIES[WRITE_ANSWER.name].words)
    assert_that(answer(context.world.customers[person], WRITE_ANSWER.name), equal_to(whole))


@then("when the fault is lifted, {person:Person}'s next request gets the whole answer")
async def next_request_works_then(context: Any, person: str) -> None:
    context.world.target.lift_faults()
    await context.world.ask_and_wait(person, QUESTION)
    assert answer(context.world.customers[person], WRITE_ANSWER.name), f"{person} got no answer"
