"""The validator: example streams that it reads, what is broken in them, and what it finds."""

import json
from typing import Any

from behave import given, register_type, then, when
from hamcrest import (
    assert_that,
    empty,
    ends_with,
    equal_to,
    has_item,
    is_,
    less_than,
    starts_with,
)
from parse_type import TypeBuilder

from support.contract.parts import CircuitBreakerConfig
from support.example_streams import STREAMS
from support.self_check.hostile import HOSTILE, OneFrame, unfit_sentences
from support.self_check.streams import FORMS, ExampleStream, looked_at_twice
from support.self_check.told import told

register_type(
    Story=TypeBuilder.make_choice(list(STREAMS)),
    Form=TypeBuilder.make_choice(list(FORMS)),
    HostileFrame=TypeBuilder.make_choice(list(HOSTILE)),
)


def _stream(context: Any) -> ExampleStream:
    stream: ExampleStream = context.world.notes["stream"]
    return stream


@given('the stream of "{story:Story}"')
def stream_of_a_story(context: Any, story: str) -> None:
    context.world.notes["stream"] = ExampleStream(story)


@given("a session in which is told")
def session_is_told(context: Any) -> None:
    context.world.notes["stream"] = ExampleStream(told(map(tuple, context.table)))


@given("it is not known how its breakers count")
def nobody_knows_how_breakers_count(context: Any) -> None:
    _stream(context).breaker = None


@given("its breakers count a rate of failures")
def breakers_count_a_rate(context: Any) -> None:
    _stream(context).breaker = CircuitBreakerConfig(mode="rate")


@given("in its {event}, {field} is {value}")
def event_says(context: Any, event: str, field: str, value: str) -> None:
    _stream(context).say(event, field, json.loads(value))


@given("its {event} breaks off")
def event_breaks_off(context: Any, event: str) -> None:
    _stream(context).break_off(event)


@given("its {event} comes in {form:Form}, as long as may be")
def event_is_as_long_as_may_be(context: Any, event: str, form: str) -> None:
    _stream(context).fill(event, form)


@given("the customer asked for {requests}")
def customer_asked(context: Any, requests: str) -> None:
    _stream(context).was_asked(requests.split(", "))


@given("its {event} is lost")
def event_is_lost(context: Any, event: str) -> None:
    _stream(context).lose(event)


@given("its {event} is never told")
def event_is_never_told(context: Any, event: str) -> None:
    _stream(context).never_tell(event)


@given("its {event} is sent again as it was")
def event_is_sent_again(context: Any, event: str) -> None:
    _stream(context).send_again(event)


@given("its {event} is told twice")
def event_is_told_twice(context: Any, event: str) -> None:
    _stream(context).tell_again(event)


@given("its {event} is told before its {other}")
def event_is_told_before(context: Any, event: str, other: str) -> None:
    _stream(context).tell_before(event, other)


@given("its {event} overtakes its {other}")
def event_overtakes(context: Any, event: str, other: str) -> None:
    _stream(context).send_before(event, other)


@given("its {event} is told {seconds:d} seconds late")
def event_is_told_late(context: Any, event: str, seconds: int) -> None:
    _stream(context).delay(event, seconds)


@given("at its end comes one more {event} of the same run, saying {fields}")
def one_more_event(context: Any, event: str, fields: str) -> None:
    _stream(context).tell_after_all(event, "agent_output", **json.loads(fields))


@given("its {event} has {count} texts more, none of them twice")
def event_has_more_texts(context: Any, event: str, count: str) -> None:
    texts = [f"text {number}" for number in range(int(count.replace(",", "")))]
    _stream(context).say(event, "texts", texts)


@given("at its end it lacks the last {count:d} events")
def stream_is_cut(context: Any, count: int) -> None:
    _stream(context).cut(count)


@given("a request that was asked, and a stream without any event")
def nothing_came(context: Any) -> None:
    context.world.notes["stream"] = ExampleStream("an answer")
    _stream(context).cut(len(_stream(context).events))


@given("its second event is {frame:HostileFrame}")
def second_event_is_hostile(context: Any, frame: str) -> None:
    _stream(context).replace_second(HOSTILE[frame]())


@when("the events of all good stories are read")
def good_events_are_read(context: Any) -> None:
    context.world.notes["looked at twice"] = looked_at_twice()


