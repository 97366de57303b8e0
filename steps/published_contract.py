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


@then("this fits into the fields")
def fits_into_fields(context: Any) -> None:
    published = context.world.notes["published"]
    told = [[frame, field, published.what_fits(frame, field)] for frame, field, _ in context.table]
    assert_that(told, equal_to([list(row) for row in context.table]))


@then('it is version "{version}" of "{title}", under "{licence}"')
def document_is_version(context: Any, version: str, title: str, licence: str) -> None:
    told = context.world.notes["published"].about()
    assert_that(told, equal_to((version, title, licence)))


@then('its title is "{title}", with the comment "{comment}"')
def document_has_a_title(context: Any, title: str, comment: str) -> None:
    assert_that(context.world.notes["published"].about_itself(), equal_to((title, comment)))


@then('its frames are "{kind}", on the channel "{channel}" at "{address}"')
def frames_are_on_a_channel(context: Any, kind: str, channel: str, address: str) -> None:
    told = context.world.notes["published"].where()
    assert_that(told, equal_to((kind, {channel: address})))


@then("the platform's side sends what it names, and receives the rest")
def sides_of_the_document(context: Any) -> None:
    named = context.world.notes["published"].named_by_operations()
    assert_that(named, equal_to(context.world.notes["published"].named_by_messages()))
