"""Whether a token was written down: as a whole, or as much of it as a log shows before it cuts."""

from collections.abc import Iterator, Mapping
from typing import Final

from support.customer import Customer
from support.recording import entries, transcript
from support.targets import Target

AS_MUCH_AS: Final = 12
"""So many letters of a random token are no accident."""


def traces_of(customer: Customer, places: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each place with one of her tokens in it: her own, or that of a session."""
    welcomes = customer.log.of("session_started", "session_resumed")
    tokens = [("resume token", str(event["resume_token"])) for event in welcomes]
    tokens.append(("token", customer.token))
    for place, text in places.items():
        for name, token in tokens:
            if token[:AS_MUCH_AS] in text or token[-AS_MUCH_AS:] in text:
                yield f"her {name} is in {place}"


def kept_of_the_conversation(target: Target, customer: Customer) -> str:
    """The report's record of it, and its transcripts."""
    record = [entry.model_dump_json() for entry in entries(target.observations, [customer])]
    numbers = range(1, customer.connections + 1)
    return "\n".join([*record, *(transcript(customer, number) for number in numbers)])
