"""Several customers at once, and what is whose."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, empty, has_length

from support.contract.vocabulary import ProtocolErrorCode
from support.evidence.belongings import secret_word, strays, without_their_own
from support.simulator import ModelFault
from support.world import World

TEN = tuple(f"customer {number}" for number in range(1, 11))


@given("an assistant that repeats the question")
def assistant_repeats_the_question(context: Any) -> None:
    context.world.manners.repeat_questions()


@given("the model {fault:ModelFault} at every third call")
def model_fails_now_and_then(context: Any, fault: ModelFault) -> None:
    for call in range(3, 31, 3):
        context.world.target.inject(fault, from_call=call, times=1)


@when("Maya and Tom ask at the same moment, each with a secret of their own")
async def two_ask_at_once(context: Any) -> None:
    await _ask_at_once(context.world, ("Maya", "Tom"))


@when("ten customers ask at the same moment, each with a secret of their own")
async def ten_ask_at_once(context: Any) -> None:
    await _ask_at_once(context.world, TEN)


@when("Maya and Tom ask at the same moment, and name their requests alike")
async def two_name_their_requests_alike(context: Any) -> None:
    await _ask_at_once(context.world, ("Maya", "Tom"), request_id="request-1")


@when("{person:Person} asks for {other:Person}'s finished work")
async def customer_asks_for_anothers_work(context: Any, person: str, other: str) -> None:
    told = context.world.customers[other].log.of("partial_result_preserved")
    await (await context.world.customer(person)).fetch_result(told[-1]["result_id"])
    await context.world.clock.settle()


@when("{person:Person} stops {other:Person}'s request")
async def customer_stops_anothers_request(context: Any, person: str, other: str) -> None:
    run = context.world.customers[other].log.of("run_started")[-1]
    await (await context.world.customer(person)).cancel(run["run_id"])
    await context.world.clock.settle()


@then("nobody received anything of another's")
def nobody_received_anothers(context: Any) -> None:
    found = list(strays(list(context.world.customers.values())))
    assert_that(found, empty(), "what reached somebody else")


@then("each of them received their own")
def each_received_their_own(context: Any) -> None:
    world: World = context.world
    people = list(world.customers.values())
    assert_that(without_their_own(people, failures_tell=world.server is not None), empty())


@then("{person:Person} is given none of it")
def customer_is_given_nothing(context: Any, person: str) -> None:
    log = context.world.customers[person].log
    assert_that(log.of("result"), has_length(0), f"results that {person} was given")
    codes = [event["code"] for event in log.of("protocol_error")]
    assert ProtocolErrorCode.UNKNOWN_RESULT in codes, f"{person} was told {codes}"


async def _ask_at_once(world: World, names: tuple[str, ...], **options: Any) -> None:
    customers = [await world.customer(name) for name in names]
    for customer in customers:
        await customer.ask(f"Please note that {secret_word(customer.name)}.", **options)
    await world.clock.settle()
    await world.wait_for_everybody()
