"""The clock that scenarios run on, and the watchdog over every step."""

from threading import Event
from typing import Any

from behave import given, then, when
from hamcrest import assert_that, contains_string, empty, equal_to

from support.clock import WallClock
from support.self_check.sleepers import Sleepers, ended_by_watchdog, loop_task


def _sleepers(context: Any) -> Sleepers:
    sleepers: Sleepers = context.world.notes.setdefault("sleepers", Sleepers())
    return sleepers


@given("the wall clock")
async def the_wall_clock(context: Any) -> None:
    context.world.notes["sleepers"] = Sleepers(WallClock())


@given("a sleeper that sleeps {seconds:g} seconds")
async def a_sleeper(context: Any, seconds: float) -> None:
    _sleepers(context).start(seconds)


@given("a sleeper that sleeps {seconds:g} seconds, but has a limit of {limit:g} seconds")
async def a_sleeper_with_a_limit(context: Any, seconds: float, limit: float) -> None:
    _sleepers(context).start(seconds, limit=limit)


@given(
    "a sleeper that sleeps {seconds:g} seconds, and then wakes another who sleeps "
    "{more:g} seconds more"
)
async def a_sleeper_who_wakes_another(context: Any, seconds: float, more: float) -> None:
    _sleepers(context).start(seconds, then=more)


@given('a task called "{name}" that is busy for ever')
async def a_busy_task(context: Any, name: str) -> None:
    sleepers = _sleepers(context)
    sleepers.keep_busy(name)
    sleepers.tasks.pop()


@when("the clock moves on by {seconds:g} seconds")
async def clock_moves_on(context: Any, seconds: float) -> None:
    await _sleepers(context).clock.advance(seconds)


@when("the sleeper is cancelled")
async def sleeper_is_cancelled(context: Any) -> None:
    sleepers = _sleepers(context)
    await sleepers.clock.settle()
    sleepers.clock.cancel(sleepers.tasks[0])


@when("a step waits for them longer than the watchdog allows")
def a_step_waits_too_long(context: Any) -> None:
    loop, clock = context.world.loop, _sleepers(context).clock
    with loop_task(loop, clock.settle()) as settling:
        ended = ended_by_watchdog(clock.waiting, lambda: loop.run_until_complete(settling))
    context.world.notes["watchdog"] = ended


@when("a step blocks longer than the watchdog allows")
def a_step_blocks(context: Any) -> None:
    context.world.notes["watchdog"] = ended_by_watchdog(list, lambda: Event().wait(60))


@then("nobody has woken")
def nobody_has_woken(context: Any) -> None:
    assert_that(_sleepers(context).woke, empty())


@then('those who woke are "{told}"')
def those_who_woke(context: Any, told: str) -> None:
    assert_that(_sleepers(context).told(), equal_to(told))


@then('those who woke are, whatever the moment, "{names}"')
def those_who_woke_at_any_moment(context: Any, names: str) -> None:
    assert_that(_sleepers(context).names(), equal_to(names))


@then("nobody is at work or waiting")
def nobody_is_waiting(context: Any) -> None:
    assert_that(_sleepers(context).clock.waiting(), empty())


@then('the watchdog says "{words}"')
def watchdog_says(context: Any, words: str) -> None:
    assert_that(context.world.notes["watchdog"], contains_string(words))
