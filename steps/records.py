"""Our records, and what becomes of their file."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, close_to, empty, equal_to

from support.expectations import failures
from support.record_expectations import model_calls_by_step
from support.simulator.store import STORE, StoreFault
from support.world import QUESTION

UNTIL_THE_NEXT_WORDS = 0.3


@given("our records {fault:StoreFault}")
def records_fail(context: Any, fault: StoreFault) -> None:
    context.world.target.inject(fault, port=STORE)


@given("our records {fault:StoreFault} when {operation:Occasion}")
def records_fail_when(context: Any, fault: StoreFault, operation: str) -> None:
    context.world.target.inject(fault, port=STORE, step=operation)


@given("our records {fault:StoreFault} when {operation:Occasion}, once")
def records_fail_once(context: Any, fault: StoreFault, operation: str) -> None:
    context.world.target.inject(fault, port=STORE, step=operation, times=1)


@given("our records {fault:StoreFault} when {operation:Occasion}, {count:d} times")
def records_fail_often(context: Any, fault: StoreFault, operation: str, count: int) -> None:
    context.world.target.inject(fault, port=STORE, step=operation, times=count)


@when("our records {fault:StoreFault} {seconds:g} seconds after {person:Person} asked for a refund")
async def records_fail_later(context: Any, fault: StoreFault, seconds: float, person: str) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.pass_time(seconds)
    context.world.target.inject(fault, port=STORE)
    await context.world.pass_time(UNTIL_THE_NEXT_WORDS)


@then("each step was done once")
def each_step_was_done_once(context: Any) -> None:
    calls = model_calls_by_step(context.world.target)
    again = {step: count for step, count in calls.items() if count != 1}
    assert calls, "no step was done at all"
    assert_that(again, empty(), "how often other steps were done than once")


@then("{person:Person} is told of no failure at all")
def customer_is_told_of_no_failure(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    told = [event.type for event in customer.log if event["failure_id"]]
    assert customer.log.of("run_completed"), f"{person} got no answer: {customer.log.told()}"
    assert_that(told, empty(), f"notices of failures to {person}")


@then("{person:Person} is told of the failure {wait:g} seconds after the model filtered its answer")
def customer_is_told_after_the_wait(context: Any, person: str, wait: float) -> None:
    dues, notices = context.world.target.failures_due(), failures(context.world.customers[person])
    assert_that((len(dues), len(notices)), equal_to((1, 1)), "failures, and notices of one")
    (due,), (told,) = dues, notices
    assert_that(told.at - due, close_to(wait, 0.001), "the wait for our records, in seconds")
