"""Steps about people who talk by way of the network proxy."""

from typing import Any

from behave import given, then, when
from hamcrest import (
    all_of,
    assert_that,
    contains_exactly,
    empty,
    equal_to,
    greater_than,
    greater_than_or_equal_to,
    has_item,
    has_length,
    has_properties,
    is_,
    less_than_or_equal_to,
)

from support.clock import WallClock
from support.self_check import network_story
from support.self_check.network_trial import begin, trial_of

KIB = 1024


@given("a clock on the wall")
def clock_on_the_wall(context: Any) -> None:
    context.world.notes["clock"] = WallClock()


@given("an echo behind the proxy")
async def echo_behind_the_proxy(context: Any) -> None:
    await begin(context, "an echo")


@given("{person:Person} talks to an echo by way of the proxy")
async def person_talks_to_an_echo(context: Any, person: str) -> None:
    await begin(context, "an echo", person)


@given("{one:Person} and {other:Person} talk to an echo by way of the proxy")
async def people_talk_to_an_echo(context: Any, one: str, other: str) -> None:
    await begin(context, "an echo", one, other)


@given("{person:Person} talks to the platform by way of the proxy")
async def person_talks_to_the_platform(context: Any, person: str) -> None:
    await begin(context, "the platform", person)


@given("{one:Person} and {other:Person} talk to the platform by way of the proxy")
async def people_talk_to_the_platform(context: Any, one: str, other: str) -> None:
    await begin(context, "the platform", one, other)


@when('{person:Person} says "{word}"')
async def person_says(context: Any, person: str, word: str) -> None:
    await trial_of(context).say(person, word)


@when('{person:Person} says "{one}", "{two}" and "{three}" at once')
async def person_says_at_once(context: Any, person: str, one: str, two: str, three: str) -> None:
    await trial_of(context).say(person, one, two, three)


@when('{a:Person} and {b:Person} say "{one}", "{two}" and "{three}" at once')
async def people_say_at_once(  # noqa: PLR0913, PLR0917 - two people, three words
    context: Any, a: str, b: str, one: str, two: str, three: str
) -> None:
    await trial_of(context).say(a, one, two, three)
    await trial_of(context).say(b, one, two, three)


@when('{person:Person} says "{one}", and "{two}" after {seconds:g} s')
async def person_says_later(context: Any, person: str, one: str, two: str, seconds: float) -> None:
    await trial_of(context).say(person, one)
    await context.world.pass_time(seconds)
    await trial_of(context).say(person, two)


@when('{a:Person}, {b:Person} and {c:Person} connect one after the other, and then say "{word}"')
async def people_connect_and_say(context: Any, a: str, b: str, c: str, word: str) -> None:
    for person in (a, b, c):
        await trial_of(context).connected_at(person, within=10)
    for person in (a, b, c):
        await trial_of(context).say(person, word)


@when("{person:Person} connects by way of the proxy")
async def person_connects(context: Any, person: str) -> None:
    context.world.notes["connected"] = await trial_of(context).connected_at(person, within=10)


@when("{person:Person} asks by way of the proxy")
async def person_asks(context: Any, person: str) -> None:
    await trial_of(context).ask(person)


@when("{one:Person} and {other:Person} ask by way of the proxy")
async def people_ask(context: Any, one: str, other: str) -> None:
    await trial_of(context).ask(one, other)


@when("the proxy cuts the connections")
async def proxy_cuts(context: Any) -> None:
    trial_of(context).proxy.cut()
    await trial_of(context).clock.settle()


@when("the proxy resets the connections")
async def proxy_resets(context: Any) -> None:
    trial_of(context).proxy.reset()
    await trial_of(context).clock.settle()


@when("the proxy is disabled")
async def proxy_is_disabled(context: Any) -> None:
    trial_of(context).proxy.enabled = False


@when("the server behind the proxy goes away")
async def server_goes_away(context: Any) -> None:
    await trial_of(context).stop_server()


@when("the proxy is closed")
async def proxy_is_closed(context: Any) -> None:
    context.world.notes["left"] = await trial_of(context).close()


@when("{times:d} runs of the same story are made over a bad network")
async def runs_of_a_story(context: Any, times: int) -> None:
    context.world.notes["stories"] = [await network_story.bad_network() for _ in range(times)]


@then('{person:Person} has heard "{word}" at {seconds:g} s')
def person_has_heard(context: Any, person: str, word: str, seconds: float) -> None:
    assert_that(trial_of(context).heard(person), equal_to([(word, seconds)]))