@when("a frame of {megabytes:d} MB arrives")
def huge_frame_arrives(context: Any, megabytes: int) -> None:
    context.world.notes["frame"] = OneFrame("x" * (megabytes * 1_000_000))


@when("{frame:HostileFrame} arrives at the validator")
def hostile_frame_arrives(context: Any, frame: str) -> None:
    context.world.notes["unfit"] = unfit_sentences(HOSTILE[frame]())


@then("none of them needs a closer look")
def no_closer_look(context: Any) -> None:
    assert_that(context.world.notes["looked at twice"], is_(empty()))


@then("each finding is a short line, and no secret is in it")
def sentences_are_fit(context: Any) -> None:
    assert_that(context.world.notes["unfit"], is_(empty()))


@then("nothing is found when it is read as {form:Form}")
def nothing_is_found(context: Any, form: str) -> None:
    assert_that([str(f.sentence) for f in _stream(context).findings(form)], is_(empty()))


@then('{promise} is found broken, in a sentence with "{words}"')
def promise_is_found_broken(context: Any, promise: str, words: str) -> None:
    found = _stream(context).findings()
    assert_that([f.promise for f in found], has_item(promise), "the promises found broken")
    said = [f.sentence for f in found if f.promise == promise]
    assert any(words in sentence for sentence in said), f"no '{words}' in {said}"


@then("{promise} is not found broken")
def promise_is_not_found_broken(context: Any, promise: str) -> None:
    assert_that([f.sentence for f in _stream(context).findings() if f.promise == promise], empty())


@then(
    '{promise} is found broken, in a sentence of {count:d} signs that begins with "{beginning}"'
    ' and ends with "{ending}"'
)
def sentence_keeps_its_ends(
    context: Any, promise: str, count: int, beginning: str, ending: str
) -> None:
    said = [f.sentence for f in _stream(context).findings() if f.promise == promise]
    assert_that([len(sentence) for sentence in said], equal_to([count]))
    assert_that(said[0], starts_with(beginning))
    assert_that(said[0], ends_with(ending))


@then('all that is found is {promise}: "{sentence}"')
def all_that_is_found(context: Any, promise: str, sentence: str) -> None:
    found = [(f.promise, f.sentence) for f in _stream(context).findings()]
    assert_that(found, equal_to([(promise, sentence)]))


@then("all that is found is")
def all_that_is_found_is_listed(context: Any) -> None:
    found = [(f.promise, f.sentence) for f in _stream(context).findings()]
    assert_that(found, equal_to([tuple(row) for row in context.table]))


@then("only {promise} is found broken")
def only_this_is_found_broken(context: Any, promise: str) -> None:
    found = _stream(context).findings()
    assert {f.promise for f in found} == {promise}, f"found {[f.sentence for f in found]}"


@then('nothing but {promise} is found, in a sentence with "{words}"')
def only_this_is_found_and_said(context: Any, promise: str, words: str) -> None:
    found = _stream(context).findings()
    assert {f.promise for f in found} == {promise}, f"found {[f.sentence for f in found]}"
    assert all(words in f.sentence for f in found), f"no '{words}' in {found}"


@then("the event is found not to fit, and what follows is still judged")
def hostile_event_is_found(context: Any) -> None:
    found = {(finding.position, finding.promise) for finding in _stream(context).findings()}
    assert found >= {(1, "EVT-1"), (4, "SEC-1")}, f"what was found, and where: {found}"


@then("the finding shows all of it")
def finding_shows_all(context: Any) -> None:
    stream = _stream(context)
    assert_that(stream.shown_of_the_second(), is_([stream.events[1]]))


@then("the finding shows its first {count}")
def finding_shows_its_beginning(context: Any, count: str) -> None:
    stream = _stream(context)
    beginning = stream.beginning_of_the_second(int(count.replace(",", "")))
    assert_that(stream.shown_of_the_second(), is_([beginning]))


@then("it is refused unread, within {milliseconds:d} ms and {kilobytes:d} KB")
def frame_is_refused_unread(context: Any, milliseconds: int, kilobytes: int) -> None:
    frame: OneFrame = context.world.notes["frame"]
    assert frame.is_refused_unread, f"it was not refused unread: {frame.told}"
    assert_that(frame.seconds * 1000, less_than(milliseconds), "milliseconds")
    assert_that(frame.memory / 1000, less_than(kilobytes), "kilobytes")
