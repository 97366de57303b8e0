"""A server that is killed or restarted, and customers who come back to it."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, equal_to, less_than_or_equal_to

from support.contract.vocabulary import CloseCode
from support.record_expectations import (
    expect_a_gap,
    of_session,
    sessions,
    told_on_return,
)
from support.recovery_expectations import only
from support.simulator.plan import CHECK_RULES
from support.simulator.workplace import WORK_FOLDER
from support.world import QUESTION, World

FOR_A_REQUEST = 10.0
TO_REACH_THE_ANSWER = 2.0
TO_BEGIN = 0.25
TO_BE_PUT_ASIDE = 4.0


@given("our server is a process of its own")
def server_is_a_process(context: Any) -> None:
    context.world.put_in_a_process()


@when("the process is killed in the second step of {person:Person}'s request, and started again")
async def process_is_killed(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.restarts.until_step(person, CHECK_RULES.name)
    await context.world.restarts.kill_and_start_again()


@when("the process is restarted as planned in the second step of {person:Person}'s request")
async def process_is_restarted(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.restarts.until_step(person, CHECK_RULES.name)
    await context.world.restarts.begin_planned()
    await context.world.restarts.end_planned()


@when(
    "the server is killed {seconds:g} seconds after {person:Person} asked for a refund, and "
    "started with good records"
)
async def server_is_killed_with_bad_records(context: Any, seconds: float, person: str) -> None:
    await context.world.ask_and_be_at_work(person, QUESTION, seconds)
    await context.world.restarts.kill_and_start_well()


@when("the server is killed, and started with good records")
async def server_is_started_well(context: Any) -> None:
    await context.world.restarts.kill_and_start_well()


@when("the server is killed and started again")
async def server_is_killed(context: Any) -> None:
    await context.world.restarts.kill_and_start_again()


@when(
    "the server is killed {seconds:g} seconds after {person:Person} asked for a refund, and "
    "started again"
)
async def server_is_killed_after(context: Any, seconds: float, person: str) -> None:
    await context.world.ask_and_be_at_work(person, QUESTION, seconds)
    await context.world.restarts.kill_and_start_again()


@when(
    "the server is killed as soon as {person:Person} is told that finished work is safe, "
    "and started again"
)
async def server_is_killed_at_the_notice(context: Any, person: str) -> None:
    await context.world.restarts.kill_once_told(person, "partial_result_preserved")


@when("the server is killed as soon as {person:Person} is told of an attempt, and started again")
async def server_is_killed_in_backoff(context: Any, person: str) -> None:
    await context.world.restarts.kill_once_told(person, "recovery_attempt")


@when("the server is restarted as planned")
async def server_is_restarted(context: Any) -> None:
    await context.world.restarts.begin_planned()
    await context.world.restarts.end_planned()


@when(
    "the server is restarted as planned {seconds:g} seconds after {person:Person} asked for a "
    "refund"
)
async def server_is_restarted_after(context: Any, seconds: float, person: str) -> None:
    await context.world.ask_and_be_at_work(person, QUESTION, seconds)
    await context.world.restarts.begin_planned()
    await context.world.restarts.end_planned()


@when("the server begins to restart as planned")
async def server_begins_to_restart(context: Any) -> None:
    await context.world.restarts.begin_planned()


@when(
    "the server begins to restart as {other:Person} waits for his answer, and {person:Person} "
    "has just asked"
)
async def restart_begins_with_two_at_work(context: Any, other: str, person: str) -> None:
    await context.world.ask_one_after_another(
        QUESTION, {other: TO_REACH_THE_ANSWER, person: TO_BEGIN}
    )
    await context.world.restarts.begin_planned()


@when(
    "the server begins to restart as {person:Person}'s request waits, and {other:Person} waits "
    "for his answer"
)
async def restart_begins_with_one_in_backoff(context: Any, person: str, other: str) -> None:
    await context.world.ask_one_after_another(
        QUESTION, {person: TO_BEGIN, other: TO_REACH_THE_ANSWER}
    )
    await context.world.restarts.begin_planned()


@when("{person:Person} stops her request, which is put aside, and comes back after the restart")
async def customer_stops_what_is_put_aside(context: Any, person: str) -> None:
    await context.world.pass_time(TO_BE_PUT_ASIDE)
    await context.world.stop(person)
    await context.world.restarts.end_and_come_back(person)


@when("{person:Person} stops her request while it is noted, and comes back after the restart")
async def customer_stops_what_is_being_noted(context: Any, person: str) -> None:
    await context.world.restarts.until_a_fault_strikes()
    await context.world.stop(person)
    await context.world.restarts.end_and_come_back(person)


@when("the restart is over, and {person:Person} comes back and waits for her answer")
async def restart_is_over_and_customer_back(context: Any, person: str) -> None:
    await context.world.restarts.end_planned()
    await context.world.restarts.come_back(person)
    await context.world.wait_for_endings(person)


@when("the restart is over, and {person:Person} comes back and sends it again")
async def restart_is_over_and_customer_asks_again(context: Any, person: str) -> None:
    await context.world.restarts.end_planned()
    await context.world.restarts.come_back(person)
    await context.world.ask(person, QUESTION, request_id="one-thing-more")
    await context.world.pass_time(FOR_A_REQUEST)


@when("{person:Person} asks for one thing more")
async def customer_asks_for_more(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION, request_id="one-thing-more")


@when("{person:Person} loses her line, and connects again")
async def customer_connects_anew(context: Any, person: str) -> None:
    await context.world.customers[person].close()
    await context.world.customer(person)


@when("{person:Person} connects again")
async def customer_connects_again(context: Any, person: str) -> None:
    await context.world.customer(person)


@when("{person:Person} comes back to her session")
async def customer_comes_back(context: Any, person: str) -> None:
    await context.world.restarts.come_back(person)


@when("the fault is lifted, and {person:Person} comes back {seconds:g} seconds later")
async def fault_is_lifted_and_customer_back(context: Any, person: str, seconds: float) -> None:
    context.world.target.lift_faults()
    await context.world.pass_time(seconds)
    await context.world.restarts.come_back(person)


@when("{person:Person} comes back to her session, and waits for her answer")
async def customer_comes_back_and_waits(context: Any, person: str) -> None:
    await context.world.restarts.come_back(person)
    await context.world.wait_for_endings(person)


@when("{person:Person} comes back to her session, and sends the same request once more")
async def customer_sends_it_again(context: Any, person: str) -> None:
    world: World = context.world
    await world.restarts.come_back(person)
    await world.ask(person, QUESTION, request_id=world.customers[person].asked[0])
    await world.pass_time(FOR_A_REQUEST)


@then("{person:Person} is told of the crash in this order")
def crash_is_told_in_order(context: Any, person: str) -> None:
    expected = [(row["event"], row["and it says"]) for row in context.table]
    told = told_on_return(context.world.customers[person])
    assert_that(told, equal_to(expected), f"what {person} was told on her return")


@then("the events of {person:Person}'s first session are numbered from 1 without a gap")
def first_session_is_numbered(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    numbers = [event["sequence"] for event in of_session(customer, sessions(customer)[0])]
    assert_that(numbers, equal_to(list(range(1, len(numbers) + 1))), f"{person}'s numbers")
    assert any(event.connection > 1 for event in of_session(customer, sessions(customer)[0]))


@then("{person:Person} is back on the same session")
def customer_is_back(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    resumed = [event["session_id"] for event in customer.log.of("session_resumed")]
    assert_that(resumed, equal_to(sessions(customer)[:1]), f"the session of {person}'s return")


@then(
    "{person:Person} gets a new session, which tells her first of the gap and where her "
    "request stands"
)
def customer_is_told_of_the_gap(context: Any, person: str) -> None:
    expect_a_gap(context.world.customers[person])


@then("nothing is left of the request that was cut off, as {person:Person} is told")
def nothing_is_left(context: Any, person: str) -> None:
    told = only(context.world.customers[person], "resource_cleanup")
    assert_that(told["resources_cleaned"], equal_to([WORK_FOLDER]), f"what {person} was told")
    left, now = context.world.restarts.left_by_kill, context.world.target.work_folders()
    assert_that((len(left), len(now)), equal_to((1, 0)), "folders after the kill, and now")


@then("{person:Person}'s line was closed because of a restart")
def line_was_closed(context: Any, person: str) -> None:
    codes = [closing.code for closing in context.world.customers[person].closings]
    assert_that(codes, equal_to([CloseCode.SERVICE_RESTART]), f"how {person}'s line was closed")


@then("the restart was over within {seconds:g} seconds")
def restart_was_quick(context: Any, seconds: float) -> None:
    took = context.world.restarts.shutdown_took
    assert_that(took, less_than_or_equal_to(seconds), "seconds that the restart took")


@then("{person:Person} was told that we are restarting, and when to try again")
def customer_was_told_of_the_restart(context: Any, person: str) -> None:
    told = only(context.world.customers[person], "request_rejected")
    assert_that(told["reason_code"], equal_to("shutting_down"))
    assert_that(told["retry_after"], equal_to(context.world.settings.shutdown_within))
