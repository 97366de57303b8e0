"""Steps about timelines: how the record of a scenario is drawn, and how many a page draws."""

from typing import Any

from behave import given, then, when
from hamcrest import (
    assert_that,
    contains_string,
    empty,
    equal_to,
    has_length,
    less_than,
)

from support.recording import entries
from support.report.packing import indented
from support.report.page import render
from support.report.trial import sample
from support.report.trial.checks import Drawn
from support.report.trial.reading import Page


def _drawn(context: Any) -> Drawn:
    drawn: Drawn = context.world.notes["drawn"]
    return drawn


@given("a record in which Maya asks and {seconds:g} seconds later is told of a failure")
def record_of_a_late_failure(context: Any, seconds: float) -> None:
    context.world.notes["entries"] = sample.told_late(seconds)


@given("the model stalled after {seconds:g} seconds")
def the_model_stalled(context: Any, seconds: float) -> None:
    context.world.notes["entries"].insert(1, sample.stall(seconds))


@given("its time is {kind}")
def its_time_is(context: Any, kind: str) -> None:
    context.world.notes["clock"] = {"virtual": "virtual", "real": "wall"}[kind]


@given('the validator found of the last entry "{found}"')
def the_validator_found(context: Any, found: str) -> None:
    context.world.notes["found"] = found


@given(
    "a record in which {pieces:d} pieces of output come within {first:g} seconds, "
    "and {later:g} seconds later a failure"
)
def record_of_output_and_silence(context: Any, pieces: int, first: float, later: float) -> None:
    flow = sample.outputs(pieces, "draft", until=first)
    context.world.notes["entries"] = [*flow, *sample.told_late(first + later)[1:]]


@given('a record in which the steps "{one}" and "{other}" give {pieces:d} pieces of output each')
def record_of_two_steps(context: Any, one: str, other: str, pieces: int) -> None:
    flows = sample.outputs(pieces, one, until=0) + sample.outputs(pieces, other, until=0)
    context.world.notes["entries"] = flows


@given("a record of {count:d} different messages")
def record_of_many_messages(context: Any, count: int) -> None:
    context.world.notes["entries"] = sample.questions(count)


@given("the results of {count:d} scenarios with a timeline each")
def results_of_many_scenarios(context: Any, count: int) -> None:
    context.world.notes["results"] = sample.results_of(count)


@given("the results of {count:d} scenarios with a timeline of {messages:d} messages each")
def results_of_long_scenarios(context: Any, count: int, messages: int) -> None:
    record = sample.recorded(*sample.questions(messages))
    context.world.notes["results"] = sample.results_of(count, record)


@given('a record in which the breaker "{name}" goes from "{first}" by "{others}" to "{last}"')
def record_of_a_breaker(context: Any, name: str, first: str, others: str, last: str) -> None:
    context.world.notes["entries"] = sample.changes(name, [first, *others.split(", "), last])


@given("the results of a scenario that broke, with a timeline")
def results_of_what_broke(context: Any) -> None:
    context.world.notes["results"] = sample.ended_as("broke")


@when("its timeline is drawn")
def the_timeline_is_drawn(context: Any) -> None:
    notes = context.world.notes
    record = sample.recorded(*notes["entries"], found=notes.get("found", ""))
    clock = notes.get("clock", record.clock)
    notes["drawn"] = Drawn.of(record.model_copy(update={"clock": clock}))


@when("the timeline so far is drawn")
def the_timeline_so_far_is_drawn(context: Any) -> None:
    world = context.world
    so_far = entries(world.target.observations, world.customers.values())
    world.notes["drawn"] = Drawn.of(sample.recorded(*so_far))


@when("the page is made")
def the_page_is_made(context: Any) -> None:
    context.world.notes["html"] = render(context.world.notes["results"])


@then('the drawing says "{text}"')
def the_drawing_says(context: Any, text: str) -> None:
    assert_that(" | ".join(_drawn(context).texts), contains_string(text))


@then('the drawing says "{text}" twice')
def the_drawing_says_twice(context: Any, text: str) -> None:
    assert_that(_drawn(context).texts.count(text), equal_to(2))


@then('only the lanes "{lanes}" are drawn')
def only_these_lanes_are_drawn(context: Any, lanes: str) -> None:
    assert_that(", ".join(_drawn(context).lanes), equal_to(lanes))


@then("the lines under its lanes are {kind}, as the page explains")
def lines_are(context: Any, kind: str) -> None:
    drawn = _drawn(context)
    assert_that(drawn.lifelines, equal_to(kind))
    explained = "dashed where its time is virtual, whole where it is real"
    assert_that(drawn.legend, contains_string(explained))


@then('the list says "{text}" at its last line')
def the_list_says_last(context: Any, text: str) -> None:
    assert_that(_drawn(context).listed[-1], contains_string(text))


@then('the times in the list are "{times}"')
def the_times_in_the_list(context: Any, times: str) -> None:
    assert_that(", ".join(_drawn(context).times), equal_to(times))


@then("it says that {count:d} more are in the list")
def more_are_in_the_list(context: Any, count: int) -> None:
    assert_that(_drawn(context).text, contains_string(f"… {count} more in the list"))


@then("the list has {count:d} lines")
def the_list_has_lines(context: Any, count: int) -> None:
    assert_that(_drawn(context).listed, has_length(count))


@then("it is smaller than {most:d} bytes")
def it_is_smaller_than(context: Any, most: int) -> None:
    assert_that(len(context.world.notes["html"].encode()), less_than(most))


@then("it has {count:d} drawings")
def it_has_drawings(context: Any, count: int) -> None:
    assert_that(context.world.notes["html"].count("<svg viewBox"), equal_to(count))


@then('it says instead "{text}"')
def it_says_instead(context: Any, text: str) -> None:
    assert_that(context.world.notes["html"], contains_string(text))


@then('the drawing says "{texts}" around its arrows')
def the_diagram_says(context: Any, texts: str) -> None:
    assert_that(set(texts.split(" | ")) - set(_drawn(context).texts), empty())


@then('the words beside it say "{words}"')
def words_beside_say(context: Any, words: str) -> None:
    assert_that(_drawn(context).text, contains_string(words))


@then("no state diagram is drawn")
def no_state_diagram(context: Any) -> None:
    assert "circuit breaker" not in _drawn(context).text


@then("each of the {count:d} scenarios has a frame for each of its lines that has one")
def frames_of_each(context: Any, count: int) -> None:
    packed = Page(context.world.notes["html"]).packed_frames()
    assert_that(packed, has_length(count))
    assert all(frames == sample.usual_frames() for frames in packed.values())


@then("its list holds the frames")
def list_holds_frames(context: Any) -> None:
    page = Page(context.world.notes["html"])
    frames = [pre.text for listed in page.by_id("f0s0").all("ol") for pre in listed.all("pre")]
    assert_that(frames, equal_to([indented(one) for one in sample.usual_frames() if one]))
