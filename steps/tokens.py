"""Tokens that must be written down nowhere."""

from typing import Any

from behave import then, when
from hamcrest import assert_that, contains_string, empty

from support.evidence.tokens import kept_of_the_conversation, traces_of


@when("{person:Person} sends half a message with her token in it")
async def customer_sends_half_a_message(context: Any, person: str) -> None:
    customer = await context.world.customer(person)
    await customer.send(f'{{"type": "authenticate", "token": "{customer.token}')
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
