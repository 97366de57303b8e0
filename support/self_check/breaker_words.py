"""The words of the breaker features, and what each of them means."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from behave import register_type
from parse_type import TypeBuilder

from support.contract.vocabulary import BreakerState, RejectionReason
from support.simulator.breaker import CallNotPermitted, Permit

WAYS_TO_END: Final[Mapping[str, str]] = {
    "fail": "failure",
    "fails": "failure",
    "succeed": "success",
    "succeeds": "success",
    "are the customer's own mistake": "ignored",
    "is the customer's own mistake": "ignored",
    "are cancelled": "cancelled",
    "is cancelled": "cancelled",
}
STATES: Final[Mapping[str, BreakerState]] = {
    "closed": BreakerState.CLOSED,
    "open": BreakerState.OPEN,
    "half-open": BreakerState.HALF_OPEN,
    "held open by hand": BreakerState.FORCED_OPEN,
    "switched off": BreakerState.DISABLED,
}
_TURNED_AWAY: Final = {
    RejectionReason.CIRCUIT_OPEN: "turned away",
    RejectionReason.CIRCUIT_HALF_OPEN: "turned away because the provider is being tested",
}


class Ending(NamedTuple):
    """So many calls that end alike; `way` is the name of the permit's method."""

    calls: int
    way: str


def endings(text: str) -> list[Ending]:
    """'4 fail, 1 succeeds' as a list."""
    parts = (part.split(" ", 1) for part in text.split(", "))
    return [Ending(int(calls), WAYS_TO_END[way]) for calls, way in parts]


def states(text: str) -> list[BreakerState]:
    """'closed, open' as a list."""
    return [STATES[word] for word in text.split(", ")]


def sentence(answer: Permit | CallNotPermitted) -> str:
    """What became of a call."""
    if isinstance(answer, Permit):
        return "let through"
    wait = f"{answer.retry_after:.9f}".rstrip("0").rstrip(".")
    return f"{_TURNED_AWAY[answer.reason]} and told to wait {wait} seconds"


def register() -> None:
    """Makes the words known to behave."""
    register_type(
        WayToEnd=TypeBuilder.make_enum(dict(WAYS_TO_END)),
        State=TypeBuilder.make_enum(dict(STATES)),
    )
