"""When a change to a session, its beginning or its gaps is one that a good platform may make."""

from typing import Final

from support.self_check.mutants.change import Change
from support.self_check.mutants.misplaced import passed_over

BEFORE_A_SESSION: Final = frozenset(
    {"not_json", "not_an_object", "too_large", "binary_not_accepted", "unknown_type"}
    | {"invalid_field", "authenticate_first", "invalid_token", "too_many_requests"}
    | {"records_unavailable"}
)


def only_of_its_session(change: Change) -> bool:
    alone = len(change.story.neighbours(change.at)) == 1
    return change.event["type"] == "session_started" and alone


def sent_again(change: Change) -> bool:
    event = change.event
    return event["type"] == "request_rejected" and any(
        e["type"] == "run_started" and e["request_id"] == event["request_id"]
        for e in change.story.events
    )


def lost_in_a_gap(change: Change) -> bool:
    """Whether the gap that comes next, or came before, may as well have it."""
    story, run = change.story, change.event["run_id"]
    gaps = [
        place
        for place in story.neighbours(change.at)
        if story.events[place]["type"] == "replay_gap"
        and any(standing["run_id"] == run for standing in story.events[place]["snapshot"]["runs"])
    ]
    places = story.neighbours(change.at)
    where = places.index(change.at)
    beside = (*places[max(where - 1, 0) : where], *places[where + 1 : where + 2])
    if any(place in gaps for place in beside):
        return True
    return change.event["type"] == "agent_output" and any(gap < change.at for gap in gaps)


def gap_of_itself(change: Change) -> bool:
    gap = change.event
    known = {event["run_id"] for event in change.story.events[: change.at]}
    return (
        gap["type"] == "replay_gap"
        and gap["from_sequence"] == gap["to_sequence"] == gap["sequence"]
        and {standing["run_id"] for standing in gap["snapshot"]["runs"]} <= known
    )


def not_let_in(change: Change) -> bool:
    """Whether all that is on the other side of the beginning may be said before it."""
    if change.event.get("code") in BEFORE_A_SESSION:
        return True
    if change.operator == "drop":
        others = [
            change.story.events[p] for p in change.story.neighbours(change.at) if p != change.at
        ]
    else:
        others = passed_over(change)
    told = [change.event, *others]
    rest = [e for e in told if e["type"] != "session_started"]
    early = all(e["type"] == "protocol_error" and e["code"] in BEFORE_A_SESSION for e in rest)
    return bool(rest) and early and len(rest) == len(told) - 1
