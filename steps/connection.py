"""How customers connect, and what becomes of their connections."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, contains_string, equal_to, has_length

from support.contract.customer_frames import Ask
from support.contract.vocabulary import ProtocolErrorCode
from support.customer import TurnedAway
from support.world import World

POLICY_VIOLATION = 1008


@given('the page "{page}" is allowed to connect')
def page_is_allowed(context: Any, page: str) -> None:
    context.world.setup.settings["allowed_origins"] = (page,)


@given("{person:Person}'s token is valid for {seconds:g} seconds")
def token_expires(context: Any, person: str, seconds: float) -> None:
    customer = context.world.person(person)
    customer.token = context.world.target.token_for(customer.user_id, valid_for=seconds)


@given("{person:Person}'s token was taken back")
def token_was_taken_back(context: Any, person: str) -> None:
    context.world.target.revoke_token(context.world.person(person).token)


@when("{person:Person} connects")
@when("{person:Person} connects with her token in her first message")
async def customer_connects(context: Any, person: str) -> None:
    await context.world.customer(person)


@when("{person:Person} connects with her token in a header")
async def customer_connects_with_a_header(context: Any, person: str) -> None:
    world: World = context.world
    await world.person(person).connect(await world.url(), token_in_header=True)
    await world.clock.settle()


@when("{person:Person} connects with her token in the address")
async def customer_connects_with_an_address(context: Any, person: str) -> None:
    world: World = context.world
    address = f"{await world.url()}?token={world.person(person).token}"
    await _try_to_open(context, person, address)


@when("{person:Person} comes back with her key in the address")
async def customer_comes_back_with_an_address(context: Any, person: str) -> None:
    key = (await context.world.customer(person)).way_back().resume_token
    await context.world.lines.leave(person)
    address = f"{await context.world.url()}?resume_token={key}"
    await _try_to_open(context, person, address)


@when('the page "{page}" connects with {person:Person}\'s token')
async def page_connects(context: Any, page: str, person: str) -> None:
    await _try_to_open(context, person, await context.world.url(), origin=page)


@when("{person:Person} connects with a token that we never gave out")
async def stranger_connects(context: Any, person: str) -> None:
    stranger = context.world.person(person)
    stranger.token = "a-token-that-we-never-gave-out"
    await stranger.connect(await context.world.url())
    await context.world.clock.settle()


@when("{person:Person} connects and says nothing")
async def stranger_says_nothing(context: Any, person: str) -> None:
    await _open(context.world, person)


@when("{person:Person} asks for a refund without showing a token")
async def stranger_asks(context: Any, person: str) -> None:
    await _open(context.world, person)
    asked = Ask(type="ask", request_id="request-1", text="Give me my money back.")
    await context.world.customers[person].send(asked)
    await context.world.clock.settle()


@then("{person:Person} is welcome")
def customer_is_welcome(context: Any, person: str) -> None:
    welcomes = context.world.customers[person].log.of("session_started")
    assert_that(welcomes, has_length(1), f"{person} was not made welcome")


@then('{person:Person} is refused because "{reason}"')
def customer_is_refused(context: Any, person: str, reason: str) -> None:
    said = context.world.notes.get(f"{person} was refused", f"nothing: {person} was let in")
    assert_that(said, contains_string(reason), f"what {person} was told")


@then("{person:Person} is told that her token is not valid")
def token_is_refused(context: Any, person: str) -> None:
    codes, about = _codes(context, person), f"what {person} was told of her token"
    assert_that(codes, equal_to([ProtocolErrorCode.INVALID_TOKEN]), about)


@then("{person:Person} is told to show a token first")
def token_is_asked_for(context: Any, person: str) -> None:
    assert ProtocolErrorCode.AUTHENTICATE_FIRST in _codes(context, person), (
        f"{person} was not asked for a token"
    )


@then("{person:Person}'s connection is closed, for breaking our rules")
def connection_is_closed(context: Any, person: str) -> None:
    codes = [closing.code for closing in context.world.customers[person].closings]
    assert_that(codes, equal_to([POLICY_VIOLATION]), f"how {person}'s connection was closed")


@then("{person:Person}'s connection is closed with {code:d}")
def connection_is_closed_with(context: Any, person: str, code: int) -> None:
    codes = [closing.code for closing in context.world.customers[person].closings]
    assert_that(codes, equal_to([code]), f"how {person}'s connection was closed")


@then("the reason shows nothing of our internals")
def reason_shows_nothing(context: Any) -> None:
    reasons = [end.reason for one in context.world.customers.values() for end in one.closings]
    assert_that(reasons, equal_to(["Something broke on our side."]), "what was said in closing")
    context.world.expect_problems()


@then("no work is done for {person:Person}")
def nothing_is_done(context: Any, person: str) -> None:
    begun = context.world.customers[person].log.of("run_started")
    assert not begun, f"work was begun for {person}, who showed no token"
    assert_that(context.world.target.model_calls(), has_length(0), "calls to the model")


async def _open(world: World, person: str) -> None:
    await world.person(person).open(await world.url())
    await world.clock.settle()


async def _try_to_open(context: Any, person: str, address: str, **options: Any) -> None:
    try:
        await context.world.person(person).connect(address, **options)
    except TurnedAway as refused:
        context.world.notes[f"{person} was refused"] = refused.body
    else:
        await context.world.clock.settle()


def _codes(context: Any, person: str) -> list[str]:
    told = context.world.customers[person].log.of("protocol_error")
    return [event["code"] for event in told]
