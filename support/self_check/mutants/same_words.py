"""When a change to what an agent says, or to unconnected events, is one that is as good."""

from support.contract.catalogue import CATALOGUE
from support.contract.vocabulary import ErrorCategory
from support.self_check.mutants.change import Change
from support.self_check.mutants.misplaced import passed_over
from support.self_check.mutants.story import Event
from support.self_check.mutants.strands import independent


def one_word_less(change: Change) -> bool:
    run = change.event["run_id"]
    told = [event for event in change.story.events if event["run_id"] == run]
    outputs = sum(bool(e["text"]) for e in told if e["type"] == "agent_output")
    answered = any(event["type"] == "run_completed" for event in told)
    return change.event["type"] == "agent_output" and (outputs > 1 or not answered)


def again_at_once(change: Change) -> bool:
    assert change.to is not None
    run = change.event["run_id"]
    between = change.story.events[change.at : change.to + 1]
    return all(e["type"] == "agent_output" for e in between if e["run_id"] == run)


def words_while_at_work(change: Change) -> bool:
    """One word less there and one more here, where an execution of the run is at work."""
    assert change.to is not None
    end = change.to if change.to < change.at else change.to + 1
    run = change.event["run_id"]
    before = [e for e in change.story.events[:end] if e["run_id"] == run and e is not change.event]
    last = before[-1] if before else {"type": "nothing"}
    at_work = last["type"] in {"run_started", "agent_output"} or last.get("status") == "started"
    return (at_work or _kept_at_a_broken_line(last)) and one_word_less(change)


def strands_apart(change: Change) -> bool:
    return independent(change.story, change.event, passed_over(change))


def _kept_at_a_broken_line(event: Event) -> bool:
    """After such work is kept, the run may go on."""
    kept = event["type"] == "partial_result_preserved"
    return kept and CATALOGUE[event["error_type"]].category == ErrorCategory.NETWORK
