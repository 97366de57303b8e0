"""behave's hooks: one suite for the run, one World for each scenario."""

from typing import Any

from behave import use_fixture
from behave.model import Feature, Scenario, Step

from support import phrases, suite, world

phrases.register()


def before_all(context: Any) -> None:
    context.suite = suite.Suite.begin(context)


def before_feature(context: Any, feature: Feature) -> None:
    context.suite.check_feature(feature)


def before_scenario(context: Any, scenario: Scenario) -> None:
    context.world = use_fixture(world.world, context, scenario)


def before_step(context: Any, step: Step) -> None:
    context.world.watchdog.arm(step.name)


def after_step(context: Any, step: Step) -> None:
    context.world.end_step(step)


def after_scenario(context: Any, scenario: Scenario) -> None:
    context.world.judge(scenario)


def after_all(context: Any) -> None:
    context.suite.end()
