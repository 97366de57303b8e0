"""Steps about the published documents of the contract."""

from typing import Any

from behave import then, when
from hamcrest import (
    assert_that,
    contains_inanyorder,
    empty,
    equal_to,
    has_items,
    is_,
)

from support.cli import app
from support.self_check.published import PublishedDocument


@when("the contract is published as {document}")
def contract_is_published(context: Any, document: str) -> None:
    context.world.notes["published"] = PublishedDocument.made(app, document)


@when("the contract is published for readers as {document}")
def contract_is_published_for_readers(context: Any, document: str) -> None:
    context.world.notes["published"] = PublishedDocument.made(app, document, "--for", "reader")


@when("the contract is written to a file as {document}")
def contract_is_written(context: Any, document: str) -> None:
    context.world.notes["published"] = PublishedDocument.written(app, document)


@then('it follows "{standard}"')
def document_follows(context: Any, standard: str) -> None:
    assert_that(context.world.notes["published"].standard, equal_to(standard))


@then("a platform sends")
def platform_sends(context: Any) -> None:
    sent = context.world.notes["published"].sent_by_platform()
    assert_that(sent, contains_inanyorder(*context.text.split()))


@then("a customer sends")
def customer_sends(context: Any) -> None:
    sent = context.world.notes["published"].sent_by_customer()
    assert_that(sent, contains_inanyorder(*context.text.split()))


@then("every reference in it leads somewhere")
def references_lead_somewhere(context: Any) -> None:
    assert_that(context.world.notes["published"].dead_references(), empty())


@then('"{event}" requires')
def event_requires(context: Any, event: str) -> None:
    required = context.world.notes["published"].definition_of(event)["required"]
    assert_that(required, has_items(*context.text.split()))


@then("it refuses fields that it does not name")
def unnamed_fields_are_refused(context: Any) -> None:
    assert_that(context.world.notes["published"].is_open(), is_(False))


@then("it lets fields pass that it does not name")
def unnamed_fields_pass(context: Any) -> None:
    assert_that(context.world.notes["published"].is_open(), is_(True))
