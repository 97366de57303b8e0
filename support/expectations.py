"""What a customer was told, as matchers whose mismatch is the customer's own log."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from hamcrest import assert_that, equal_to, has_length, matches_regexp
from hamcrest.core.base_matcher import BaseMatcher
from hamcrest.core.description import Description
from pydantic import ValidationError

from support.contract import events
from support.contract.vocabulary import AttemptStatus, SuggestedAction
from support.customer import Customer, Received
from support.simulator.model.provider import JournalledCall

FAILURE_NOTICES: Final = ("agent_error", "request_rejected")
FEWEST_WORDS: Final = 4
_ENDINGS: Final = frozenset({"run_completed", "run_cancelled"})
_OF_ENDINGS: Final = _ENDINGS | {"run_started", "request_rejected", "agent_error"}
ADVICE_TO_RETRY: Final = frozenset({SuggestedAction.WAIT_AND_RETRY, SuggestedAction.RETRY_NOW})
Check = Callable[[Customer], bool]


class _Heard(BaseMatcher[Customer]):
    """A customer whose log passes a check."""

    def __init__(self, expected: str, check: Check) -> None:
        self._expected = expected
        self._check = check

    def _matches(self, item: Customer) -> bool:
        return self._check(item)

    def describe_to(self, description: Description) -> None:
        description.append_text(self._expected)

    def describe_mismatch(self, item: Customer, mismatch_description: Description) -> None:
        mismatch_description.append_text(f"{item.name} received: {item.log.told()}")


def expect(customer: Customer, sentence: str, expected: str, check: Check) -> None:
    """Fails with the sentence, what was expected, and the whole log."""
    assert_that(customer, _Heard(expected, check), sentence)


def failures(customer: Customer) -> list[Received]:
    """The notices that something failed: errors and refusals."""
    return customer.log.of(*FAILURE_NOTICES)


def failed_executions(customer: Customer) -> list[Received]:
    """One event for each failed execution: the first error of a run, then each failed attempt."""
    return [
        event
        for event in customer.log.of("agent_error", "recovery_attempt")
        if (event.type == "agent_error" and event["attempt_number"] == 0)
        or event["status"] == AttemptStatus.FAILED
    ]


def final_notice(customer: Customer) -> Received:
    """The last failure notice that no retry follows; fails where there is none."""
    final = [e for e in failures(customer) if e["terminal"] or e.type == "request_rejected"]
    assert final, (
        f"{customer.name} was never told that a failure is final; {customer.name} received: "
        f"{customer.log.told()}"
    )
    return final[-1]


def told_to_wait(customer: Customer) -> float:
    """The seconds that the last failure notice names; fails where it names none."""
    wait = final_notice(customer)["retry_after"]
    assert wait is not None, f"{customer.name} was not told how long to wait: {customer.log.told()}"
    return float(wait)


def expect_told_in_time(customer: Customer, due: Sequence[float], limit: float) -> None:
    """Each failure (seconds on the clock) was told within the limit, and none before it."""
    assert due, "the model never failed"
    told = [event.at for event in failed_executions(customer)]
    each = f"{customer.name} was not told of each of {len(due)} failures: {customer.log.told()}"
    assert_that(told, has_length(len(due)), each)
    for failed, heard in zip(due, told, strict=True):
        assert 0 <= heard - failed <= limit, (
            f"{customer.name} was told {heard - failed:g} s after the failure at {failed:g} s; "
            f"at most {limit:g} s are allowed, and never before it"
        )


def expect_plain_words(customer: Customer) -> None:
    """Every notice says what happened in a whole sentence that shows no code."""
    notices = [event for event in customer.log if event["failure_id"]]
    assert notices, f"{customer.name} was told nothing"
    for notice in notices:
        words = str(notice["user_message"])
        assert len(words.split()) >= FEWEST_WORDS, f"{notice.type} says too little: {words}"
        assert_that(words, matches_regexp(r"[.!]$"), f"{notice.type} says no whole sentence")
        assert "_" not in words, f"{notice.type} shows a code: {words}"


def expect_words_to_advise(customer: Customer) -> None:
    """Our words ask for another try where the advice is one, and name the wait that it names."""
    told = customer.log.of(*FAILURE_NOTICES, "circuit_breaker_triggered")
    assert told, f"{customer.name} was told of nothing: {customer.log.told()}"
    for notice in told:
        words, advice = notice["user_message"], notice["suggested_action"]
        asked = "Please try again" in words
        sentence = f"'{words}' for the advice {advice} of {notice.type} to {customer.name}"
        assert_that(asked, equal_to(advice in ADVICE_TO_RETRY), sentence)
        wait = notice["retry_after"]
        named = [] if not asked or wait is None else [math.ceil(wait)]
        assert_that([int(n) for n in re.findall(r"\d+", words)], equal_to(named), sentence)


def expect_schema(customer: Customer) -> None:
    """Every frame is an event of the published schema."""
    assert len(customer.log), f"{customer.name} received nothing"
    for number, received in enumerate(customer.log, 1):
        try:
            events.read(received.raw)
        except ValidationError as misfit:
            first = misfit.errors()[0]
            field = ".".join(str(part) for part in first["loc"][1:])
            raise AssertionError(
                f"{received.type} (event {number}) does not fit the schema: {field}: {first['msg']}"
            ) from None


def expect_told_of_retry(customer: Customer) -> None:
    """The first failure was told as one that we retry by ourselves."""
    told = failures(customer)
    assert told, f"{customer.name} was told of no failure: {customer.log.told()}"
    first = {name: told[0][name] for name in ("will_retry", "terminal", "suggested_action")}
    retried = {"will_retry": True, "terminal": False, "suggested_action": SuggestedAction.WAIT}
    assert_that(first, equal_to(retried), f"what {customer.name} was told first")


def endings(customer: Customer, run_id: object) -> list[Received]:
    """Every event that ends this run."""
    return [
        event
        for event in customer.log.of("run_completed", "run_cancelled", "agent_error")
        if event["run_id"] == run_id and (event.type != "agent_error" or event["terminal"])
    ]


def has_ended(customer: Customer, request_id: str) -> bool:
    """Whether the customer was told of the one ending of this request."""
    ended = set()
    for event in reversed(customer.log.frames):
        kind = event.type
        if kind not in _OF_ENDINGS:
            continue
        if kind == "run_started" and event["request_id"] == request_id:
            return event["run_id"] in ended
        if kind == "request_rejected" and event["request_id"] == request_id:
            return True
        if kind in _ENDINGS or (kind == "agent_error" and event["terminal"]):
            ended.add(event["run_id"])
    return False


def answer(customer: Customer, step: str) -> str:
    """All that the assistant said in a step of the newest run."""
    started = customer.log.of("run_started")
    assert started, f"{customer.name} never saw a run begin: {customer.log.told()}"
    said = [e for e in customer.log.of("agent_output") if e["run_id"] == started[-1]["run_id"]]
    return "".join(str(event["text"]) for event in said if event["step"] == step)


def run_of(call: JournalledCall) -> str:
    """The run that this call of the model belongs to."""
    return call.idempotency_key.partition("/")[0]


def served_in_order(calls: Iterable[JournalledCall], customers: Iterable[Customer]) -> list[str]:
    """Whose request the model worked on, in order; twice where somebody came between."""
    owners = {e["run_id"]: c.name for c in customers for e in c.log.of("run_started")}
    return [owners[run_id] for run_id, _ in groupby(calls, key=run_of)]


def last_cleanup(customer: Customer) -> Received:
    """The newest report of what was released; fails where there is none."""
    reports = customer.log.of("resource_cleanup")
    assert reports, f"{customer.name} was never told of a cleanup: {customer.log.told()}"
    return reports[-1]


def expect_a_report_of_each_attempt(customer: Customer) -> None:
    """Each attempt but the one that led to an answer: one report, before the next begins."""
    started = customer.log.of("run_started")
    assert started, f"{customer.name}'s request was never begun"
    for run in started:
        told = [_about_attempts(e) for e in customer.log if e["run_id"] == run["run_id"]]
        ended = endings(customer, run["run_id"])
        assert ended, f"{customer.name}'s request never ended: {customer.log.told()}"
        answered = ended[0].type == "run_completed"
        attempts = [number for what, number in filter(None, told) if what == "begins"]
        expected = [(what, n) for n in attempts for what in ("begins", "cleaned up")]
        assert_that(
            [one for one in told if one],
            equal_to(expected[:-1] if answered else expected),
            f"the attempts of {customer.name}'s request, and the reports",
        )
    assert customer.log.of("resource_cleanup"), (
        f"no attempt of {customer.name}'s failed or was stopped, so no report was due: "
        f"{customer.log.told()}"
    )


def _about_attempts(event: Received) -> tuple[str, int] | None:
    """Which attempt begins, or is cleaned up after, with this event."""
    match event.type, event["status"]:
        case "run_started", _:
            return "begins", 0
        case "recovery_attempt", AttemptStatus.STARTED:
            return "begins", int(event["attempt_number"])
        case "resource_cleanup", _:
            return "cleaned up", int(event["attempt_number"])
        case _:
            return None


def expect_finished(customer: Customer) -> None:
    """The last that the customer was told is that the request is finished."""
    expect(
        customer,
        f"{customer.name} was not told that the request is finished.",
        "the request to be finished last of all",
        lambda one: [event.type for event in one.log][-1:] == ["run_completed"],
    )


def in_brief(events: Sequence[Received]) -> list[tuple[str, str]]:
    """Each event as its type and what it says; the pieces of an answer count as one."""
    rows: list[tuple[str, str]] = []
    for event in events:
        row = (event.type, _says(event))
        if not (row[0] == "agent_output" and rows and rows[-1] == row):
            rows.append(row)
    return rows


def _says(event: Received) -> str:
    match event.type:
        case "agent_error":
            return "will retry" if event["will_retry"] else "final"
        case "recovery_attempt":
            return str(event["status"])
        case "resource_cleanup":
            return str(event["cleanup_status"])
        case _:
            return ""


def texts_in(value: Any) -> list[str]:
    """Every text in a JSON value, however deep, names included."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in texts_in(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts_in(part)]
    return []
