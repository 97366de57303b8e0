"""The second assistant and its model, and how that fails too."""

from typing import Any

from behave import given

from support.simulator.model.faults import ModelFault
from support.simulator.routes import SECONDARY


@given("the second model {fault:ModelFault} while it {task:Task}")
def second_model_fails_in_one_step(context: Any, fault: ModelFault, task: str) -> None:
    context.world.target.inject(fault, port=SECONDARY, step=task)
