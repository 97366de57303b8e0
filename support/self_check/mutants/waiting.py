"""Who still waits for what at a place of a story, as its own events show it."""

from typing import Final

from support.self_check.mutants.change import Change
from support.self_check.mutants.missing import ends
from support.self_check.mutants.story import Event, Story

_BACK: Final = frozenset({"session_resumed", "replay_gap"})
_OF_THE_SESSION: Final = frozenset(
    {"session_started", "session_resumed", "protocol_error", "result", "early_warning"}
    | {"circuit_breaker_triggered", "circuit_breaker_state_changed", "graceful_degradation"}
)


def nobody_waits(change: Change) -> bool:
    """Whether no run is under way, or the platform was down, when the silence begins."""
    story, at = change.story, change.at
    under_way = {
        event["run_id"]
        for place in story.neighbours(at)
        if place < at and (event := story.events[place])["run_id"] is not None
    }
    return all(_does_not_wait(story, at, run) for run in under_way)


def _does_not_wait(story: Story, at: int, run: str) -> bool:
    told = [place for place, event in enumerate(story.events) if event["run_id"] == run]
    before = [place for place in told if place < at]
    after = [place for place in told if place >= at]
    if not after or any(ends(story.events[place]) for place in before):
        return True
    if is_of_an_orphan(story.events[after[0]]):
        return True
    later = [place for place in story.neighbours(at) if place > before[-1]]
    return any(story.events[place]["type"] in _BACK for place in later)


def is_of_an_orphan(event: Event) -> bool:
    told = event["type"] in {"agent_error", "partial_result_preserved"}
    return told and event["error_type"] == "internal_error"


def all_is_over(change: Change) -> bool:
    """Whether nothing that is missing from there on was owed to anybody."""
    story, at = change.story, change.at
    if change.operator == "lose" and at != story.neighbours(at)[-1]:
        return False
    gone = [story.events[at]] if change.operator == "lose" else list(story.events[at:])
    return all(_is_not_owed(story, at, event) for event in gone)


def is_of_a_dead_wait(story: Story, event: Event) -> bool:
    """Whether it cleans up after a run that only waited when the platform was killed."""
    told = [e for e in story.events if e["run_id"] == event["run_id"]]
    attempts = [e["status"] for e in told if e["type"] == "recovery_attempt"]
    killed = any(ends(e) and is_of_an_orphan(e) for e in told)
    waited = bool(attempts) and attempts[-1] == "scheduled"
    return event["type"] == "resource_cleanup" and killed and waited


def _was_never_asked(story: Story, at: int, event: Event) -> bool:
    """Whether its run is one that nobody knows of before this place."""
    run = event["run_id"]
    started = [e for e in story.events if e["type"] == "run_started" and e["run_id"] == run]
    known = any(e["run_id"] == run for e in story.events[:at])
    asked = any(e["request_id"] in story.log.asked for e in started)
    return run is not None and not known and bool(started) and not asked


def _all_closed_again(story: Story, at: int) -> bool:
    """Whether every breaker that was told of before this place was last told to be closed."""
    states: dict[str, str] = {}
    for event in story.events[:at]:
        if event["type"] == "circuit_breaker_triggered":
            states[event["breaker"]] = "open"
        elif event["type"] == "circuit_breaker_state_changed":
            states[event["breaker"]] = event["to_state"]
    return bool(states) and all(state == "closed" for state in states.values())


def _is_not_owed(story: Story, at: int, event: Event) -> bool:
    if is_of_a_dead_wait(story, event) or _was_never_asked(story, at, event):
        return True
    if event["type"] == "system_recovered":
        return event["run_id"] is None and not _all_closed_again(story, at)
    if event["type"] == "replay_gap":
        return not event["snapshot"]["runs"]
    return event["type"] in _OF_THE_SESSION
