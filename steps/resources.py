"""What we have: memory and workers, and how much of each a request may have."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, equal_to, has_length

from support.expectations import failures, run_of, served_in_order
from support.simulator.plan import TWO_ORDERS_PLAN
from support.world import World


@given("a request may hold as much memory as {person:Person}'s needs")
async def memory_is_enough(context: Any, person: str) -> None:
    world: World = context.world
    world.setup.settings["memory_budget"] = await world.memory_needed()


@given("a request may hold one byte less than {person:Person}'s needs")
async def memory_is_short(context: Any, person: str) -> None:
    world: World = context.world
    world.setup.settings["memory_budget"] = await world.memory_needed() - 1


@given("a request may hold {count:d} bytes")
def memory_is_limited(context: Any, count: int) -> None:
    context.world.setup.settings["memory_budget"] = count


@given("the assistant compares two orders")
def assistant_compares_orders(context: Any) -> None:
    context.world.setup.plan = TWO_ORDERS_PLAN


@given("we work on {count:d} request at a time, and {waiting:d} may wait")
@given("we work on {count:d} requests at a time, and {waiting:d} more may wait")
def capacity_is_limited(context: Any, count: int, waiting: int) -> None:
    context.world.setup.settings |= {"concurrent_runs": count, "queue_limit": waiting}


@when("its worker is taken away")
async def worker_is_taken_away(context: Any) -> None:
    context.world.target.take_worker_away()
    await context.world.wait_for_everybody()


@then("nobody had planned a fault")
def no_fault_was_planned(context: Any) -> None:
    assert_that(context.world.target.receipts(), has_length(0), "faults that touched something")


@then("{person:Person} is told of no failure")
def customer_is_told_of_no_failure(context: Any, person: str) -> None:
    assert_that(failures(context.world.customers[person]), has_length(0), "failures told")


@then("each of {person:Person}'s {count:d} requests is answered")
async def requests_are_answered(context: Any, person: str, count: int) -> None:
    world: World = context.world
    await world.wait_for_everybody()
    customer = world.customers[person]
    assert_that(
        customer.log.of("run_completed"),
        has_length(count),
        f"{person}'s answers: {customer.log.told()}",
    )


@then("they are served one after the other, in this order")
async def customers_are_served_in_order(context: Any) -> None:
    world: World = context.world
    await world.wait_for_everybody()
    served = served_in_order(world.target.model_calls(), world.customers.values())
    assert_that(served, equal_to(world.notes["asked in order"]), "who was served, in order")


@then("{person:Person} is told that her request was stopped, and no work was done on it")
def request_was_stopped_before_work(context: Any, person: str) -> None:
    log = context.world.customers[person].log
    stopped = {event["run_id"] for event in log.of("run_cancelled")}
    assert stopped, f"{person} was not told that her request was stopped: {log.told()}"
    assert stopped.isdisjoint(map(run_of, context.world.target.model_calls())), (
        f"the model was asked for {person}'s stopped request"
    )
