"""Finished work: what customers are told is safe, and what is really there."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, equal_to, has_item

from support.expectations import FAILURE_NOTICES
from support.record_expectations import (
    expect_not_fetched,
    expect_nothing_safe,
    expect_preserved,
    expect_safe_first,
    safe_steps,
    seconds_until_expiry,
)
from support.simulator.plan import REFUND_PLAN, SEND_REFUND
from support.world import World


@given("finished work is kept for {seconds:g} seconds")
def work_is_kept_for(context: Any, seconds: float) -> None:
    context.world.setup.settings["partial_results_kept"] = seconds


@given("the assistant sends refunds itself")
def assistant_sends_refunds(context: Any) -> None:
    context.world.setup.plan = REFUND_PLAN


@when("time passes until {seconds:g} seconds before {person:Person}'s finished work expires")
async def time_passes_until_shortly_before(context: Any, seconds: float, person: str) -> None:
    world: World = context.world
    left = seconds_until_expiry(world.customers[person], world.clock)
    await world.pass_time(left - seconds)


@when("time passes until {person:Person}'s finished work expires")
async def time_passes_until_expiry(context: Any, person: str) -> None:
    world: World = context.world
    await world.pass_time(seconds_until_expiry(world.customers[person], world.clock))


@then("{person:Person} is told that these steps are safe, before she is told of any failure")
def steps_are_safe_before_failure(context: Any, person: str) -> None:
    expect_safe_first(context.world.customers[person], context.table.headings, *FAILURE_NOTICES)


@then(
    "{person:Person} is told that these steps are safe, before she is told that her request "
    "was stopped"
)
def steps_are_safe_before_the_stop(context: Any, person: str) -> None:
    expect_safe_first(context.world.customers[person], context.table.headings, "run_cancelled")


@then("{person:Person} is told of {first:d} safe step, and later of {second:d}")
def more_steps_are_safe_later(context: Any, person: str, first: int, second: int) -> None:
    told = [len(steps) for steps in safe_steps(context.world.customers[person])]
    assert_that(told, equal_to([first, second]), f"how many steps are safe for {person}")


@then("{person:Person} is not told that anything is safe")
def nothing_is_safe(context: Any, person: str) -> None:
    expect_nothing_safe(context.world.customers[person])


@then("{person:Person} is first told that nothing is safe, and later that it is")
def safe_at_last(context: Any, person: str) -> None:
    errors = context.world.customers[person].log.of("agent_error")
    claims = [event["partial_available"] for event in errors]
    assert_that(claims, equal_to([False, True]), f"what {person} was told of finished work")


@then('{person:Person} cannot fetch it any more, because "{reason}"')
@then('{person:Person} cannot fetch her finished work, because "{reason}"')
async def work_cannot_be_fetched(context: Any, person: str, reason: str) -> None:
    customer = await context.world.customer(person)
    await expect_not_fetched(customer, customer, reason)


@then('{person:Person} cannot fetch {other:Person}\'s finished work, because "{reason}"')
async def work_of_another_cannot_be_fetched(
    context: Any, person: str, other: str, reason: str
) -> None:
    stranger = await context.world.customer(person)
    await expect_not_fetched(stranger, context.world.customers[other], reason)


@then("when the fault is lifted, what {person:Person} was told is finished is really there")
async def work_is_there_after_the_fault(context: Any, person: str) -> None:
    context.world.target.lift_faults()
    told, fetched = await context.world.fetch_preserved(person)
    expect_preserved(context.world.customers[person], told, fetched)


@then("{person:Person} is told that nobody knows whether this step was done: {step}")
def step_is_unknown(context: Any, person: str, step: str) -> None:
    told = context.world.customers[person].log.of("partial_result_preserved")
    assert told, f"{person} was told of no finished work"
    assert_that(told[-1]["unknown_steps"], has_item(step), "steps with an unknown outcome")


@then("the refund was sent at most once")
def refund_was_sent_once(context: Any) -> None:
    runs = [run for run in context.world.target.tool_runs() if run.tool == SEND_REFUND.tool]
    assert_that(len(runs), equal_to(1), "how often the refund was sent")
