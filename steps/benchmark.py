"""Steps about the specification's time over its floor."""

from typing import Any

from behave import register_type, then, when
from hamcrest import assert_that, contains_string, is_
from parse_type import TypeBuilder

from support.benchmark.specification import Measure, Outcome

register_type(Pace=TypeBuilder.make_enum({"quick enough": False, "too slow": True}))


@when("a specification that takes {seconds:g} s is told over a floor of {floor:g} s")
def measure_is_told(context: Any, seconds: float, floor: float) -> None:
    ours, least = (Measure(100, 300, one, one) for one in (seconds, floor))
    context.world.notes["measure"] = Outcome(ours, least, [])


@then('the measure says "{words}"')
def measure_says(context: Any, words: str) -> None:
    told = " ".join(" ".join(context.world.notes["measure"].lines()).split())
    assert_that(told, contains_string(words))


@then("it is {too_slow:Pace}")
def measure_is(context: Any, too_slow: bool) -> None:
    assert_that(context.world.notes["measure"].is_too_slow, is_(too_slow))
