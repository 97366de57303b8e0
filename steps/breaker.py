"""Steps about the circuit breaker by itself: calls to a provider, and what becomes of them."""

from itertools import pairwise
from typing import Any

from behave import given, then, when
from hamcrest import assert_that, equal_to, has_length, starts_with

from support.contract.vocabulary import BreakerState, RejectionReason
from support.self_check import breaker_words
from support.self_check.breaker_calls import BreakerCalls, Provider
from support.self_check.breaker_words import Ending, endings, sentence, states

breaker_words.register()


def _calls(context: Any) -> BreakerCalls:
    calls: BreakerCalls = context.world.notes.setdefault(
        "breaker calls", BreakerCalls(context.world.clock)
    )
    return calls


def _provider(context: Any) -> Provider:
    return _calls(context).provider()


@given("the breaker opens after {count:d} failures in a row")
def breaker_opens_after_failures(context: Any, count: int) -> None:
    _calls(context).configure(failure_threshold=count)


@given(
    "the breaker opens when {share:d} % of the last {size:d} calls fail, "
    "judged from {minimum:d} calls on"
)
def breaker_opens_at_a_share(context: Any, share: int, size: int, minimum: int) -> None:
    _calls(context).configure(
        mode="rate",
        failure_rate_threshold=share / 100,
        sliding_window_size=size,
        minimum_calls=minimum,
    )


@given(
    "the breaker opens when {share:d} % of the calls of the last {size:d} seconds fail, "
    "judged from {minimum:d} calls on"
)
def breaker_opens_at_a_share_in_time(context: Any, share: int, size: int, minimum: int) -> None:
    breaker_opens_at_a_share(context, share, size, minimum)
    _calls(context).configure(sliding_window_type="time")


@given(
    "the breaker opens when {share:d} % of the last {size:d} calls are slow, "
    "judged from {minimum:d} calls on"
)
def breaker_opens_at_a_share_of_slow_calls(
    context: Any, share: int, size: int, minimum: int
) -> None:
    breaker_opens_at_a_share(context, 100, size, minimum)
    _calls(context).configure(slow_call_rate_threshold=share / 100)


@given("a call is slow when it takes longer than {seconds:g} seconds")
def calls_are_slow(context: Any, seconds: float) -> None:
    _calls(context).configure(slow_call_duration=seconds)


@given("the breaker permits {count:d} probes after its wait")
def breaker_permits_probes(context: Any, count: int) -> None:
    _calls(context).configure(permitted_calls_in_half_open=count)


@given("nobody watches the clock for it")
def nobody_watches(context: Any) -> None:
    _calls(context).is_watched = False


@given("the breaker has opened")
async def breaker_has_opened(context: Any) -> None:
    await _calls(context).open()


@given("the breaker has opened, and its wait is over")
async def breaker_has_waited(context: Any) -> None:
    await _calls(context).open_and_wait()


@given("{count:d} calls are under way")
@when("{count:d} calls are under way")
def calls_are_under_way(context: Any, count: int) -> None:
    _calls(context).begin_many(count)


@given("a call is under way")
@when("a call is under way")
@when("another call is under way")
def call_is_under_way(context: Any) -> None:
    _calls(context).begin_many(1)


@when("{count:d} calls {way:WayToEnd}")
async def calls_end(context: Any, count: int, way: str) -> None:
    await _calls(context).end_one_by_one([Ending(count, way)])


@when("a call {way:WayToEnd}")
async def call_ends(context: Any, way: str) -> None:
    await _calls(context).end_one_by_one([Ending(1, way)])


@when("calls end one by one: {ends}")
async def calls_end_one_by_one(context: Any, ends: str) -> None:
    await _calls(context).end_one_by_one(endings(ends))


@when("{count:d} calls {way:WayToEnd}, each after {seconds:g} seconds")
async def calls_end_after(context: Any, count: int, way: str, seconds: float) -> None:
    await _calls(context).end_one_by_one([Ending(count, way)], each_after=seconds)


@when("a call {way:WayToEnd} after {seconds:g} seconds")
async def call_ends_after(context: Any, way: str, seconds: float) -> None:
    await _calls(context).end_one_by_one([Ending(1, way)], each_after=seconds)


@when("{count:d} calls begin {seconds:g} seconds apart, and the first of them {way:WayToEnd}")
async def calls_begin_apart(context: Any, count: int, seconds: float, way: str) -> None:
    await _calls(context).begin_apart(count, seconds)
    _calls(context).end(way, 1)


