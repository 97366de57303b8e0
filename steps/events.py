"""The events as a frontend engineer sees them: shape, numbers and order."""

from typing import Any

from behave import then
from hamcrest import assert_that, equal_to, has_item, has_items, has_length

from support.contract import events
from support.contract.failure_events import FAILURE_FIELDS
from support.customer import Received
from support.expectations import expect_schema, in_brief, texts_in
from support.simulator.model.faults import LEAKY_MESSAGE
from support.simulator.planted import LEAKY_ERROR
from support.validator import WebSocketEventValidator


@then("each of {person:Person}'s events fits the published schema")
def events_fit_the_schema(context: Any, person: str) -> None:
    expect_schema(context.world.customers[person])


@then("{person:Person}'s events include these")
def events_include(context: Any, person: str) -> None:
    expected = [row["event"] for row in context.table]
    types = [received.type for received in context.world.customers[person].log]
    assert_that(types, has_items(*expected), f"{person}'s events")


@then("each of {person:Person}'s failure events holds all eleven failure fields")
def failure_events_are_whole(context: Any, person: str) -> None:
    failing = [e for e in context.world.customers[person].log if e.type in events.FAILURE_EVENTS]
    assert failing, f"{person} received no failure event"
    for received in failing:
        missing = [name for name in FAILURE_FIELDS if name not in received.event]
        assert_that(missing, has_length(0), f"fields that {received.type} lacks")


@then("{person:Person}'s {count:d} requests are numbered in one row, from 1 and without a gap")
def requests_share_one_numbering(context: Any, person: str, count: int) -> None:
    log = context.world.customers[person].log
    assert_that(log.of("run_started"), has_length(count), f"{person}'s requests")
    events_are_numbered(context, person)


@then("{person:Person}'s events are numbered from 1 without a gap")
def events_are_numbered(context: Any, person: str) -> None:
    numbers = [received["sequence"] for received in context.world.customers[person].log]
    assert numbers, f"{person} received nothing"
    assert_that(numbers, equal_to(list(range(1, len(numbers) + 1))), f"{person}'s numbers")


@then("no event of {person:Person}'s has the name of one of {other:Person}'s")
def events_have_names_of_their_own(context: Any, person: str, other: str) -> None:
    ours, theirs = (_names(context, one) for one in (person, other))
    assert ours, f"{person} received nothing"
    assert_that(ours & theirs, has_length(0), "names that two customers' events share")


@then("{person:Person}'s events are, in this order")
def events_are_in_order(context: Any, person: str) -> None:
    expected = [(row["event"], row["and it says"]) for row in context.table]
    told = in_brief(context.world.customers[person].log.frames)
    assert_that(told, equal_to(expected), f"{person}'s events are not in the promised order")


@then("nothing that {person:Person} received shows our internals")
def nothing_shows_internals(context: Any, person: str) -> None:
    received = list(context.world.customers[person].log)
    assert received, f"{person} received nothing"
    assert_that(_leaks(received), has_length(0), f"internals that {person} could read")


@then("the same words would have been found, had they been sent")
def leaks_would_be_found(context: Any) -> None:
    assert context.world.target.receipts(), "the secrets were never in an error"
    for words in (LEAKY_ERROR, LEAKY_MESSAGE):
        finder = WebSocketEventValidator()
        finder.receive({"type": "agent_error", "user_message": words})
        promises = [finding.promise for finding in finder.findings]
        assert_that(promises, has_item("SEC-2"), "a planted secret that is not found")


def _names(context: Any, person: str) -> set[object]:
    return {received["event_id"] for received in context.world.customers[person].log}


def _leaks(received: list[Received]) -> list[str]:
    planted = [*LEAKY_ERROR.split(), *LEAKY_MESSAGE.split()[3:], "maya@example.com"]
    secret = [word for word in planted if any(mark in word for mark in "@/_=") or "sk-" in word]
    texts = [text for event in received for text in texts_in(event.event)]
    return [word for word in secret if any(word in text for text in texts)]
