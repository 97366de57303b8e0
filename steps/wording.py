"""Steps about the sentences that customers read, as they are shipped."""

from typing import Any

from behave import then, when
from hamcrest import assert_that, contains_string, empty

from support.self_check.wording import faults, rewritten, without


@when("the sentences of all languages are checked")
def sentences_are_checked(context: Any) -> None:
    context.world.notes["faults"] = faults()


@when('the German sentence "{key}" is written as "{sentence}"')
def sentence_is_rewritten(context: Any, key: str, sentence: str) -> None:
    context.world.notes["faults"] = faults(rewritten(key, sentence))


@when('the German sentence "{key}" is written as ""')
def sentence_is_taken_out(context: Any, key: str) -> None:
    sentence_is_rewritten(context, key, "")


@when('all German sentences about "{subject}" are taken out')
def german_subject_is_taken_out(context: Any, subject: str) -> None:
    context.world.notes["faults"] = faults(without(subject, "de"))


@when('all sentences about "{subject}" are taken out')
def subject_is_taken_out(context: Any, subject: str) -> None:
    context.world.notes["faults"] = faults(without(subject))


@then("no sentence is at fault")
def no_sentence_is_at_fault(context: Any) -> None:
    assert_that(context.world.notes["faults"], empty())


@then('a sentence is at fault, because it "{why}"')
def sentence_is_at_fault(context: Any, why: str) -> None:
    assert_that("\n".join(context.world.notes["faults"]), contains_string(why))