@when("{count:d} calls to the {which} provider {way:WayToEnd}")
async def calls_to_one_provider_end(context: Any, count: int, which: str, way: str) -> None:
    await _calls(context).end_one_by_one([Ending(count, way)], which)


@when("{count:d} of the calls under way {way:WayToEnd}")
def some_under_way_end(context: Any, count: int, way: str) -> None:
    _calls(context).end(way, count)


@when("the oldest call under way {way:WayToEnd}")
def oldest_under_way_ends(context: Any, way: str) -> None:
    _calls(context).end(way, 1)


@when("{count:d} calls come at once")
def crowd_comes(context: Any, count: int) -> None:
    _calls(context).crowd(count)


@when("a call comes every second until one is let through")
async def calls_come_every_second(context: Any) -> None:
    await _calls(context).call_each_second_until_let_through()


@when("Priya holds the breaker open")
def operator_holds_it_open(context: Any) -> None:
    _provider(context).breaker.force_open()


@when("Priya switches the breaker off")
def operator_switches_it_off(context: Any) -> None:
    _provider(context).breaker.disable()


@when("Priya resets the breaker")
def operator_resets_it(context: Any) -> None:
    _provider(context).breaker.reset()


@then("the breaker is {state:State}")
def breaker_is(context: Any, state: BreakerState) -> None:
    assert_that(_provider(context).breaker.state, equal_to(state))


@then("after {count:d} more failure the breaker is {state:State}")
@then("after {count:d} more failures the breaker is {state:State}")
async def breaker_is_after_failures(context: Any, count: int, state: BreakerState) -> None:
    await _calls(context).end_one_by_one([Ending(count, "failure")])
    assert_that(_provider(context).breaker.state, equal_to(state))


@then("the breaker has been {each}")
def breaker_has_been(context: Any, each: str) -> None:
    assert_that(_provider(context).states(), equal_to(states(each)))


@then("it has announced {count:d} opening")
@then("it has announced {count:d} openings")
def openings_announced(context: Any, count: int) -> None:
    assert_that(_provider(context).openings(), has_length(count))


@then("it announced that {count:d} failures had opened it")
def failures_announced(context: Any, count: int) -> None:
    counts = [opening.failure_count for opening in _provider(context).openings()]
    assert_that(counts, equal_to([count]))


@then("the next call is let through")
def next_call_is_let_through(context: Any) -> None:
    assert_that(sentence(_calls(context).begin()), equal_to("let through"))


@then("the next call is turned away")
def next_call_is_turned_away(context: Any) -> None:
    assert_that(sentence(_calls(context).begin()), starts_with("turned away"))


@then("the next call is {told} and told to wait {seconds} seconds")
def next_call_is_told_to_wait(context: Any, told: str, seconds: str) -> None:
    expected = f"{told} and told to wait {seconds} seconds"
    assert_that(sentence(_calls(context).begin()), equal_to(expected))


@then("the next call to the {which} provider is {answer}")
def next_call_to_one_provider(context: Any, which: str, answer: str) -> None:
    assert_that(sentence(_calls(context).begin(which)), starts_with(answer))


@then("{count:d} of them reaches the provider")
@then("{count:d} of them reach the provider")
def calls_reach_the_provider(context: Any, count: int) -> None:
    assert_that(_provider(context).let_through, equal_to(count))


@then("{count:d} of them are turned away because the provider is being tested")
def turned_away_while_tested(context: Any, count: int) -> None:
    reasons = [refused.reason for refused in _provider(context).turned_away]
    assert_that(reasons, equal_to([RejectionReason.CIRCUIT_HALF_OPEN] * count))


@then("{count:d} of them are turned away because the breaker is open")
def turned_away_while_open(context: Any, count: int) -> None:
    reasons = [refused.reason for refused in _provider(context).turned_away]
    assert_that(reasons, equal_to([RejectionReason.CIRCUIT_OPEN] * count))


@then("{count:d} calls were turned away, none told to wait longer than the one before")
def waits_never_grow(context: Any, count: int) -> None:
    waits = [refused.retry_after for refused in _provider(context).turned_away]
    growing = [pair for pair in pairwise(waits) if pair[1] > pair[0]]
    assert_that((growing, len(waits)), equal_to(([], count)))
