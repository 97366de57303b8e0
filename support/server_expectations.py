"""What is expected of any agent server, whatever its words (profile B).

Where a server declares no vocabulary, a failure is told when any failure is told; which one it was,
and what else was said of it, is the matter of other promises.
"""

import json
from collections.abc import Sequence
from typing import Final

from support.blame import NotDeclared
from support.customer import Customer
from support.expectations import expect, failures, has_ended
from support.simulator.model.provider import JournalledCall

NOT_ACCEPTED: Final = ("protocol_error", "agent_error", "request_rejected")


def expect_told_of_a_failure(customer: Customer) -> None:
    expect(
        customer,
        f"{customer.name} was never told of any failure.",
        "a notice of a failure",
        lambda one: bool(failures(one)),
    )


def expect_over(customer: Customer) -> None:
    """The newest request has its ending."""
    assert customer.asked, f"{customer.name} asked for nothing"
    expect(
        customer,
        f"{customer.name} was never told that the request is over.",
        "an ending",
        lambda one: has_ended(one, one.asked[-1]),
    )


def expect_answered(customer: Customer, whole: str | None) -> None:
    """The newest request is finished, and the answer holds all that the model said of it.

    `whole` is None where the model is not ours, so that nobody knows what it said.
    """
    finished = customer.log.of("run_completed")
    assert finished, (
        f"{customer.name} was not told that the request is finished: {customer.log.told()}"
    )
    run = finished[-1]["run_id"]
    said = [e["text"] for e in customer.log.of("agent_output") if e["run_id"] == run]
    read = " ".join("".join(said).split())
    assert read, f"{customer.name} was told that the request is finished, and read no answer"
    assert whole is None or " ".join(whole.split()) in read, (
        f"{customer.name} does not have the whole answer '{whole}', but '{read}'"
    )


def expect_not_accepted(customer: Customer) -> None:
    """Whatever it is called: something told the customer that a message was not accepted."""
    expect(
        customer,
        f"{customer.name} was never told that the message could not be accepted.",
        "a notice of an error",
        lambda one: bool(one.log.of(*NOT_ACCEPTED)),
    )


def is_text_of_a_kind(raw: str | bytes) -> bool:
    """Whether a message has words in it, and is no object as apps send them."""
    if isinstance(raw, bytes) or not raw.strip():
        return False
    try:
        return not isinstance(json.loads(raw), dict)
    except (ValueError, RecursionError):
        return True


def expect_waited(calls: Sequence[JournalledCall], wait: float) -> None:
    """No call came before the wait that the one before it had asked for was over."""
    if len(calls) == 1:
        raise NotDeclared("it never asks its model again by itself")
    assert calls, "the model was never asked"
    waited = calls[1].at - calls[0].last_item_at
    assert waited >= wait, (
        f"the model asked for {wait:g} s, and was asked again after {waited:.3f} s"
    )
