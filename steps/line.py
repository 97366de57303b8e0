"""The lines of customers: how they fail, and who is noticed to be there."""

from typing import Any

from behave import given, register_type, then, when
from hamcrest import assert_that, equal_to, has_length
from parse_type import TypeBuilder

from support.lines import Leaving, Lines
from support.network import Bandwidth, Latency, Slicer, Toxic
from support.return_expectations import expect_all_once, expect_no_failure, of_session
from support.simulator import ModelFault
from support.world import QUESTION, World

register_type(
    Leaving=TypeBuilder.make_enum(
        {
            "loses her line": Lines.drop,
            "loses his line": Lines.drop,
            "closes her app": Lines.leave,
        }
    ),
    NetworkFailure=TypeBuilder.make_enum(
        {"cuts her off": Lines.cut, "resets her line": Lines.reset, "falls silent": Lines.go_dead}
    ),
    NetworkTrouble=TypeBuilder.make_enum(
        {
            "takes two seconds for everything": Latency(2),
            "cuts everything into crumbs": Slicer(20, 10),
            "is as thin as a thread": Bandwidth(200),
        }
    ),
)


@given("{person:Person} is here by way of a network that can fail")
async def customer_is_here_by_network(context: Any, person: str) -> None:
    await context.world.lines.connect_by_network(person)


@given("{person:Person} is here by way of a network that {trouble:NetworkTrouble}")
async def customer_is_here_by_bad_network(context: Any, person: str, trouble: Toxic) -> None:
    (await context.world.lines.connect_by_network(person)).add(trouble)


@given("{person:Person}'s line can go dead, and {other:Person}'s cannot")
async def line_can_go_dead(context: Any, person: str, other: str) -> None:
    await context.world.lines.connect_by_network(person)
    await context.world.customer(other)


@given("{one:Person} and {other:Person} are connected")
async def both_are_connected(context: Any, one: str, other: str) -> None:
    await context.world.customer(one)
    await context.world.customer(other)


@given("everything on {person:Person}'s line takes {seconds:g} seconds")
async def line_is_slow(context: Any, person: str, seconds: float) -> None:
    (await context.world.lines.connect_by_network(person)).add(Latency(seconds))


@given("{person:Person} has asked for a refund, and lost her line")
async def customer_asked_and_lost_her_line(context: Any, person: str) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.lines.drop(person)


@when("{person:Person} {leaves:Leaving}")
async def customer_leaves(context: Any, person: str, leaves: Leaving) -> None:
    await leaves(context.world.lines, person)


@when("{person:Person} asks for a refund, and {leaves:Leaving} as soon as it is begun")
async def customer_asks_and_leaves_at_once(context: Any, person: str, leaves: Leaving) -> None:
    await context.world.ask_and_begin(person, QUESTION)
    await leaves(context.world.lines, person)


@when("{person:Person} asks for a refund, and {leaves:Leaving} after {after:g} seconds")
async def customer_asks_and_leaves(
    context: Any, person: str, leaves: Leaving, after: float
) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.pass_time(after)
    await leaves(context.world.lines, person)


@when(
    "{person:Person} asks for a refund, and {leaves:Leaving} after {after:g} seconds, "
    "for {seconds:g} seconds"
)
async def customer_asks_and_is_away(
    context: Any, person: str, leaves: Leaving, after: float, seconds: float
) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.lines.be_away(person, leaves, after, seconds)


@when("{person:Person}'s line fails after {after:g} seconds, for {seconds:g} seconds")
async def line_fails_for(context: Any, person: str, after: float, seconds: float) -> None:
    await context.world.lines.be_away(person, Lines.drop, after, seconds)


@when(
    "{person:Person} asks for a refund, and the network {fails:NetworkFailure} "
    "after {after:g} seconds, for {seconds:g} seconds"
)
async def customer_asks_and_network_fails(
    context: Any, person: str, fails: Leaving, after: float, seconds: float
) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.lines.be_away(person, fails, after, seconds)


@when(
    "{person:Person} asks for a refund, and her line goes dead after {after:g} seconds, "
    "for {seconds:g} seconds"
)
async def customer_asks_and_line_goes_dead(
    context: Any, person: str, after: float, seconds: float
) -> None:
    await context.world.ask(person, QUESTION)
    await context.world.lines.be_away(person, Lines.go_dead, after, seconds)


@when(
    "{person:Person}'s network fails in the middle of {count:d} requests, "
    "and each time she comes back"
)
async def network_fails_each_time(context: Any, person: str, count: int) -> None:
    world: World = context.world
    for _ in range(count):
        await world.ask(person, QUESTION)
        await world.lines.be_away(person, Lines.reset, 1, 60)


@when("{person:Person}'s line goes dead")
async def line_goes_dead(context: Any, person: str) -> None:
    await context.world.lines.go_dead(person)


@when("{person:Person}'s line goes dead after {after:g} seconds")
async def line_goes_dead_later(context: Any, person: str, after: float) -> None:
    await context.world.pass_time(after)
    await context.world.lines.go_dead(person)


@when("the model fails, and {person:Person} asks for a refund")
async def model_fails_customer(context: Any, person: str) -> None:
    context.world.target.inject(ModelFault.REFUSES_OUR_KEY)
    await context.world.ask_and_wait(person, QUESTION)


@then("we know that {person:Person} is gone")
def customer_is_known_to_be_gone(context: Any, person: str) -> None:
    user_id = context.world.customers[person].user_id
    assert not context.world.target.is_connected(user_id), f"{person} is still thought to be there"


@then("we know that {person:Person} is here")
def customer_is_known_to_be_here(context: Any, person: str) -> None:
    user_id = context.world.customers[person].user_id
    assert context.world.target.is_connected(user_id), f"{person} was given up"


@then("each of {person:Person}'s {count:d} requests is told of in full, and none as a failure")
def requests_are_told_in_full(context: Any, person: str, count: int) -> None:
    customer = context.world.customers[person]
    assert_that(customer.log.of("run_completed"), has_length(count), f"{person}'s requests")
    expect_all_once(customer)
    expect_no_failure(customer)


@then("{person:Person} is told what is finished, and then that the request failed")
def customer_is_told_of_both(context: Any, person: str) -> None:
    types = [event.type for event in of_session(context.world.customers[person])]
    told = [one for one in types if one in ("partial_result_preserved", "agent_error")]
    assert_that(told, equal_to(["partial_result_preserved", "agent_error"]), "what was told")
