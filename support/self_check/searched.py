"""What two customers received, with one thing wrong in it, and the searches that scenarios make."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from support.clock import Clock
from support.customer import Customer
from support.evidence.belongings import secret_word, strays
from support.evidence.language import differences, not_in
from support.evidence.secrets import found_in, places
from support.example_streams import MAYA, STREAMS
from support.expectations import expect_schema
from support.simulator.planted import SECRETS

Event = dict[str, Any]
_TOM: Final = "user-tom"
_FAILURE: Final = 3
_NOTICES: Final = ("agent_error", "resource_cleanup")


def _say(field: str, value: Any) -> Callable[[list[Event]], None]:
    def change(events: list[Event]) -> None:
        events[_FAILURE][field] = value

    return change


def _leave_out(field: str) -> Callable[[list[Event]], None]:
    def change(events: list[Event]) -> None:
        del events[_FAILURE][field]

    return change


def _end_early(events: list[Event]) -> None:
    events.pop()


WRONG: Final[Mapping[str, Callable[[list[Event]], None]]] = {
    "an event about Tom": _say("user_id", _TOM),
    "the name of Tom's run": _say("run_id", "tom-run-1"),
    "Tom's secret": _say("message_params", {"what": f"For Tom {secret_word('Tom')}."}),
    "a notice in German": _say("user_message", "Das war zu viel, und wir sind um alles verlegen."),
    "a notice that calls itself French": _say("locale", "fr"),
    "another advice than Tom": _say("suggested_action", "wait"),
    "one event less than Tom": _end_early,
    "a password of ours": _say("message", f"Refused: {SECRETS[0]}"),
    "a notice without words": _leave_out("user_message"),
}
"""What Maya receives instead, by its name."""

SEARCHES: Final[Mapping[str, Callable[[Customer, Customer], Iterable[str]]]] = {
    "what is another's": lambda maya, tom: strays([maya, tom]),
    "another language": lambda maya, _: not_in(maya.log.of(*_NOTICES), "English"),
    "differences": differences,
    "secrets": lambda maya, _: (
        sentence
        for place in places({"Maya": maya.log}, (), "", b"")
        for sentence in found_in(place)
    ),
    "what does not fit": lambda maya, _: _misfits(maya),
}


def two_customers(clock: Clock, wrong: str = "") -> tuple[Customer, Customer]:
    """Maya and Tom, each with a failure of their own; in Maya's, one thing is wrong."""
    maya, tom = Customer("Maya", MAYA, "", clock), Customer("Tom", _TOM, "", clock)
    events = STREAMS["a final failure"]()
    theirs = [json.loads(_as_toms(json.dumps(event))) for event in events]
    if wrong:
        WRONG[wrong](events)
    for customer, received in ((maya, events), (tom, theirs)):
        for event in received:
            customer.log.record(0, 1, json.dumps(event))
    return maya, tom


def _as_toms(text: str) -> str:
    for name in ('"ses-', '"run-', '"fail-', '"evt-', '"res-', '"req-'):
        text = text.replace(name, f'"tom-{name[1:]}')
    return text.replace(MAYA, _TOM)


def _misfits(customer: Customer) -> list[str]:
    try:
        expect_schema(customer)
    except AssertionError as misfit:
        return [str(misfit)]
    return []
