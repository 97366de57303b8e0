"""What any customer's log must not show, whatever words a server has: the promises of profile B."""

import re
from collections.abc import Collection, Iterator
from typing import Any, Final

from support.customer import Customer, Received
from support.simulator.model.leaks import LeakFault
from support.targets.real_server.description import Description
from support.targets.real_server.expressions import Expression
from support.targets.real_server.framing import Reader
from support.targets.real_server.llm.plan import Plan
from support.targets.real_server.story import REJECTED, is_ending
from support.validator import Finding
from support.validator.leaks import LeakRules
from support.validator.parsing import strings

SAYS_MORE: Final = frozenset({LeakFault.SAYS_SECRETS, LeakFault.HIDES_SECRETS})
"""Answers that are whole, although their words are not what they should be."""


def behaviour_findings(
    customer: Customer, others: Collection[Customer], plan: Plan | None, description: Description
) -> list[Finding]:
    """Everything, in the order of the promises."""
    return [
        *_endings(customer),
        *_success_after_failure(customer),
        *(_passed_off(customer, plan) if plan is not None and not others else ()),
        *_of_others(customer, others),
        *_leaks(customer, description),
    ]


def runs_of(customer: Customer) -> dict[str, list[tuple[int, Received]]]:
    """The events of each request that was asked, with their places in the log."""
    names: dict[Any, str] = {}
    runs: dict[str, list[tuple[int, Received]]] = {request: [] for request in customer.asked}
    for place, received in enumerate(customer.log):
        if received.type == "run_started":
            names[received["run_id"]] = received["request_id"]
        request = received["request_id"] if received.type == REJECTED else None
        request = request or names.get(received["run_id"])
        if request in runs:
            runs[request].append((place, received))
    return runs


def _endings(customer: Customer) -> Iterator[Finding]:
    for request, events in runs_of(customer).items():
        ends = [(place, one) for place, one in events if is_ending(one.event)]
        if not ends:
            yield Finding("NSF-1", f"The request {request} has no ending.", None, None)
        for place, received in ends[1:]:
            first = ends[0][1].type
            said = f"The request {request} had ended with {first}; {received.type} ends it again."
            yield Finding("NSF-1", said, place, received.raw)


def _success_after_failure(customer: Customer) -> Iterator[Finding]:
    for request, events in runs_of(customer).items():
        failed = False
        for place, received in events:
            if failed and received.type in ("run_completed", "agent_output"):
                said = f"After the final failure of the request {request} came {received.type}."
                yield Finding("NSF-2", said, place, received.raw)
            failed = failed or (
                is_ending(received.event) and received.type in ("agent_error", REJECTED)
            )


def _passed_off(customer: Customer, plan: Plan) -> Iterator[Finding]:
    """A request that was completed on an answer that its model never finished."""
    journal = plan.journal
    began = 0.0
    for request, events in runs_of(customer).items():
        for place, received in events:
            if received.type != "run_completed":
                continue
            calls = [call for call in journal if began <= call.at <= received.at]
            fault = calls[-1].fault if calls else None
            if fault is not None and fault not in SAYS_MORE:
                said = (
                    f"The request {request} was told as finished, although the last answer of its "
                    f"model was none: the model '{fault}'."
                )
                yield Finding("NSF-2", said, place, received.raw)
            began = received.at


def _of_others(customer: Customer, others: Collection[Customer]) -> Iterator[Finding]:
    for other in others:
        if other.user_id == customer.user_id:
            continue
        names = {"the name": _word(other.user_id), "the token": _word(other.token)}
        shared = {other.token} & {customer.token}
        for place, received in enumerate(customer.log):
            text = str(received.raw)
            for what, word in names.items():
                if word.search(text) and not (what == "the token" and shared):
                    said = f"{customer.name} received {what} of {other.name}."
                    yield Finding("SEC-1", said, place, None)


def _word(name: str) -> re.Pattern[str]:
    """The name by itself: a request's id may begin with it, and another's name, too."""
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def _leaks(customer: Customer, description: Description) -> Iterator[Finding]:
    """Every text of every frame, but for what the customer may read of their own."""
    told: list[tuple[str, str]] = []
    rules = LeakRules(lambda promise, sentence: told.append((promise, sentence)), ())
    reader = Reader(description.server.framing)
    own = [Expression(place) for place in description.own_secrets]
    hers = {customer.token, *(str(event["resume_token"]) for event in customer.log)}
    seen: str | bytes | None = None
    for place, received in enumerate(customer.log):
        if received.raw is seen:
            continue
        seen = received.raw
        for value in reader.read(received.raw):
            spared = {t for one in own for _, t in strings(one.of(value))} | hers
            rules.check(f"The frame at position {place}", _without(value, spared))
        for promise, sentence in told:
            yield Finding(promise, rules.masked(sentence), place, None)
        told.clear()


def _without(value: Any, spared: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(one, spared) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, spared) for one in value]
    return "" if isinstance(value, str) and value in spared else value
