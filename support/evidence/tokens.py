"""Whether a token was written down: as a whole, or as much of it as a log shows before it cuts.

A database cuts too: it goes on in another place of its file when a page is full.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Final

from support.customer import Customer
from support.recording import entries, transcript
from support.targets import Target

AS_MUCH_AS: Final = 12
"""So many letters of a random token are no accident."""


def traces_of(customer: Customer, places: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each place with one of her tokens in it: her own, or that of a session."""
    tokens = [("resume token", token) for token in resume_tokens(customer)]
    tokens.append(("token", customer.token))
    for place, text in places.items():
        for name, token in tokens:
            if is_in(text, token):
                yield f"her {name} is in {place}"


def resume_tokens(customer: Customer) -> list[str]:
    """Those that she was given, the oldest first."""
    welcomes = customer.log.of("session_started", "session_resumed")
    assert welcomes, f"{customer.name} was given no key: {customer.log.told()}"
    return [str(event["resume_token"]) for event in welcomes]


def fingerprint(token: str) -> str:
    """By what the platform knows a token again: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_in(text: str, secret: str) -> bool:
    """Whether enough of it is there, from its beginning or up to its end."""
    return secret[:AS_MUCH_AS] in text or secret[-AS_MUCH_AS:] in text


def kept_of_the_conversation(target: Target, customer: Customer) -> str:
    """The report's record of it, and its transcripts."""
    record = [entry.model_dump_json() for entry in entries(target.observations, [customer])]
    numbers = range(1, customer.connections + 1)
    return "\n".join([*record, *(transcript(customer, number) for number in numbers)])
