"""What belongs to somebody else."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from support.self_check.mutants.change import Change
from support.self_check.mutants.story import Event, Story

STRANGER: Final = "user-mallory"
THEIR_SESSION: Final = "session-of-mallory"


def name_a_stranger(story: Story) -> Iterator[Change]:
    """An event is about somebody else."""
    for at in story.positions:
        if "user_id" in story.events[at]:
            made = partial(story.saying, at, user_id=STRANGER)
            yield Change("foreign user", story, at, made, field="user_id", value=STRANGER)


def hear_a_stranger(story: Story) -> Iterator[Change]:
    """An event out of somebody else's session comes to this customer, too."""
    for at in story.positions:
        made = partial(_with_theirs, story, at)
        yield Change("foreign event", story, at, made)


def _with_theirs(story: Story, at: int) -> list[Event]:
    theirs = story.events[at] | {"session_id": THEIR_SESSION, "event_id": "event-of-mallory"}
    if theirs["run_id"] is not None:
        theirs["run_id"] = "run-of-mallory"
    for name in ("user_id", "request_id"):
        if name in theirs:
            theirs[name] = f"{name}-of-mallory"
    told = list(story.events)
    told.insert(at + 1, theirs)
    return told
