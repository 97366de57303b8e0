"""Many customers at once, and what became of all of them."""

from typing import Any

from behave import register_type, then, when
from hamcrest import assert_that, equal_to
from parse_type import TypeBuilder

from support.load.figures import Outcome
from support.load.plan import EVERYDAY_KINDS, TOLD_AS, LoadPlan
from support.simulator.model.faults import ModelFault

register_type(Share=TypeBuilder.make_enum({"half": 0.5, "all": 1.0}))

WITHOUT_A_DEADLINE = tuple(
    kind
    for kind in TOLD_AS
    if kind not in (ModelFault.NEVER_ANSWERS, ModelFault.STOPS_MID_SENTENCE)
)


@when("{count:d} customers ask at the same time, and {share:Share} of the requests fail")
async def many_ask_at_once(context: Any, count: int, share: float) -> None:
    plan = LoadPlan(sessions=count, failing=share, kinds=EVERYDAY_KINDS, together=True)
    context.world.notes["load"] = await context.world.under_load.play(plan)


@when("{count:d} customers come one after another, and {share:Share} of the requests fail")
async def many_come(context: Any, count: int, share: float) -> None:
    plan = LoadPlan(sessions=count, failing=share, kinds=WITHOUT_A_DEADLINE, at_once=40)
    context.world.notes["load"] = await context.world.under_load.play(plan)


def _outcome(context: Any) -> Outcome:
    outcome: Outcome = context.world.notes["load"]
    return outcome


@then("{count:d} requests really failed")
def so_many_failed(context: Any, count: int) -> None:
    outcome = _outcome(context)
    assert_that(outcome.failures.all, equal_to(count), "\n".join(outcome.faults))


@then("every failure was told, once, to its owner")
def every_failure_was_told(context: Any) -> None:
    outcome = _outcome(context)
    assert not outcome.problems, " ".join(outcome.problems)
    assert not outcome.faults, " ".join(outcome.faults)


@then("the {count:d} other customers have their answers")
def others_have_answers(context: Any, count: int) -> None:
    assert_that(_outcome(context).answers, equal_to(count), "customers with a whole answer")
