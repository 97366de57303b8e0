"""Tokens that must be written down nowhere."""

from typing import Any

from behave import then, when
from hamcrest import assert_that, contains_string, empty, equal_to

from support.evidence.tokens import (
    fingerprint,
    is_in,
    kept_of_the_conversation,
    resume_tokens,
    traces_of,
)
from support.world import QUESTION, World


@when("{person:Person} sends half a message with her token in it")
async def customer_sends_half_a_message(context: Any, person: str) -> None:
    customer = await context.world.customer(person)
    await customer.send_bad(f'{{"type": "authenticate", "token": "{customer.token}')
    await context.world.clock.settle()


@then("her tokens are in none of our logs, and in nothing that we keep of the conversation")
def tokens_are_nowhere(context: Any) -> None:
    world = context.world
    places = {
        "our logs": world.notes["logs"].of_the_platform(),
        "the operators' log": "\n".join(entry.line() for entry in world.target.operator_log()),
        "what we keep": kept_of_the_conversation(world.target, world.customers["Maya"]),
    }
    assert_that(list(traces_of(world.customers["Maya"], places)), empty())


@then("what we keep shows that she showed one, and the log of her own app has it")
def tokens_could_be_found(context: Any) -> None:
    maya, logs = context.world.customers["Maya"], context.world.notes["logs"]
    assert list(traces_of(maya, {"it": logs.of_her_own_app()})), "her own app's log has no token"
    kept = kept_of_the_conversation(context.world.target, maya)
    assert_that(kept, contains_string("(masked)"), "what we keep of the conversation")


@then("no key of {person:Person}'s is on our disk")
def no_key_is_on_our_disk(context: Any, person: str) -> None:
    places = {"what is on our disk": _on_our_disk(context.world)}
    found = list(traces_of(context.world.customers[person], places))
    assert_that(found, empty(), f"{person}'s keys that are on our disk")


@then("our disk shows what she asked, and what we know her keys by")
def disk_shows_what_it_should(context: Any) -> None:
    kept, newest = _on_our_disk(context.world), resume_tokens(context.world.customers["Maya"])[-1]
    shown = {
        "her question": is_in(kept, QUESTION),
        "her newest key": is_in(kept, fingerprint(newest)),
    }
    assert_that(shown, equal_to(dict.fromkeys(shown, True)), "what can be found on our disk")


def _on_our_disk(world: World) -> str:
    return world.target.stored().decode("utf-8", errors="replace")
