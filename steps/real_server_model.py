"""The language model that fails on cue, as a client of it sees it."""

from typing import Any

from behave import given, register_type, then, use_fixture, when
from hamcrest import assert_that, equal_to
from parse_type import TypeBuilder

from support.self_check.model_calls import Seen, ask, failing_model
from support.simulator import ModelFault

HOW = {"streamed": True, "as a whole": False}
register_type(
    Provider=TypeBuilder.make_choice(["OpenAI", "Responses", "Anthropic", "Gemini"]),
    Streamed=TypeBuilder.make_enum(HOW),
)


def _model(context: Any) -> Any:
    notes = context.world.notes
    if "failing model" not in notes:
        notes["failing model"] = use_fixture(failing_model, context)
    return notes["failing model"]


@given("the failing model {fault:ModelFault}")
def model_fails(context: Any, fault: ModelFault) -> None:
    context.world.notes["fault"] = _model(context)[1].inject(fault)


@when("{provider:Provider}'s format is asked for an answer, {streamed:Streamed}")
def model_is_asked(context: Any, provider: str, streamed: bool) -> None:
    endpoint, _ = _model(context)
    context.world.notes["seen"] = ask(endpoint, provider, streamed=streamed)


@then('the answer is "{words}"')
def answer_is(context: Any, words: str) -> None:
    seen: Seen = context.world.notes["seen"]
    assert_that(seen.words, equal_to(words), f"what came of it: {seen.how}")


@then("what comes is {what}")
def what_comes(context: Any, what: str) -> None:
    assert_that(context.world.notes["seen"].how, equal_to(what))


@then("the journal has one call, without a fault")
def journal_has_a_good_call(context: Any) -> None:
    assert_that([call.fault for call in _model(context)[1].journal], equal_to([None]))


@then("the journal has one call, with the fault")
def journal_has_the_fault(context: Any) -> None:
    fault = context.world.notes["fault"].fault
    assert_that([call.fault for call in _model(context)[1].journal], equal_to([fault]))


@then("the fault has touched nothing")
def fault_touched_nothing(context: Any) -> None:
    assert_that(_model(context)[1].untouched(), equal_to([context.world.notes["fault"]]))
