"""The steps of a small suite, copied into its folder: each ends a scenario in a way of its own."""

import asyncio
import contextlib
import os
import signal
from typing import Any

from behave import given
from behave.exception import PendingStepError


@given("all is well")
def all_is_well(context: Any) -> None:
    assert context.world is not None


@given("Maya is told nothing")
def nothing_is_told(context: Any) -> None:
    raise AssertionError("Maya was never told that the model timed out")


@given("Maya is answered")
async def maya_is_answered(context: Any) -> None:
    await context.world.ask_and_wait("Maya", "I would like a refund.")


@given("Maya asks for something else in each run")
async def maya_asks_for_something_else(context: Any) -> None:
    await context.world.ask_and_wait("Maya", f"I would like the {os.getpid()}th refund.")


@given("the suite stumbles")
def suite_stumbles(context: Any) -> None:
    raise RuntimeError("a mistake in the suite itself")


@given("the scenario is skipped")
def scenario_is_skipped(context: Any) -> None:
    context.scenario.skip("not today")


@given("nobody has written this yet")
def step_is_pending(context: Any) -> None:
    raise PendingStepError("later")


@given("Maya waits for ever")
async def waits_for_ever(context: Any) -> None:
    _say_that_it_waits()
    await asyncio.Event().wait()


@given("the step will not stop")
def will_not_stop(context: Any) -> None:
    with contextlib.suppress(KeyboardInterrupt):
        _say_that_it_waits()
        signal.pause()
    while True:
        signal.pause()


def _say_that_it_waits() -> None:
    os.write(int(os.environ["SMALL_SUITE_READY"]), b"!")
