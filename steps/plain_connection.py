"""Steps about the two ends of a plain TCP connection by way of the network proxy."""

from typing import Any
from zlib import crc32

from behave import given, register_type, then, when
from hamcrest import assert_that, equal_to, is_
from parse_type import TypeBuilder

from support.self_check.network_trial import begin, trial_of
from support.self_check.plain_sockets import ENDED, RESET

register_type(
    End=TypeBuilder.make_enum({"the end": ENDED, "a reset": RESET}),
    Side=TypeBuilder.make_choice(("customer", "server")),
)


@given("a plain connection by way of the proxy")
async def plain_connection(context: Any) -> None:
    await begin(context, "a plain server")
    await trial_of(context).connect_plainly()


@when('both sides say "{words}"')
async def both_sides_say(context: Any, words: str) -> None:
    trial_of(context).customer.say(words)
    trial_of(context).server.say(words)
    await trial_of(context).clock.settle()


@when('the customer says "{words}" and nothing more')
async def customer_says_and_ends(context: Any, words: str) -> None:
    trial_of(context).customer.say(words)
    trial_of(context).customer.say_no_more()
    await trial_of(context).clock.settle()


@when('the server says "{words}"')
async def server_says(context: Any, words: str) -> None:
    trial_of(context).server.say(words)
    await trial_of(context).clock.settle()


@when("the server says {megabytes:d} MB without a pause")
async def server_floods(context: Any, megabytes: int) -> None:
    text = "".join(f"{block:010d}" * 10_000 for block in range(10 * megabytes))
    context.world.notes["flood"] = text
    trial_of(context).server.say(text)
    await trial_of(context).clock.settle()


@when("the customer stops reading")
async def customer_stops_reading(context: Any) -> None:
    trial_of(context).customer.stop_reading()


@when("the customer reads again")
async def customer_reads_again(context: Any) -> None:
    trial_of(context).customer.read_again()
    await trial_of(context).clock.settle()


@when('the customer says "{one}", and then "{two}"')
async def customer_says_twice(context: Any, one: str, two: str) -> None:
    for words in (one, two):
        trial_of(context).customer.say(words)
        await trial_of(context).clock.settle()


@when("the {side:Side} leaves with a reset")
async def side_leaves(context: Any, side: str) -> None:
    getattr(trial_of(context), side).leave(by_reset=True)
    await trial_of(context).clock.settle()


@when("{times:d} further connections end, by each side, by a cut and by a reset")
async def connections_end(context: Any, times: int) -> None:
    await trial_of(context).end_in_every_way(times)


@then("both sides see {end:End} at {seconds:g} s")
def both_sides_see(context: Any, end: str, seconds: float) -> None:
    for side in (trial_of(context).customer, trial_of(context).server):
        assert_that(side.endings(), equal_to([(end, seconds)]))


@then('the {side:Side} has heard "{words}"')
def side_has_heard(context: Any, side: str, words: str) -> None:
    assert_that(getattr(trial_of(context), side).text(), equal_to(words))


@then('the server has heard "{words}" at {at:g} s and the end at {end:g} s')
def server_has_heard_and_end(context: Any, words: str, at: float, end: float) -> None:
    assert_that(trial_of(context).server.heard, equal_to([(words, at), (ENDED, end)]))


@then("a new connection ends at once")
async def new_connection_ends(context: Any) -> None:
    await trial_of(context).connect_plainly()
    assert_that(trial_of(context).customer.endings(), equal_to([(ENDED, 0)]))


@then("the server has to wait")
def server_has_to_wait(context: Any) -> None:
    assert_that(trial_of(context).server.is_full, is_(True))


@then("the customer has heard all of it, in order")
def customer_has_heard(context: Any) -> None:
    said = context.world.notes["flood"].encode()
    assert_that(trial_of(context).customer.bytes_heard, equal_to(len(said)))
    assert_that(trial_of(context).customer.checksum, equal_to(crc32(said)))


@then("the {side:Side} sees {end:End} at {seconds:g} s")
def side_sees(context: Any, side: str, end: str, seconds: float) -> None:
    assert_that(getattr(trial_of(context), side).endings(), equal_to([(end, seconds)]))


@then('the server has heard "{a}" at {b:g} s, "{c}" at {d:g} s and "{e}" at {f:g} s')
def server_has_heard_three(  # noqa: PLR0913, PLR0917 - three words and their times
    context: Any, a: str, b: float, c: str, d: float, e: str, f: float
) -> None:
    assert_that(trial_of(context).server.heard, equal_to([(a, b), (c, d), (e, f)]))
