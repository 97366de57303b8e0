"""The language model and the tools behind the assistant, and how they fail."""

from typing import Any

from behave import given, then, when

from support.simulator.model.faults import ModelFault


@given("the model {fault:ModelFault}")
def model_fails_until_lifted(context: Any, fault: ModelFault) -> None:
    context.world.target.inject(fault)


@given("the model {fault:ModelFault}, once")
def model_fails_once(context: Any, fault: ModelFault) -> None:
    context.world.target.inject(fault, times=1)


@given("the model {fault:ModelFault} while it {task:Task}, once")
def model_fails_once_in_one_step(context: Any, fault: ModelFault, task: str) -> None:
    context.world.target.inject(fault, step=task, times=1)


@given("the model {fault:ModelFault} while it {task:Task}")
def model_fails_in_one_step(context: Any, fault: ModelFault, task: str) -> None:
    context.world.target.inject(fault, step=task)


@given("the order lookup crashes with our secrets in its error")
def order_lookup_crashes(context: Any) -> None:
    context.world.target.inject("crashes with our secrets in its error", port="tools")


@given("our sentences about slow answers are missing")
def sentences_are_missing(context: Any) -> None:
    context.world.target.lose_sentences("llm_timeout")


@when("the fault is lifted")
def fault_is_lifted(context: Any) -> None:
    context.world.target.lift_faults()


@then("the model was asked once")
def model_was_asked_once(context: Any) -> None:
    calls = context.world.target.model_calls()
    assert len(calls) == 1, f"the model was asked {len(calls)} times instead of once"


@then("the order lookup was not run")
def order_lookup_was_not_run(context: Any) -> None:
    runs = context.world.target.tool_runs()
    assert not runs, f"the order lookup was run {len(runs)} times"
    assert context.world.target.receipts(), "the model never sent the arguments"
