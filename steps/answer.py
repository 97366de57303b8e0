"""The answer that a customer asked for, and how a request ends."""

from typing import Any

from behave import then
from hamcrest import assert_that, equal_to, has_length

from support.expectations import endings
from support.record_expectations import expect_preserved
from support.world import World


@then("{person:Person} has the whole answer")
def customer_has_the_answer(context: Any, person: str) -> None:
    context.world.expect_whole_answer(person)


@then("{person:Person}'s request has ended exactly once")
def request_has_ended_once(context: Any, person: str) -> None:
    requests_have_ended_once(context, person, 1)


@then("each of {person:Person}'s {count:d} requests has ended exactly once")
def requests_have_ended_once(context: Any, person: str, count: int) -> None:
    customer = context.world.customers[person]
    started = customer.log.of("run_started")
    assert_that(started, has_length(count), f"{person}'s requests that were begun")
    for run in started:
        sentence = f"the endings of {person}'s request {run['request_id']}"
        assert_that(endings(customer, run["run_id"]), has_length(1), sentence)


@then("{person:Person} is not told that her request is finished")
def request_is_not_finished(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    began = customer.log.of("agent_output") or context.world.server
    assert began, f"{person} never saw the beginning of an answer"
    assert_that(customer.log.of("run_completed"), has_length(0), "half an answer was passed off")


@then("{person:Person} is told that her request was stopped")
def request_was_stopped(context: Any, person: str) -> None:
    customer = context.world.customers[person]
    sentence = f"how often {person} was told that her request was stopped: {customer.log.told()}"
    assert_that(customer.log.of("run_cancelled"), has_length(1), sentence)


@then("{person:Person} is told that her request was stopped, and that we try no more")
def request_was_stopped_in_backoff(context: Any, person: str) -> None:
    request_was_stopped(context, person)
    attempts = context.world.customers[person].log.of("recovery_attempt")
    assert_that([event["status"] for event in attempts], equal_to(["scheduled", "aborted"]))


@then("{person:Person} reads not a word of it as an answer")
def nothing_is_shown_as_an_answer(context: Any, person: str) -> None:
    world: World = context.world
    assert world.target.receipts(), "the model never sent it"
    said = world.customers[person].log.of("agent_output")
    assert_that(said, has_length(0), f"{person} was shown what is no answer")


@then("what {person:Person} was told is finished is really there")
async def preserved_work_is_there(context: Any, person: str) -> None:
    told, fetched = await context.world.fetch_preserved(person)
    expect_preserved(context.world.customers[person], told, fetched)
