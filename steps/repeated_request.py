"""Requests that are sent more than once, and how often they are worked on."""

from typing import Any

from behave import then, when
from hamcrest import assert_that, contains_inanyorder

from support.simulator.plan import DEFAULT_PLAN
from support.world import QUESTION, World


@when("{person:Person}'s app sends one request {count:d} times")
async def app_sends_repeatedly(context: Any, person: str, count: int) -> None:
    for _ in range(count):
        await context.world.ask(person, QUESTION, request_id="the-one-request")


@when("{person:Person}'s app sends the same request again")
async def app_sends_again(context: Any, person: str) -> None:
    world: World = context.world
    await world.ask(person, QUESTION, request_id=world.customers[person].asked[-1])


@when("{person:Person}'s app starts from nothing and sends the same request again")
async def app_starts_from_nothing(context: Any, person: str) -> None:
    world: World = context.world
    await world.ask(person, QUESTION, request_id=world.customers[person].asked[-1])


@when("{person:Person} comes back to where it is under way")
async def customer_comes_back_to_her_request(context: Any, person: str) -> None:
    where = context.world.customers[person].log.of("run_started")[0]["session_id"]
    await context.world.lines.resume(person, context.world.customers[person].way_back(where))
    await context.world.pass_time(60)


@then("each task of the request was done once")
def tasks_were_done_once(context: Any) -> None:
    steps = [call.step for call in context.world.target.model_calls()]
    plan = [step.name for step in DEFAULT_PLAN]
    assert_that(steps, contains_inanyorder(*plan), "what the model was asked to do")
