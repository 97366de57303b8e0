"""Messages that end a connection, in pieces, or in floods."""

from typing import Any

from behave import register_type, then, when
from hamcrest import assert_that, equal_to, has_length
from parse_type import TypeBuilder

from support.bad_frames import BAD_FRAMES, in_pieces
from support.contract.customer_frames import Ask

REQUEST = Ask(type="ask", request_id="request-1", text="Can I have my money back?")
NOT_TEXT = b'{"type": "ask", "text": "\xc3\x28"}'
TOO_LONG = str(BAD_FRAMES["a request that is far too long"])
CLOSED_BECAUSE = {
    "the message was too big": 1009,
    "the message was not readable": 1007,
    "we had to cut it off": 1006,
}
"""RFC 6455, section 7.4.1; 1006 stands for a line that was cut without a word."""

register_type(ClosedBecause=TypeBuilder.make_enum(CLOSED_BECAUSE))


@when("{person:Person} asks for a refund in five pieces")
async def customer_asks_in_pieces(context: Any, person: str) -> None:
    customer = await context.world.customer(person)
    customer.asked.append(REQUEST.request_id)
    await customer.send_in_pieces(in_pieces(REQUEST.model_dump_json(), 5))
    await context.world.wait_for_everybody()


@when("{person:Person} sends a request that is far too long, in five pieces")
async def customer_sends_long_pieces(context: Any, person: str) -> None:
    customer = await context.world.customer(person)
    await customer.send_in_pieces(in_pieces(TOO_LONG, 5), is_bad=True)
    await context.world.clock.settle()


@when("{person:Person} sends a message of two million letters")
async def customer_sends_too_much(context: Any, person: str) -> None:
    customer = await context.world.customer(person)
    await customer.send_bad("a" * 2_000_000)
    await context.world.clock.settle()


@when("{person:Person} sends text that is no text")
async def customer_sends_no_text(context: Any, person: str) -> None:
    customer = await context.world.customer(person)
    await customer.send_as_text(NOT_TEXT)
    await context.world.clock.settle()


@when("{person:Person} pings {times:d} times and reads our answers")
async def customer_pings(context: Any, person: str, times: int) -> None:
    customer = await context.world.customer(person)
    with customer.on_a_line():
        await customer.line.ping(times)


@when("{person:Person} pings {times:d} times and reads none of our answers")
async def customer_pings_without_reading(context: Any, person: str, times: int) -> None:
    customer = await context.world.customer(person)
    await customer.line.ping_without_reading(times)
    await context.world.clock.settle()


@when("{person:Person} sends {count:d} bad messages, reads no answer and is gone")
async def customer_floods_and_leaves(context: Any, person: str, count: int) -> None:
    customer = await context.world.customer(person)
    customer.line.stop_reading()
    for _ in range(count):
        await customer.send_bad("Hello?")
    await customer.line.drop()


@when("{person:Person} sends {count:d} bad messages without showing a token")
async def stranger_floods(context: Any, person: str, count: int) -> None:
    stranger = context.world.person(person)
    await stranger.open(await context.world.url())
    for _ in range(count):
        await stranger.send_bad("Hello?")


@then("{person:Person} is told {count:d} times that it could not be accepted, and is sent away")
def stranger_is_sent_away(context: Any, person: str, count: int) -> None:
    stranger = context.world.customers[person]
    told = [e for e in stranger.log.of("protocol_error") if e["code"] == "not_json"]
    assert_that(told, has_length(count), f"answers to {person}'s bad messages")
    assert_that([closing.code for closing in stranger.closings], equal_to([1008]))


@then("{person:Person}'s connection is closed, because {code:ClosedBecause}")
def connection_is_closed_because(context: Any, person: str, code: int) -> None:
    codes = [closing.code for closing in context.world.customers[person].closings]
    assert_that(codes, equal_to([code]), f"how {person}'s connection was closed")


@then("{person:Person}'s request still ends with the whole answer")
async def request_still_ends_well(context: Any, person: str) -> None:
    await context.world.wait_for_everybody()
    context.world.expect_whole_answer(person)


@then("{person:Person} may come back and has the whole answer")
async def customer_comes_back(context: Any, person: str) -> None:
    await context.world.ask_and_wait(person, "Here I am again. Can I have my money back?")
    context.world.expect_whole_answer(person)
