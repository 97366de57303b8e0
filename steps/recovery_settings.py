"""Settings of retries and breaker, played to faults."""

import shlex
import tempfile
from pathlib import Path
from typing import Any

from behave import given, then, when
from typer.testing import CliRunner

from support.cli import app
from support.self_check.settings_tried import (
    expect_files,
    expect_on_front,
    expect_played,
    expect_recommended,
    expect_refused,
    expect_same_as_platform,
    ranking_of,
    tried,
)
from support.simulator.model.faults import ModelFault
from support.tuning import Trace, Traffic, play
from support.world import QUESTION, World


@given(
    "a fault from second {start:g} to {end:g}, and a request every {every:d} seconds "
    "up to second {last:d}"
)
def a_fault(context: Any, start: float, end: float, every: int, last: int) -> None:
    notes = context.world.notes
    notes["trace"] = Trace.of([(start, end)], last + 10.0)
    notes["arrivals"] = [float(at) for at in range(0, last + 1, every)]


@given("a call takes 1 second, and fails after half a second")
def a_call_takes(context: Any) -> None:
    context.world.notes["traffic"] = Traffic(answer=1.0, refusal=0.5)


@given("the model refuses {person:Person} every {seconds:g} seconds, {count:d} times")
async def refused_regularly(context: Any, person: str, seconds: float, count: int) -> None:
    context.world.target.inject(ModelFault.UNAVAILABLE)
    for _ in range(count):
        await context.world.ask_one_after_another(QUESTION, {person: seconds})


@given("settings that came out as")
def settings_came_out(context: Any) -> None:
    context.world.notes["made"] = ranking_of(context.table)


@when(
    "it is played without retries to a breaker that opens after {threshold:d} failures, "
    "for {wait:g} seconds"
)
def played_without_retries(context: Any, threshold: int, wait: float) -> None:
    notes = context.world.notes
    settings = tried(retries=0, base=1.0, threshold=threshold, wait=wait)
    notes["played"] = play(notes["trace"], settings, notes["traffic"], notes["arrivals"])


@when(
    "it is played with {retries:d} retries from {base:g} s to a breaker that opens after "
    "{threshold:d} failures, for {wait:g} seconds"
)
def played_with_retries(
    context: Any, retries: int, base: float, threshold: int, wait: float
) -> None:
    notes = context.world.notes
    settings = tried(retries=retries, base=base, threshold=threshold, wait=wait)
    notes["played"] = play(notes["trace"], settings, notes["traffic"], notes["arrivals"])


@when("the fault is lifted {after:g} seconds after it began, and {seconds:g} seconds pass")
async def fault_is_lifted_after(context: Any, after: float, seconds: float) -> None:
    world: World = context.world
    await world.pass_time(after - world.clock.now())
    world.target.lift_faults()
    await world.pass_time(seconds)


@when('the command "{command}" is given, and writes into a folder of its own')
def command_writes(context: Any, command: str) -> None:
    folder = context.world.notes["folder"] = tempfile.TemporaryDirectory()
    given = [*shlex.split(command), "--reports", folder.name]
    context.world.notes["command"] = CliRunner().invoke(app, given)


@then("this is what came of it, by this arithmetic")
def came_of_it(context: Any) -> None:
    expect_played(context.world.notes["played"], context.table)


@then("the model of settings says the same of that fault: the same tests, and the same recovery")
def model_says_the_same(context: Any) -> None:
    world: World = context.world
    expect_same_as_platform(world.evidence(), world.target.model_calls(), world.breaker)


@then('"{name}" is on the front')
def is_on_the_front(context: Any, name: str) -> None:
    expect_on_front(context.world.notes["made"], name, wanted=True)


@then('"{name}" is not on the front')
def is_not_on_the_front(context: Any, name: str) -> None:
    expect_on_front(context.world.notes["made"], name, wanted=False)


@then('"{name}" is recommended, whose distance is the root of {arithmetic}')
def is_recommended(context: Any, name: str, arithmetic: str) -> None:
    expect_recommended(context.world.notes["made"], name, arithmetic)


@then('a trace of {stretches} is refused, because "{why}"')
def trace_is_refused(context: Any, stretches: str, why: str) -> None:
    expect_refused(stretches, why)


@then("its page and its figures for programs are in that folder")
def page_and_figures(context: Any) -> None:
    folder = context.world.notes["folder"]
    expect_files(Path(folder.name))
    folder.cleanup()
