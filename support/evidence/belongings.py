"""Whose events are whose: what names a customer, and whether anybody else received it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from support.customer import Customer
from support.expectations import texts_in

NAMES_OF_HERS: Final = ("user_id", "session_id", "run_id", "failure_id", "result_id", "event_id")
"""Each of these is one customer's; `root_failure_id` alone may be shared."""


def secret_word(name: str) -> str:
    """What only this customer knows: she writes it in her request."""
    return f"the parcel of {name.lower().replace(' ', '-')} is under the blue stairs"


def strays(customers: Sequence[Customer]) -> Iterator[str]:
    """A sentence for each thing that somebody received and that is another's."""
    owned = {one.name: _names(one) for one in customers}
    for customer in customers:
        for event in customer.log:
            if event["user_id"] not in (None, customer.user_id):
                yield f"{customer.name} received an event for {event['user_id']}"
        texts = [text for event in customer.log for text in texts_in(event.event)]
        texts += [str(event.raw) for event in customer.log if event.native is not None]
        for other in customers:
            if other is not customer:
                yield from _shared(customer, other, owned)
                if any(secret_word(other.name) in text for text in texts):
                    yield f"{customer.name} read the secret of {other.name}"


def without_their_own(customers: Sequence[Customer], *, failures_tell: bool = False) -> list[str]:
    """Who did not receive what is theirs: their ending, and their own words in the answer.

    `failures_tell`: a failure is theirs, too, where a fault may come before the first word.
    """
    return [
        one.name
        for one in customers
        if not _received_her_own(one) and not (failures_tell and one.log.of("agent_error"))
    ]


def _names(customer: Customer) -> set[tuple[str, str]]:
    return {(name, event[name]) for event in customer.log for name in NAMES_OF_HERS if event[name]}


def _shared(
    customer: Customer, other: Customer, owned: Mapping[str, set[tuple[str, str]]]
) -> Iterator[str]:
    for name, value in sorted(owned[customer.name] & owned[other.name]):
        yield f"{customer.name} and {other.name} both received the {name} {value}"


def _received_her_own(customer: Customer) -> bool:
    said = "".join(str(event["text"]) for event in customer.log.of("agent_output"))
    ended = customer.log.of("run_completed", "agent_error")
    return secret_word(customer.name) in said and bool(ended)


def repeated_to(customer: Customer) -> list[str]:
    """What the customer sent last, value by value, as far as a refusal says it back."""
    told = " ".join(str(event["message"]) for event in customer.log.of("protocol_error"))
    return [value for value in json.loads(customer.sent[-1].raw).values() if value in told]
