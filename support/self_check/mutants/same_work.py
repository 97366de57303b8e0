"""When a change to what is told of kept work is one that a good platform may make."""

from support.self_check.mutants import waiting
from support.self_check.mutants.change import Change


def nothing_claimed(change: Change) -> bool:
    """Whether there might as well have been no finished work to keep, or none but the told."""
    event = change.event
    if event["type"] != "partial_result_preserved":
        return False
    told = [e for e in change.story.events if e["run_id"] == event["run_id"]]
    handed = any(
        e.get("result_id") == event["result_id"] for e in change.story.events if e is not event
    )
    again = any(e["type"] == "partial_result_preserved" for e in told if e is not event)
    stopped = any(e["type"] == "run_cancelled" for e in told)
    return again or (stopped and not handed)


def refused_by_the_store(change: Change) -> bool:
    """Whether nothing else that the customer is told says that this work was kept (KEEP-3)."""
    event = change.event
    others = [e for e in change.story.events if e is not event]
    handed = any(e.get("result_id") == event.get("result_id") for e in others)
    claimed = any(e.get("partial_available") for e in others if e["run_id"] == event["run_id"])
    return event["type"] == "partial_result_preserved" and not handed and not claimed


def killed_before(change: Change) -> bool:
    run = change.event["run_id"]
    later = [e for e in change.story.events[change.at + 1 :] if e["run_id"] == run]
    under_way = change.event.get("status") in {"scheduled", "started"}
    return under_way and bool(later) and waiting.is_of_an_orphan(later[0])


def handed_out_with_more(change: Change) -> bool:
    """Finished work may be handed out as soon as some of it was told to be kept."""
    assert change.to is not None
    event = change.event
    kept = any(
        e["type"] == "partial_result_preserved" and e["result_id"] == event.get("result_id")
        for e in change.story.events[: change.to]
    )
    return event["type"] == "result" and kept
