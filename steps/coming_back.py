"""Customers who were away: how they come back, and what they are told then."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, equal_to, has_item

from support.contract.vocabulary import CloseCode, RunState
from support.return_expectations import (
    expect_all_once,
    expect_all_once_but_gaps,
    expect_gaps,
    expect_replayed_as_sent,
    expect_same_so_far,
    standing,
)
from support.simulator.plan import FIND_ORDER
from support.world import QUESTION


@given("we keep {count:d} events for a customer")
def we_keep_few_events(context: Any, count: int) -> None:
    context.world.setup.settings["replay_buffer"] = count


@when("{seconds:g} seconds later {person:Person} comes back, and waits for her answer")
async def customer_comes_back_and_waits(context: Any, seconds: float, person: str) -> None:
    await context.world.pass_time(seconds)
    await context.world.lines.come_back(person)
    await context.world.wait_for_endings(person)


@when("{person:Person} comes back")
async def customer_comes_back(context: Any, person: str) -> None:
    await context.world.lines.come_back(person)


@when(
    "{person:Person} asks for a refund, and loses her line for {seconds:g} seconds, "
    "and again {count:d} messages later"
)
async def line_fails_twice(context: Any, person: str, seconds: float, count: int) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.lines.drop(person)
    await context.world.pass_time(seconds)
    await context.world.lines.come_back_briefly(person, count)


@when("{person:Person} asks for a refund, and goes on with her tablet after {seconds:g} seconds")
async def customer_goes_on_with_a_tablet(context: Any, person: str, seconds: float) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.pass_time(seconds)
    await context.world.lines.go_on_elsewhere(person, _tablet(person))


@then("{person:Person} has missed nothing, and nothing was told twice")
def customer_has_missed_nothing(context: Any, person: str) -> None:
    expect_all_once(context.world.customers[person])


@then("{person:Person} has missed nothing else, and nothing was told twice")
def customer_has_missed_nothing_else(context: Any, person: str) -> None:
    expect_all_once_but_gaps(context.world.customers[person])


@then("what {person:Person} missed says when it first was sent")
def missed_events_are_old(context: Any, person: str) -> None:
    expect_replayed_as_sent(context.world.customers[person], context.world.clock)


@then("the last thing that {person:Person} hears is that nothing is missing")
def customer_hears_of_the_resumption(context: Any, person: str) -> None:
    log = context.world.customers[person].log
    assert log.frames[-1].type == "session_resumed", (
        f"{person} was not told, last of all, that nothing is missing\n{log.told()}"
    )


@then(
    "{person:Person}'s tablet shows all that her phone does, word for word, "
    "and the rest of the answer"
)
def tablet_shows_the_same(context: Any, person: str) -> None:
    phone, tablet = context.world.customers[person], context.world.customers[_tablet(person)]
    expect_same_so_far(phone, tablet)
    assert_that([event.type for event in tablet.log], has_item("run_completed"))


@then("{person:Person}'s phone is told that she is here on a newer line")
def phone_is_told_of_the_tablet(context: Any, person: str) -> None:
    codes = [closing.code for closing in context.world.customers[person].closings]
    assert_that(codes, equal_to([CloseCode.TAKEN_OVER]), f"how {person}'s phone was cut off")


@then("{person:Person}'s phone hears no more of it")
def phone_hears_no_more(context: Any, person: str) -> None:
    phone = context.world.customers[person]
    late = [event.type for event in phone.log if event.at_ns > phone.closings[0].at_ns]
    assert not late, f"{person}'s phone was told {late} after the tablet took over"


@then("{person:Person} is told that her events {first:d} to {last:d} are gone")
def customer_is_told_of_this_gap(context: Any, person: str, first: int, last: int) -> None:
    expect_gaps(context.world.customers[person], (first, last))


@then("{person:Person} is told of a gap")
def customer_is_told_of_a_gap(context: Any, person: str) -> None:
    log = context.world.customers[person].log
    assert log.of("replay_gap"), f"{person} was told of no gap: {log.told()}"


@then("{person:Person} is told that her request was still running then, with the order found")
def request_was_running(context: Any, person: str) -> None:
    run = standing(context.world.customers[person])
    assert_that(run["state"], equal_to(RunState.RUNNING), f"where {person}'s request stood")
    assert_that(run["finished_steps"], has_item(FIND_ORDER.name), "what was finished of it")


@then("{person:Person} is told that her request is finished, in what stands for the gap")
def request_is_finished_in_the_gap(context: Any, person: str) -> None:
    state = standing(context.world.customers[person])["state"]
    assert_that(state, equal_to(RunState.COMPLETED), f"where {person}'s request stood")


def _tablet(person: str) -> str:
    return f"{person}'s tablet"
