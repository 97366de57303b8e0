"""What a customer who was away has received: everything once, or an announced gap."""

from typing import Any, Final

from hamcrest import assert_that, empty, equal_to, has_length

from support.clock import Clock
from support.contract.events import FAILURE_EVENTS
from support.customer import Customer, Received

WELCOMES: Final = frozenset({"session_started", "session_resumed"})


def of_session(customer: Customer, session_id: str | None = None) -> list[Received]:
    """What was received of a session, of the one last resumed where none is named."""
    wanted = session_id or customer.way_back().session_id
    return [event for event in customer.log if event["session_id"] == wanted]


def expect_all_once(customer: Customer) -> None:
    """Every number from 1 on, in order, each under an id of its own; no gap, and nothing open.

    Some of it was told on a later line than the first: else nothing could have been missed.
    """
    expect_all_once_but_gaps(customer)
    later = [e for e in of_session(customer) if e.connection > 1 and e.type not in WELCOMES]
    assert later, f"{customer.name} had been told all before the line was lost"
    assert_that(customer.log.of("replay_gap"), empty(), f"gaps that {customer.name} was told of")


def expect_all_once_but_gaps(customer: Customer) -> None:
    """The same, where a gap that was announced stands for what is gone."""
    events = of_session(customer)
    last = 0
    for event in events:
        first = event["from_sequence"] if event.type == "replay_gap" else event["sequence"]
        assert first == last + 1, (
            f"{customer.name} received {event.type} with the number {first} after {last}\n"
            f"{customer.log.told()}"
        )
        last = event["to_sequence"] if event.type == "replay_gap" else event["sequence"]
    assert_that(len({event["event_id"] for event in events}), equal_to(len(events)), "their ids")


def expect_replayed_as_sent(customer: Customer, clock: Clock) -> None:
    """What came before the resumption says that it was sent earlier than it arrived."""
    events = of_session(customer)
    types = [event.type for event in events]
    assert "session_resumed" in types, (
        f"{customer.name} was not told that nothing is missing: {customer.log.told()}"
    )
    resumed = types.index("session_resumed")
    arrived = events[resumed].at_ns
    replayed = [event for event in events[:resumed] if event.at_ns == arrived]
    assert replayed, f"{customer.name} missed nothing: {customer.log.told()}"
    late = [event.type for event in replayed if event["sent_at"] >= clock.timestamp(arrived)]
    assert_that(late, empty(), f"what {customer.name} missed, as if it were new")


def expect_gaps(customer: Customer, *gaps: tuple[int, int]) -> None:
    told = [(gap["from_sequence"], gap["to_sequence"]) for gap in customer.log.of("replay_gap")]
    assert_that(told, equal_to(list(gaps)), f"gaps that {customer.name} was told of")


def standing(customer: Customer) -> dict[str, Any]:
    """The one run in the snapshot of the one gap."""
    gaps = customer.log.of("replay_gap")
    assert_that(gaps, has_length(1), f"gaps that {customer.name} was told of")
    runs: list[dict[str, Any]] = gaps[0]["snapshot"]["runs"]
    assert_that(runs, has_length(1), f"requests in what stands for {customer.name}'s gap")
    return runs[0]


def expect_no_failure(customer: Customer) -> None:
    """No event of a failure, of any kind, to somebody who was told something."""
    assert len(customer.log), f"{customer.name} received nothing at all"
    told = [e.type for e in customer.log if e.type in FAILURE_EVENTS or e["error_type"]]
    assert_that(told, empty(), f"what {customer.name} was told failed")


def expect_same_so_far(one: Customer, other: Customer) -> None:
    """The other device was told word for word what the one was, and then more."""
    session_id = other.way_back().session_id
    ours = [event.raw for event in of_session(one, session_id)]
    theirs = [event.raw for event in of_session(other, session_id)]
    assert ours, f"{one.name} received nothing"
    assert_that(theirs[: len(ours)], equal_to(ours), f"what {other.name} was told")
    assert len(theirs) > len(ours), f"{other.name} was told nothing more than {one.name}"


def expect_failures_after_gap(customer: Customer) -> None:
    """What was finished, that it failed, and what was released: all of it after the gap."""
    types = [event.type for event in customer.log]
    assert "replay_gap" in types, f"{customer.name} was told of no gap\n{customer.log.told()}"
    story = ["partial_result_preserved", "agent_error", "resource_cleanup"]
    told = [one for one in types[types.index("replay_gap") :] if one in story][:3]
    sentence = f"{customer.name} was not told of each failure after the gap"
    assert_that(told, equal_to(story), sentence)
