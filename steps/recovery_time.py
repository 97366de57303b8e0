"""How long incidents took, by the record."""

from typing import Any

from behave import given, then

from support.figure_expectations import expect_recovered_within, expect_times
from support.simulator.model.faults import ModelFault
from support.world import QUESTION, World


def _allowed(world: World) -> dict[str, float]:
    rest, notice = world.breaker.wait_duration_in_open, world.settings.notify_within
    return {"the rest": rest, "the notice": notice}


@given("{person:Person} asked for a refund {count:d} times, and the model refused each time")
async def model_refused(context: Any, person: str, count: int) -> None:
    context.world.target.inject(ModelFault.UNAVAILABLE)
    for _ in range(count):
        await context.world.ask_and_wait(person, QUESTION)


@then("everybody's recovery took no longer than the rest, its test and the notice")
def recovery_is_in_time(context: Any) -> None:
    world: World = context.world
    expect_recovered_within(world.evidence(), world.target.model_calls(), _allowed(world))


@then("everybody's recovery took no longer than that test, the rest, its test and the notice")
def recovery_is_in_time_after_a_test(context: Any) -> None:
    world: World = context.world
    allowed = _allowed(world) | {"that test": world.settings.first_token}
    expect_recovered_within(world.evidence(), world.target.model_calls(), allowed)


@then(
    "{one:Person} and {other:Person} ask again, and their recovery took no longer than the rest, "
    "its test and the notice"
)
async def recovery_of_both_is_in_time(context: Any, one: str, other: str) -> None:
    world: World = context.world
    for person in (one, other):
        await world.ask_and_wait(person, QUESTION)
    expect_recovered_within(world.evidence(), world.target.model_calls(), _allowed(world))


@then("these are the times of the one incident")
def times_of_the_incident(context: Any) -> None:
    expect_times(context.world.evidence(), [float(cell) for cell in context.table.rows[0]])
