"""Secrets that must go nowhere: not to customers, not into logs, not into the store."""

from typing import Any

from behave import given, then, use_fixture
from hamcrest import assert_that, empty, greater_than

from support.evidence.logs import kept_logs
from support.evidence.secrets import Place, found_in, places, removed_from
from support.world import World


def _places(context: Any) -> list[Place]:
    world: World = context.world
    logs = {name: customer.log for name, customer in world.customers.items()}
    kept = world.notes["logs"].of_the_platform()
    return places(logs, world.target.operator_log(), kept, world.target.stored())


@given("every log is kept in full detail")
def logs_are_kept(context: Any) -> None:
    context.world.notes["logs"] = use_fixture(kept_logs, context)


@then("none of our secrets reached {person:Person}, our logs or our store")
def secrets_went_nowhere(context: Any, person: str) -> None:
    assert len(context.world.customers[person].log), f"{person} received nothing"
    found = [sentence for place in _places(context) for sentence in found_in(place)]
    assert_that(found, empty(), "secrets that came through")


@then("it can be seen that something was removed on the way")
def something_was_removed(context: Any) -> None:
    assert context.world.target.receipts(), "the secrets were never there"
    removed = sum(removed_from(place) for place in _places(context))
    assert_that(removed, greater_than(0), "places where something was removed")
