"""What was really done, and how often: from the journals of the model and the tools."""

from typing import Any

from behave import then
from hamcrest import assert_that, equal_to, has_item, has_length

from support.contract.vocabulary import SuggestedAction
from support.expectations import final_notice
from support.simulator.plan import SEND_REFUND
from support.world import World

NOBODY_KNOWS = "outcome_unknown.final"


@then("the order lookup was run once")
def order_lookup_was_run_once(context: Any) -> None:
    order_lookup_was_run(context, 1)


@then("the order lookup was run {times:d} times")
def order_lookup_was_run(context: Any, times: int) -> None:
    assert_that(_runs_of(context.world, "find_order"), equal_to(times), "lookups of the order")


@then("the refund was sent once")
async def refund_was_sent_once(context: Any) -> None:
    await context.world.wait_for_everybody()
    assert_that(_runs_of(context.world, "send_refund"), equal_to(1), "refunds that were sent")


@then("the model was asked once to {task:ToDo}")
def model_was_asked_once_to(context: Any, task: str) -> None:
    model_was_asked_to(context, 1, task)


@then("the model was asked {times:d} times to {task:ToDo}")
def model_was_asked_to(context: Any, times: int, task: str) -> None:
    calls = [call for call in context.world.target.model_calls() if call.step == task]
    assert_that(calls, has_length(times), f"how often the model was asked to {task}")


@then("{person:Person} has the whole answer, and no finished step was done again")
def answer_without_repetition(context: Any, person: str) -> None:
    log = context.world.customers[person].log
    assert_that(log.frames[-1].type, equal_to("run_completed"), log.told())
    for step in log.of("partial_result_preserved")[-1]["preserved_steps"]:
        model_was_asked_to(context, 1, step)


@then("{person:Person} is told that nobody knows whether the refund was sent")
def refund_is_unknown(context: Any, person: str) -> None:
    told = context.world.customers[person].log.of("partial_result_preserved")
    unknown = [event["unknown_steps"] for event in told]
    assert_that(unknown, has_item([SEND_REFUND.name]), "steps whose outcome nobody knows")


@then(
    "{person:Person} is told that nobody knows whether the refund was sent, "
    "and to contact our support"
)
def refund_is_unknown_and_final(context: Any, person: str) -> None:
    refund_is_unknown(context, person)
    notice = final_notice(context.world.customers[person])
    said = (notice["will_retry"], notice["suggested_action"], notice["message_key"])
    assert_that(said, equal_to((False, SuggestedAction.CONTACT_SUPPORT, NOBODY_KNOWS)))


def _runs_of(world: World, tool: str) -> int:
    return sum(run.tool == tool for run in world.target.tool_runs())