@then('{person:Person} has heard "{word}" at {seconds:g} s, over a connection that nothing holds')
def person_has_heard_freely(context: Any, person: str, word: str, seconds: float) -> None:
    person_has_heard(context, person, word, seconds)
    assert_that([each.is_held for each in trial_of(context).proxy.connections], equal_to([False]))


@then("they have heard")
def they_have_heard(context: Any) -> None:
    heard = [
        (name, what, at)
        for name in trial_of(context).people
        for what, at in trial_of(context).heard(name)
    ]
    assert_that(heard, equal_to([(r["who"], r["what"], float(r["at"])) for r in context.table]))


@then("{person:Person} is connected at {seconds:g} s and no sooner")
def person_is_connected_at(context: Any, person: str, seconds: float) -> None:
    assert_that(context.world.notes["connected"], equal_to(seconds))
    assert_that(trial_of(context).people[person].connected, is_(True))


@then('{person:Person} hears "{word}" no sooner than {seconds:g} s later')
async def person_hears_later(context: Any, person: str, word: str, seconds: float) -> None:
    maya = trial_of(context).people[person]
    assert_that(await trial_of(context).clock.run_until(lambda: len(maya.log) > 0, 3), is_(True))
    assert_that(
        maya.log.frames[0].at_ns - maya.sent[0].at_ns, greater_than_or_equal_to(seconds * 1e9)
    )


@then(
    "{person:Person}'s connection has ended at {seconds:g} s with {code:d}, "
    "and she heard {count:d} words"
)
def connection_has_ended(context: Any, person: str, seconds: float, code: int, count: int) -> None:
    maya = trial_of(context).people[person]
    ended = has_properties(at_ns=round(seconds * 1e9), code=code)
    assert_that(maya.closings, contains_exactly(ended))
    assert_that(maya.log.frames, has_length(count))


@then("a new connection is refused, until the proxy is enabled again")
async def new_connection_is_refused(context: Any) -> None:
    assert_that(await trial_of(context).is_refused(), is_(True))
    trial_of(context).proxy.enabled = True
    assert_that(await trial_of(context).is_refused(), is_(False))


@then("the proxy holds no more than {limit:d} KiB of it")
def proxy_holds(context: Any, limit: int) -> None:
    held = sum(connection.bytes_held for connection in trial_of(context).proxy.connections)
    assert_that(held, all_of(greater_than(0), less_than_or_equal_to(limit * KIB)))


@then("nothing is left of it")
def nothing_is_left(context: Any) -> None:
    assert_that(context.world.notes["left"], empty())


@then("nothing is left of it, and no time has passed")
def nothing_is_left_at_once(context: Any) -> None:
    nothing_is_left(context)
    assert_that(context.world.clock.now(), equal_to(0))


@then("{person:Person} has received the whole answer")
def person_has_the_answer(context: Any, person: str) -> None:
    log = trial_of(context).people[person].log.frames
    assert_that([frame["sequence"] for frame in log], equal_to(list(range(1, len(log) + 1))))
    assert_that(log[-1].type, equal_to("run_completed"))


@then("{person:Person} has received the whole answer, each part {seconds:g} s after it was sent")
def person_has_the_answer_late(context: Any, person: str, seconds: float) -> None:
    person_has_the_answer(context, person)
    assert_that(set(trial_of(context).delays(person)[1:]), equal_to({seconds}))


@then(
    "{one:Person} has received the whole answer, "
    "while {other:Person} has heard nothing and is still connected"
)
def only_one_is_served(context: Any, one: str, other: str) -> None:
    person_has_the_answer_late(context, one, 0)
    held = trial_of(context).people[other]
    assert_that((len(held.log), held.connected), equal_to((1, True)))


@then("{person:Person}'s answer began at {seconds:g} s, and she has all of it")
def answer_began(context: Any, person: str, seconds: float) -> None:
    person_has_the_answer(context, person)
    assert_that(trial_of(context).people[person].log.frames[1].at, equal_to(seconds))


@then("{person:Person}'s answer has begun, though no time has passed")
def answer_has_begun(context: Any, person: str) -> None:
    assert_that(
        [frame.type for frame in trial_of(context).people[person].log], has_item("run_started")
    )
    assert_that(context.world.clock.now(), equal_to(0))


@then("they are the same to the last byte, and long")
def stories_are_the_same(context: Any) -> None:
    assert_that(set(context.world.notes["stories"]), has_length(1))
    assert_that(context.world.notes["stories"][0].splitlines(), has_length(greater_than(20)))
