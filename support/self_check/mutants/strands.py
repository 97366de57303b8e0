"""What parts of a story hang together: two events with nothing in common may come either way.

Strands are told by what events name: a run, a failure, kept work, the breaker of their session.
"""

from collections.abc import Iterable
from typing import Final

from support.self_check.mutants.story import Event, Story

_ANYTIME: Final = frozenset({"session_resumed", "protocol_error", "early_warning"})
_OF_A_BREAKER: Final = frozenset(
    {"circuit_breaker_triggered", "circuit_breaker_state_changed", "graceful_degradation"}
)

Strand = tuple[str, object]
_BREAKER: Final[Strand] = ("breaker", None)


def independent(story: Story, event: Event, others: Iterable[Event]) -> bool:
    """Whether nothing ties the event to any of the others."""
    return all(_apart(story, event, other) for other in others)


def _apart(story: Story, one: Event, other: Event) -> bool:
    mine, theirs = strands(story, one), strands(story, other)
    if mine is None or theirs is None:
        return False
    shared = mine & theirs
    if shared == {_BREAKER}:
        names = one.get("breaker"), other.get("breaker")
        if _may_be_of_another_breaker(one, other) or _may_be_of_another_breaker(other, one):
            return True
        return _only_follow(one, other) or (None not in names and names[0] != names[1])
    return not shared


def _may_be_of_another_breaker(reduced: Event, change: Event) -> bool:
    """Reduced service that a session comes to does not say which breaker it follows from."""
    met = reduced["type"] == "graceful_degradation" and reduced["run_id"] is None
    changed = change["type"] == "circuit_breaker_state_changed"
    return met and reduced["error_type"] == "circuit_open" and changed


def _only_follow(one: Event, other: Event) -> bool:
    """Two consequences of one breaker: neither has to wait for the other."""
    kinds = {one["type"], other["type"]}
    return not kinds & _OF_A_BREAKER and ("system_recovered" not in kinds or len(kinds) == 1)


def strands(story: Story, event: Event) -> frozenset[Strand] | None:
    """What the event belongs to; None where it belongs to everything."""
    kind = event["type"]
    if kind in {"session_started", "replay_gap"}:
        return None
    if kind in _ANYTIME:
        return frozenset()
    found: set[Strand] = set()
    if event["run_id"] is not None:
        found.add(("run", event["run_id"]))
    if "failure_id" in event:
        found |= {("failure", event["failure_id"]), ("failure", event["root_failure_id"])}
        found -= {("failure", name) for name in _causes_beside(story, event)}
    if "result_id" in event:
        found.add(("kept", event["result_id"]))
    if "request_id" in event:
        found.add(("request", event["request_id"]))
    if _concerns_a_breaker(event):
        found.add(_BREAKER)
    return frozenset(found)


def _causes_beside(story: Story, event: Event) -> set[str]:
    """A root that is no failure of this customer's orders nothing."""
    root = event["root_failure_id"]
    told = any(other.get("failure_id") == root for other in story.events)
    return set() if told else {root}


def _concerns_a_breaker(event: Event) -> bool:
    if event["type"] in _OF_A_BREAKER or event.get("status") == "aborted":
        return True
    if event["type"] == "system_recovered":
        return event["run_id"] is None
    return event.get("error_type") == "circuit_open"
