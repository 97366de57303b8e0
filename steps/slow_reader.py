"""Customers who read slowly or not at all, and what waits for them."""

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from behave import given, then, when
from hamcrest import assert_that, close_to, less_than_or_equal_to

from support.return_expectations import expect_failures_after_gap
from support.simulator import ModelFault
from support.simulator.model.replies import Reply
from support.simulator.plan import WRITE_ANSWER
from support.world import QUESTION, World

KIB = 1024
MADE_TO_BE_SENT = [
    tracemalloc.Filter(True, pattern)
    for pattern in (
        "*/contract/events.py",
        "*/simulator/session.py",
        "*/websockets/*",
        "*/asyncio/*",
    )
]


@given("the assistant says {count:d} times {size:d} KiB")
def assistant_says_much(context: Any, count: int, size: int) -> None:
    words = ("so it is. " * (size * KIB // 10),) * count
    context.world.setup.replies = {
        **context.world.setup.replies,
        WRITE_ANSWER.name: Reply(words=words),
    }


@given("the assistant says {count:d} times {size:d} KiB, and then breaks off")
def assistant_says_much_and_fails(context: Any, count: int, size: int) -> None:
    assistant_says_much(context, 2 * count, size)
    context.world.target.inject(ModelFault.ENDS_EARLY, step=WRITE_ANSWER.name)


@when("{person:Person} asks for a refund, and her app hangs for {seconds:g} seconds")
async def app_hangs(context: Any, person: str, seconds: float) -> None:
    with measured(context.world.notes):
        await asks_and_hangs(context.world, person, seconds)


@when(
    "{person:Person} asks for a refund, and her app hangs for {seconds:g} seconds "
    "before it reads on"
)
async def app_hangs_and_reads_on(context: Any, person: str, seconds: float) -> None:
    await asks_and_hangs(context.world, person, seconds)
    context.world.customers[person].line.read_on()
    await context.world.clock.settle()


@then("we hold no more than {size:d} KiB for {person:Person}, and memory was measured")
def we_hold_no_more(context: Any, size: int, person: str) -> None:
    held = context.world.target.bytes_held_for(context.world.customers[person].user_id)
    assert_that(held / KIB, less_than_or_equal_to(size), f"KiB that wait for {person}")
    measured = context.world.notes["memory"]
    assert_that(measured / KIB, less_than_or_equal_to(size), "KiB of memory that messages take")


@then("{size:d} KiB were said to her")
def so_much_was_said(context: Any, size: int) -> None:
    said = sum(len(word) for word in context.world.setup.replies[WRITE_ANSWER.name].words)
    calls = [call.step for call in context.world.target.model_calls()]
    assert calls.count(WRITE_ANSWER.name) == 1, f"the model was asked for {calls}"
    assert_that(said / KIB, close_to(size, 1), "KiB that the model said")


@then("{person:Person} has his answer {seconds:g} seconds after he asked")
def customer_has_his_answer(context: Any, person: str, seconds: float) -> None:
    log = context.world.customers[person].log
    started, completed = log.of("run_started")[0], log.of("run_completed")[0]
    assert_that(completed.at - started.at, close_to(seconds, 0.001), "seconds that it took")


@then("{person:Person} is told of each failure, with the words for it and what was kept")
def failures_outlive_the_gap(context: Any, person: str) -> None:
    expect_failures_after_gap(context.world.customers[person])


async def asks_and_hangs(world: World, person: str, seconds: float) -> None:
    await world.ask(person, QUESTION)
    assert world.target.is_connected(world.customers[person].user_id), f"{person} was never here"
    world.customers[person].line.stop_reading()
    await world.pass_time(seconds)


@contextmanager
def measured(notes: dict[str, Any]) -> Iterator[None]:
    """Notes how many bytes Python holds afterwards of what was made to be sent."""
    tracemalloc.start()
    try:
        yield
        taken = tracemalloc.take_snapshot().filter_traces(MADE_TO_BE_SENT)
        notes["memory"] = sum(trace.size for trace in taken.traces)
    finally:
        tracemalloc.stop()
