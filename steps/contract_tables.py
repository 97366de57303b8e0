"""Steps about what the contract fixes in tables: the failure catalogue, and its words."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, empty, equal_to

from support.contract.catalogue import CATALOGUE, CatalogueEntry
from support.contract.promises import PROMISES
from support.contract.vocabulary import ErrorType
from support.self_check.parts import agent_error, changeable, error_info, what_fits
from support.self_check.vocabulary import words_of


def _entry(context: Any) -> CatalogueEntry:
    entry: CatalogueEntry = context.world.notes["entry"]
    return entry


@given("the failure catalogue")
def failure_catalogue(context: Any) -> None:
    context.world.notes["catalogue"] = CATALOGUE


@given("the contract's vocabulary")
def vocabulary_of_the_contract(context: Any) -> None:
    context.world.notes["words of"] = words_of


@then('"{error}" is filed under "{category}" and is of {severity} severity')
def error_is_filed(context: Any, error: str, category: str, severity: str) -> None:
    context.world.notes["entry"] = entry = context.world.notes["catalogue"][ErrorType(error)]
    assert_that((entry.category, entry.severity), equal_to((category, severity)))


@then("it {can} recover, the customer {may} ask again, and it {counts} for the breaker")
def error_recovers(context: Any, can: str, may: str, counts: str) -> None:
    entry = _entry(context)
    told = (entry.is_recoverable, entry.retry_possible, entry.counts_for_breaker)
    assert_that(told, equal_to((can == "can", may == "may", counts == "counts")))


@then('it ends with "{action}", after as many retries as: {most}')
def error_ends_with(context: Any, action: str, most: str) -> None:
    entry = _entry(context)
    retries = "as configured" if entry.max_retries is None else str(entry.max_retries)
    assert_that((entry.final_action, retries), equal_to((action, most)))


@then("{name} has the words {words}")
def set_has_words(context: Any, name: str, words: str) -> None:
    assert_that(context.world.notes["words of"](name), equal_to(words))


@given("the catalogue of promises")
def catalogue_of_promises(context: Any) -> None:
    context.world.notes["promises"] = PROMISES


@then('"{promise}" is a {strength} of profile "{profile}", in the area "{area}"')
def promise_is(context: Any, promise: str, strength: str, profile: str, area: str) -> None:
    told = context.world.notes["promises"][promise]
    assert_that((told.strength, told.profile, told.area), equal_to((strength, profile, area)))


@when("the named parts are looked at")
def parts_are_looked_at(context: Any) -> None:
    context.world.notes["what fits"] = what_fits
    context.world.notes["changeable"] = changeable()


@then("this fits into the fields of the parts")
def fits_into_fields_of_parts(context: Any) -> None:
    fits = context.world.notes["what fits"]
    told = [[part, field, fits(part, field)] for part, field, _ in context.table]
    assert_that(told, equal_to([list(row) for row in context.table]))


@then("none can be changed once it is made")
def none_can_be_changed(context: Any) -> None:
    assert_that(context.world.notes["changeable"], empty())


@when("an error info is made of what it must have")
def error_info_is_made(context: Any) -> None:
    context.world.notes["error info"] = error_info()


@then("it has no parameters")
def error_info_has_no_parameters(context: Any) -> None:
    assert_that(context.world.notes["error info"].message_params, equal_to({}))


@when('an agent error "{error}" is made')
def agent_error_is_made(context: Any, error: str) -> None:
    context.world.notes["agent error"] = agent_error(error)


@then('its category is "{category}", and it {can} recover')
def agent_error_is(context: Any, category: str, can: str) -> None:
    made = context.world.notes["agent error"]
    told = (made.error_category, made.is_recoverable)
    assert_that(told, equal_to((category, can == "can")))
