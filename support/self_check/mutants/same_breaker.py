"""When a change to what is told of a breaker is one that a good platform may make."""

from typing import Any, Final

from support.self_check.mutants.change import Change
from support.self_check.mutants.late import seconds
from support.self_check.mutants.misplaced import passed_over
from support.self_check.mutants.strands import independent

_TOLD: Final = {"circuit_breaker_triggered", "graceful_degradation"}
_EDGES: Final = frozenset({"circuit_breaker_triggered", "circuit_breaker_state_changed"})


def trip_without_consequence(change: Change) -> bool:
    session, later = change.event["session_id"], change.story.events[change.at :]
    given_up = any(e.get("status") == "aborted" and e["session_id"] == session for e in later)
    return change.event["type"] == "circuit_breaker_triggered" and not given_up


def last_change_told(change: Change) -> bool:
    """Nothing after it says otherwise; a trip does where any other change was told."""
    event, told = change.event, change.story
    same = [
        place
        for place in told.neighbours(change.at)
        if told.events[place].get("breaker") == event.get("breaker") and place != change.at
    ]
    changes = [p for p in same if told.events[p]["type"] == "circuit_breaker_state_changed"]
    last = all(place < change.at for place in same)
    first = all(place > change.at for place in changes)
    return event["type"] == "circuit_breaker_state_changed" and (last or first)


def half_open_untold(change: Change) -> bool:
    """A trip out of a half-open state, told before any change to that state was told."""
    told = [change.event, *passed_over(change)]
    trips = [e for e in told if e["type"] == "circuit_breaker_triggered"]
    changes = [e for e in told if e.get("to_state") == "half_open"]
    if len(told) != 2 or not trips or not changes:  # noqa: PLR2004 - the two that change places
        return False
    before = change.story.events[: min(change.at, change.to or 0)]
    earlier = any(e["type"] == "circuit_breaker_state_changed" for e in before)
    return trips[0]["previous_state"] == "half_open" and not earlier


def edges_unowed(change: Change) -> bool:
    """Changes of one breaker alone, told to a session that begins nothing after them.

    It is owed the openings and no more, and each of these may be told without the others.
    """
    told = [change.event, *passed_over(change)]
    last = max(change.at, change.to or 0)
    begins = any(
        e["type"] in {"run_started", "request_rejected"} for e in change.story.events[last:]
    )
    trips = all(e.get("previous_state", "half_open") == "half_open" for e in told)
    tests = all(e.get("to_state", "half_open") == "half_open" for e in told)
    one = len({e.get("breaker") for e in told}) == 1
    edges = all(e["type"] in _EDGES and e["run_id"] is None for e in told)
    return edges and one and trips and tests and not begins


def reopened_unheard(change: Change) -> bool:
    """A refusal by the open breaker, told after its test had begun, to somebody without a run."""
    told = [change.event, *passed_over(change)]
    changes = [e for e in told if e["type"] == "circuit_breaker_state_changed"]
    refused = [e for e in told if str(e.get("reason_code")).startswith("circuit_")]
    open_again = any(e.get("reason_code") == "circuit_open" for e in refused)
    session, before = change.event["session_id"], change.story.events[: change.at]
    has_work = any(e["type"] == "run_started" and e["session_id"] == session for e in before)
    whole = len(told) == len(changes) + len(refused)
    return whole and bool(changes) and open_again and not has_work


def untold_opening(change: Change) -> bool:
    """Whether it is told of an opening that was over before the one that the session knows."""
    assert change.to is not None
    event, story = change.event, change.story
    refused = str(event.get("reason_code")).startswith("circuit_")
    if change.to > change.at or not (refused or event["type"] == "system_recovered"):
        return False
    edges = [p for p in story.neighbours(change.at) if story.events[p]["type"] in _EDGES]
    others = [e for e in passed_over(change) if e["type"] not in _EDGES]
    over = seconds(story.events[change.to]["timestamp"]) + (event["retry_after"] or 0)
    apart = independent(story, event, others) and all(p >= change.to for p in edges)
    return apart and (not refused or over <= seconds(story.events[edges[0]]["timestamp"]))


def never_said_to_be_over(change: Change) -> bool:
    root = change.event.get("root_failure_id")
    others = [
        e
        for at, e in enumerate(change.story.events)
        if at != change.at and e.get("root_failure_id") == root
    ]
    over = any(e["type"] == "system_recovered" and e["degradation_cleared"] for e in others)
    reduced = any(e["type"] == "graceful_degradation" for e in others)
    return change.event["type"] == "graceful_degradation" and (reduced or not over)


def opened_in_a_wait(change: Change) -> bool:
    """Only with a fallback: without one, the retry that waits is given up."""
    assert change.to is not None
    event, story = change.event, change.story
    if event["type"] not in {"circuit_breaker_triggered", "graceful_degradation"}:
        return False
    end = change.to if change.to < change.at else change.to + 1
    before = [e for e in story.events[:end] if e["run_id"] == event["run_id"] and e is not event]
    waits = bool(before) and before[-1].get("status") == "scheduled"
    passed = {e["type"] for e in passed_over(change) if e.get("failure_id") == event["failure_id"]}
    if event["type"] == "circuit_breaker_triggered":
        fits = event["fallback_active"] and "graceful_degradation" not in passed
    else:
        fits = "circuit_breaker_triggered" not in passed
    return waits and event["run_id"] is not None and fits


def given_up_before_reduced(change: Change) -> bool:
    """An attempt or a run that a trip ends, and the service that it reduces for the session."""
    told = [change.event, *passed_over(change)]
    given_up = [e for e in told if e.get("status") == "aborted" or e.get("terminal")]
    reduced = [e for e in told if e["type"] == "graceful_degradation" and e["run_id"] is None]
    return bool(given_up and reduced) and len(told) == len(given_up) + len(reduced)


def reduced_anew(change: Change) -> bool:
    """Each failed execution of a run may tell what its service is reduced to."""
    event = change.event
    failed_again = any(
        e["run_id"] == event["run_id"] and (e["type"], e.get("terminal")) == ("agent_error", True)
        for e in passed_over(change)
    )
    return event["type"] == "graceful_degradation" and bool(event["run_id"]) and failed_again


def refused_by_an_untold_second(change: Change) -> bool:
    """Told while the first provider rests, before the second's rest: that may be an earlier one."""
    assert change.to is not None
    before = change.story.events[: change.to]
    spared = any(e.get("fallback_active") for e in before)
    others = [e for e in passed_over(change) if e["type"] not in _EDGES]
    is_refused = change.event.get("reason_code") == "circuit_open" and change.to < change.at
    return is_refused and spared and _apart(change, others)


def _apart(change: Change, others: list[dict[str, Any]]) -> bool:
    """No other event is of the same failure or request; the cause they may share."""
    own = {change.event["failure_id"], change.event["request_id"]}
    named = {e.get(name) for e in others for name in ("failure_id", "request_id")}
    return own.isdisjoint(named)


def ended_by_a_trip(change: Change) -> bool:
    run = change.event["run_id"]
    own = [change.event, *(e for e in passed_over(change) if e["run_id"] == run)]
    ends = [e["type"] for e in own if e["type"] in {"agent_error", "resource_cleanup"}]
    final = all(e["terminal"] for e in own if e["type"] == "agent_error")
    beside = {e["type"] for e in own} - {"agent_error", "resource_cleanup"}
    trip = "circuit_breaker_triggered"
    return final and sorted(ends) == ["agent_error", "resource_cleanup"] and trip in beside <= _TOLD
