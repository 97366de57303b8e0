"""The language model and the tools behind the assistant, and how they fail."""

from typing import Any

from behave import given, then, when

from support.record_expectations import first_calls
from support.server_expectations import expect_waited
from support.simulator.model.faults import ModelFault
from support.simulator.model.line_faults import LineFault
from support.simulator.tool_faults import ToolFault
from support.world import World

ROUNDED_UP = 1.0
"""A date in a header has whole seconds."""


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


@given("the line to the model {fault:LineFault}")
def line_fails_until_lifted(context: Any, fault: LineFault) -> None:
    context.world.target.inject(fault)


@given("the line to the model {fault:LineFault}, once")
def line_fails_once(context: Any, fault: LineFault) -> None:
    context.world.target.inject(fault, times=1)


@given("the order lookup {fault:ToolFault}")
def order_lookup_fails(context: Any, fault: ToolFault) -> None:
    context.world.target.inject(fault, port="tools", step="find_order")


@given("the order lookup {fault:ToolFault}, once")
def order_lookup_fails_once(context: Any, fault: ToolFault) -> None:
    context.world.target.inject(fault, port="tools", step="find_order", times=1)


@given("the sending of the refund {fault:ToolFault}")
def refund_fails(context: Any, fault: ToolFault) -> None:
    context.world.target.inject(fault, port="tools", step="send_refund")


@given("the sending of the refund {fault:ToolFault}, once")
def refund_fails_once(context: Any, fault: ToolFault) -> None:
    context.world.target.inject(fault, port="tools", step="send_refund", times=1)


@given("our sentences about {subject:Subject} are missing")
def sentences_are_missing(context: Any, subject: str) -> None:
    context.world.target.lose_sentences(subject)


@when("the fault is lifted")
def fault_is_lifted(context: Any) -> None:
    context.world.target.lift_faults()


@then("the model was not asked again before the wait was over")
def model_was_left_in_peace(context: Any) -> None:
    expect_waited(context.world.target.model_calls(), context.world.manners.shortest_wait)


@then("the model was asked once")
def model_was_asked_once(context: Any) -> None:
    calls = context.world.target.model_calls()
    assert len(calls) == 1, f"the model was asked {len(calls)} times instead of once"


@then("the model was asked again after {seconds:g} seconds, and not before")
def model_was_asked_again(context: Any, seconds: float) -> None:
    world: World = context.world
    first, second = first_calls(world.target, 2)
    waited = second.at - first.last_item_at
    assert seconds <= waited <= seconds + ROUNDED_UP, f"it was asked again after {waited:g} s"


@then("the order lookup was not run")
def order_lookup_was_not_run(context: Any) -> None:
    runs = context.world.target.tool_runs()
    assert not runs, f"the order lookup was run {len(runs)} times"
    assert context.world.target.receipts(), "the model never sent the arguments"
