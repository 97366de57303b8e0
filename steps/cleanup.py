"""What is released after a failure, what was told of it, and what is really left."""

import tracemalloc
from collections.abc import Iterator
from typing import Any

from behave import fixture, given, register_type, then, use_fixture, when
from hamcrest import (
    assert_that,
    close_to,
    contains_inanyorder,
    empty,
    equal_to,
    greater_than,
    has_item,
    only_contains,
)
from parse_type import TypeBuilder

from support.contract.vocabulary import CleanupStatus
from support.exits import EXITS, MIDDLE, end_badly, end_badly_in_a_row
from support.expectations import expect_a_report_of_each_attempt, last_cleanup
from support.simulator.plan import WRITE_ANSWER
from support.world import QUESTION, World

HALF_A_MINUTE = 30.0
ACCOUNTING_ERROR = 0.01

register_type(Exit=TypeBuilder.make_choice(list(EXITS)))


@fixture
def memory_trace(context: Any) -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@given("the memory of our own code is measured")
def memory_is_measured(context: Any) -> None:
    use_fixture(memory_trace, context)


@given("something gets in the way of removing the folder of {person:Person}'s request")
async def folder_is_blocked(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.pass_time(MIDDLE)
    context.world.target.block_cleanup()


@given("connections to the model do not close")
def connections_do_not_close(context: Any) -> None:
    context.world.target.keep_model_connections(WRITE_ANSWER.name)


@when("{person:Person}'s request ends because {ending:Exit}")
async def request_ends_badly(context: Any, person: str, ending: str) -> None:
    await end_badly(context.world, person, ending)


@when("{count:d} of {person:Person}'s requests fail in a row, in every way")
async def requests_fail_in_a_row(context: Any, count: int, person: str) -> None:
    await end_badly_in_a_row(context.world, person, count)
    context.world.notes["left"] = context.world.target.inventory()


@when("{count:d} more of {person:Person}'s requests fail in a row, in every way")
async def more_requests_fail_in_a_row(context: Any, count: int, person: str) -> None:
    await end_badly_in_a_row(context.world, person, count)


def held_at_the_last_cleanup(world: World) -> dict[str, int]:
    assert world.target.held_at_cleanups, "nothing was ever cleaned up"
    return world.target.held_at_cleanups[-1]


async def memory_freed_at_the_end(world: World) -> int:
    before = world.target.traced_memory("memory.py")
    await world.wait_for_everybody()
    return before - world.target.traced_memory("memory.py")


@then("{person:Person} is told that everything her request used is released")
def everything_is_told_released(context: Any, person: str) -> None:
    told = last_cleanup(context.world.customers[person])
    assert_that(told["cleanup_status"], equal_to(CleanupStatus.SUCCESS), "how the cleanup went")
    assert_that(told["resources_failed"], empty(), "what could not be released")


@then("what {person:Person} was told is released is all that had really been held")
def told_is_what_was_held(context: Any, person: str) -> None:
    told = last_cleanup(context.world.customers[person])["resources_cleaned"]
    really = [name for name, count in held_at_the_last_cleanup(context.world).items() if count]
    assert_that(told, contains_inanyorder(*really), "what was told, and what was held")


@then("something was really held when it ended")
def something_was_held(context: Any) -> None:
    samples = [sum(sample.values()) for sample in context.world.target.held_at_cleanups]
    assert samples, "nothing was ever cleaned up"
    assert_that(samples, only_contains(greater_than(0)), "how much was held at each cleanup")


@then("nothing of {person:Person}'s request is left")
def nothing_is_left(context: Any, person: str) -> None:
    assert_that(context.world.target.held_resources(), empty(), f"left of {person}'s requests")


@then("{seconds:g} seconds later the {resource} of {person:Person}'s request is still left")
async def something_is_left(context: Any, seconds: float, resource: str, person: str) -> None:
    await context.world.pass_time(seconds)
    held = context.world.target.held_resources()
    assert_that(held, has_item(resource), f"left of {person}'s request")


@then("half a minute after the fault is lifted nothing of {person:Person}'s request is left")
async def nothing_is_left_later(context: Any, person: str) -> None:
    context.world.target.lift_faults()
    await context.world.pass_time(HALF_A_MINUTE)
    nothing_is_left(context, person)


@then("{person:Person} is told that all but the {resource} is released")
def all_but_one_is_told_released(context: Any, person: str, resource: str) -> None:
    told = last_cleanup(context.world.customers[person])
    assert_that(told["cleanup_status"], equal_to(CleanupStatus.PARTIAL), "how the cleanup went")
    assert_that(told["resources_failed"], equal_to([resource]), "what could not be released")


@then("{person:Person} is told of the cleanup within {seconds:g} seconds of the failure")
def cleanup_is_told_in_time(context: Any, person: str, seconds: float) -> None:
    customer = context.world.customers[person]
    took = last_cleanup(customer).at - customer.log.of("agent_error")[-1].at
    assert took <= seconds, f"{person} was told of the cleanup {took:g} s after the failure"


@then(
    "each attempt of {person:Person}'s that failed or was stopped is followed by one report, "
    "before the next"
)
def each_attempt_is_reported(context: Any, person: str) -> None:
    expect_a_report_of_each_attempt(context.world.customers[person])


@then("at the end as much memory is free again as {person:Person} was told was freed")
async def memory_is_really_free(context: Any, person: str) -> None:
    freed = await memory_freed_at_the_end(context.world)
    told = last_cleanup(context.world.customers[person])["memory_freed"]
    assert_that(freed, close_to(told, told * ACCOUNTING_ERROR), "bytes that are free again")


@then("no more is left than after the first {count:d}")
def no_more_is_left(context: Any, count: int) -> None:
    now, then = context.world.target.inventory(), context.world.notes["left"]
    assert_that(now, equal_to(then), f"what is left after more failures, and after {count}")
