"""Every way in which a request can end badly, played on the platform of a scenario."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from support.customer import Customer
from support.simulator.model.faults import ModelFault
from support.simulator.plan import WRITE_ANSWER
from support.simulator.tool_faults import ToolFault
from support.world import QUESTION, World

Exit = Callable[[World, str], Awaitable[None]]

MIDDLE: Final = 1.0
IN_BACKOFF: Final = 10.1
LONG_ENOUGH: Final = 400.0
"""For sweeping up, and for the session of somebody who left to be over."""
SETTINGS: Final = {"concurrent_runs": 2, "memory_budget": 150_000, "max_attempts": 1}
NEVER_TRIPS: Final = 10_000
FAR_TOO_LONG: Final = QUESTION * 500
"""Fits into a frame, but not into the memory of a request beside its documents."""


async def _the_model_refuses_us(world: World, name: str) -> None:
    world.target.inject(ModelFault.REFUSES_OUR_KEY, step=WRITE_ANSWER.name)
    await world.ask_and_wait(name, QUESTION)


async def _the_model_never_answers(world: World, name: str) -> None:
    world.target.inject(ModelFault.NEVER_ANSWERS)
    await world.ask_and_wait(name, QUESTION)


async def _the_assistant_crashes(world: World, name: str) -> None:
    world.target.inject(ToolFault.CRASHES, port="tools")
    await world.ask_and_wait(name, QUESTION)


async def _it_needs_too_much_memory(world: World, name: str) -> None:
    await world.ask_and_wait(name, FAR_TOO_LONG)


async def _its_worker_is_taken_away(world: World, name: str) -> None:
    await world.ask(name, QUESTION)
    await world.pass_time(MIDDLE)
    world.target.take_worker_away()
    await world.wait_for_everybody()


async def _stopped_while_the_assistant_writes(world: World, name: str) -> None:
    await world.ask(name, QUESTION)
    await world.pass_time(MIDDLE)
    await world.stop(name)


async def _stopped_in_backoff(world: World, name: str) -> None:
    world.target.inject(ModelFault.NEVER_ANSWERS)
    await world.ask(name, QUESTION)
    await world.pass_time(IN_BACKOFF)
    await world.stop(name)


async def _stopped_in_the_line(world: World, name: str) -> None:
    for _ in range(SETTINGS["concurrent_runs"] + 1):
        await world.ask(name, QUESTION)
    await world.stop(name)
    await world.wait_for_everybody()


async def _connection_lost_and_model_fails(world: World, _: str) -> None:
    """Nobody waits for this one any more, so nobody judges what it was told."""
    world.target.inject(ModelFault.REFUSES_OUR_KEY, step=WRITE_ANSWER.name)
    token = world.target.token_for("user-visitor")
    visitor = Customer("a visitor", "user-visitor", token, world.clock)
    await visitor.connect(await world.url())
    await visitor.ask(QUESTION)
    await world.pass_time(MIDDLE)
    await visitor.close()
    await world.pass_time(LONG_ENOUGH)


async def _connection_does_not_close(world: World, name: str) -> None:
    world.target.keep_model_connections(WRITE_ANSWER.name)
    await _the_model_refuses_us(world, name)
    await world.pass_time(world.settings.cleanup_within)


async def _folder_cannot_be_removed(world: World, name: str) -> None:
    world.target.inject(ModelFault.REFUSES_OUR_KEY, step=WRITE_ANSWER.name)
    await world.ask(name, QUESTION)
    await world.pass_time(MIDDLE)
    world.target.block_cleanup()
    await world.wait_for_everybody()


EXITS: Final[Mapping[str, Exit]] = {
    "the model refuses us": _the_model_refuses_us,
    "the model never answers": _the_model_never_answers,
    "the assistant crashes": _the_assistant_crashes,
    "it needs too much memory": _it_needs_too_much_memory,
    "its worker is taken away": _its_worker_is_taken_away,
    "Maya stops it while the assistant writes": _stopped_while_the_assistant_writes,
    "Maya stops it while we wait to try again": _stopped_in_backoff,
    "Maya stops it while it waits in the line": _stopped_in_the_line,
    "Maya loses her connection, and the model fails": _connection_lost_and_model_fails,
    "it fails and its connection does not close": _connection_does_not_close,
    "it fails and its folder cannot be removed": _folder_cannot_be_removed,
}


async def end_badly(world: World, name: str, ending: str) -> None:
    """Plays one of them; afterwards the cause is gone, and the platform has had time to tidy up."""
    world.setup.settings.update(SETTINGS)
    world.setup.breaker["failure_threshold"] = NEVER_TRIPS
    await EXITS[ending](world, name)
    world.target.lift_faults()
    await world.pass_time(world.settings.cleanup_within)
    if world.target.held_resources():
        await world.pass_time(LONG_ENOUGH)


async def end_badly_in_a_row(world: World, name: str, times: int) -> None:
    """Each of them in turn, so many in all."""
    endings = list(EXITS)
    for number in range(times):
        await end_badly(world, name, endings[number % len(endings)])
