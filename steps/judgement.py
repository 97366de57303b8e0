"""How a scenario is judged: broken platforms, faults that touch nothing, and what is left."""

from typing import Any

from behave import given, register_type, then
from hamcrest import assert_that, has_items
from parse_type import TypeBuilder

from support.self_check.broken_platforms import BROKEN

register_type(BrokenPlatform=TypeBuilder.make_choice(list(BROKEN)))


@given("a platform that {breaks:BrokenPlatform}")
def platform_is_broken(context: Any, breaks: str) -> None:
    context.world.setup.parts = BROKEN[breaks]


@given("a task of the platform that crashes")
async def task_crashes(context: Any) -> None:
    async def divide() -> float:
        return 1 / 0

    context.world.clock.spawn(divide(), "a doomed task")


@then('the judgement turns {promise} red, and says "{words}"')
async def judgement_turns_red(context: Any, promise: str, words: str) -> None:
    problems = context.world.problems()
    said = [problem for problem in problems if problem.endswith(f"({promise})")]
    assert any(words in problem for problem in said), f"{promise}, '{words}': {problems}"
    context.world.expect_problems()


@then('the judgement says "{words}"')
def judgement_says(context: Any, words: str) -> None:
    problems = context.world.problems()
    assert any(words in problem for problem in problems), f"the judgement says {problems}"
    context.world.expect_problems()


@then('the platform still holds "{resource}" of the run that failed')
def platform_still_holds(context: Any, resource: str) -> None:
    held = context.world.target.held_resources()
    assert_that(held, has_items(resource), "what the platform still holds")
    context.world.expect_problems()
