"""The steps of a small suite, copied into its folder: each ends a scenario in a way of its own."""

import asyncio
import contextlib
import os
import signal
import threading
from typing import Any

from behave import given
from behave.exception import PendingStepError

from support.blame import NotTestable


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


@given("Maya is here")
async def maya_is_here(context: Any) -> None:
    await context.world.customer("Maya")


@given("Maya's app makes a mistake")
async def app_makes_a_mistake(context: Any) -> None:
    await (await context.world.customer("Maya")).send('{"type": "hello"}')


@given("Maya's app makes a mistake, and that hurts")
async def app_makes_a_mistake_that_hurts(context: Any) -> None:
    await (await context.world.customer("Maya")).send('{"type": "hello"}')
    raise AssertionError("Maya was never answered")


@given("Maya's app sends nonsense as it was told")
async def app_sends_nonsense(context: Any) -> None:
    await (await context.world.customer("Maya")).send_bad('{"type": "hello"}')
    await context.world.clock.settle()


@given("nobody may look inside")
def nobody_may_look_inside(context: Any) -> None:
    raise NotTestable("Nobody can look inside from here.")


@given("a task that will not end")
async def task_will_not_end(context: Any) -> None:
    async def be_stubborn() -> None:
        while True:
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.Event().wait()

    await context.world.customer("Maya")
    context.world.notes["task"] = asyncio.create_task(be_stubborn(), name="a stubborn task")


@given("a thread that takes its time")
async def thread_takes_its_time(context: Any) -> None:
    """No task is left: the judge has nothing to say, and only the end of the loop has to wait."""
    asyncio.get_running_loop().run_in_executor(None, threading.Event().wait, 2.5)


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
