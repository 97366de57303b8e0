"""A model that gets worse before it fails, and what customers are told of it beforehand."""

from typing import Any

from behave import given, register_type, then, when
from hamcrest import assert_that, equal_to, greater_than_or_equal_to
from parse_type import TypeBuilder

from support.evidence import early_warning as expected
from support.recovery_expectations import only
from support.simulator import Parts
from support.simulator.routes import ONE_PROVIDER
from support.targets.traced import Manner, course, following
from support.world import QUESTION

register_type(Manner=TypeBuilder.make_enum({str(manner): manner for manner in Manner}))
register_type(
    Signal=TypeBuilder.make_enum(
        {
            "its answers take longer": "latency",
            "more of its answers fail": "error share",
            "its words come more slowly": "heartbeat",
        }
    )
)
register_type(Watched=TypeBuilder.make_enum({"watched": True, "not watched": False}))


@given("no second assistant")
def no_second_assistant(context: Any) -> None:
    context.world.setup.routes = dict(ONE_PROVIDER)


@given("the model is {watched:Watched}, and {manner:Manner}")
def model_goes_by_a_trace(context: Any, watched: bool, manner: Manner) -> None:
    context.world.setup.settings["early_warning"] = watched
    context.world.notes["course"] = course(manner)
    context.world.setup.parts = Parts(provider=following(context.world.notes["course"]))


@when("{person:Person} asks for a refund until she is warned")
async def asks_until_warned(context: Any, person: str) -> None:
    await expected.ask_until_warned(context.world, person, QUESTION, context.world.notes["course"])


@then("that is at least {calls:d} calls before the model would have failed")
def failure_was_far(context: Any, calls: int) -> None:
    expected.expect_lead(context.world, context.world.notes["course"], calls)


@then("{person:Person} is warned once, because {signal:Signal}")
def warned_because(context: Any, person: str, signal: str) -> None:
    told = only(context.world.customers[person], "early_warning")
    assert_that((told["upstream"], told["signal"]), equal_to(("primary", signal)))


@then("{person:Person} has lost {count:d} of her requests")
def has_lost(context: Any, person: str, count: int) -> None:
    expected.expect_lost(context.world.customers[person], count)


@then("the model was asked at least {count:d} times")
def model_was_asked_often(context: Any, count: int) -> None:
    assert_that(len(context.world.target.model_calls()), greater_than_or_equal_to(count))


@then("{person:Person} is not warned of anything")
def is_not_warned(context: Any, person: str) -> None:
    expected.expect_no_warning(context.world.customers[person])


@then("{person:Person} is told that the second assistant answers for now")
def told_of_the_second(context: Any, person: str) -> None:
    expected.expect_mitigation(context.world.customers[person], "Our second one answers for now")


@then("{person:Person} is told that the first assistant rests, and the second one answers")
def told_that_the_first_rests(context: Any, person: str) -> None:
    told = context.world.customers[person].log.of("circuit_breaker_triggered")
    assert_that((told[0]["breaker"], told[0]["fallback_active"]), equal_to(("primary", True)))


@then("{person:Person} is told that nothing is suggested for now")
def told_of_no_suggestions(context: Any, person: str) -> None:
    expected.expect_mitigation(context.world.customers[person], "We suggest no products for now")


@then("{person:Person}'s next request is answered by the second assistant alone")
async def second_answers_alone(context: Any, person: str) -> None:
    await expected.expect_moved(context.world, person, QUESTION)


@then("{person:Person}'s next request has no suggestion in it")
async def no_suggestion(context: Any, person: str) -> None:
    mark = context.world.customers[person].log.mark()
    await context.world.ask_and_wait(person, QUESTION)
    expected.expect_shed(context.world.customers[person], mark)


@then("{person:Person} is warned once, before his answer")
def warned_before_the_answer(context: Any, person: str) -> None:
    expected.expect_warned_first(context.world.customers[person])


@then("{person:Person} is told once that everything works again")
def told_that_all_works(context: Any, person: str) -> None:
    told = only(context.world.customers[person], "system_recovered")
    assert_that(told["degradation_cleared"], equal_to(True), f"what {person} was told")
