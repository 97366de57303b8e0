"""What is missing: an event, an ending, the rest of the stream."""

from collections.abc import Iterator

from support.self_check.mutants.change import Change
from support.self_check.mutants.story import Event, Story

ENDINGS = frozenset({"run_completed", "run_cancelled", "agent_error", "request_rejected"})


def drop(story: Story) -> Iterator[Change]:
    """An event is never told, and the numbers do not show it."""
    for at in story.positions:
        yield Change("drop", story, at, lambda at=at: story.without([at]))  # type: ignore[misc]


def lose(story: Story) -> Iterator[Change]:
    """An event is lost on its way; its number is missing."""
    for at in story.positions:
        yield Change("lose", story, at, lambda at=at: _without(story, at))  # type: ignore[misc]


def end_early(story: Story) -> Iterator[Change]:
    """The stream is over before this event."""
    for at in story.positions:
        yield Change("end early", story, at, lambda at=at: list(story.events[:at]))  # type: ignore[misc]


def miss_the_ending(story: Story) -> Iterator[Change]:
    """A run ends without a word: its ending and all that it says after it are never told."""
    for at in story.positions:
        if ends(story.events[at]):
            gone = [at, *rest_of_the_run(story, at)]
            yield Change(
                "missing ending",
                story,
                at,
                lambda gone=gone: story.without(gone),  # type: ignore[misc]
            )


def ends(event: Event) -> bool:
    return event["type"] in ENDINGS and event.get("terminal") is not False


def rest_of_the_run(story: Story, at: int) -> Iterator[int]:
    run = story.events[at]["run_id"]
    for later in range(at + 1, len(story.events)):
        if run is not None and story.events[later]["run_id"] == run:
            yield later


def _without(story: Story, at: int) -> list[Event]:
    return [*story.events[:at], *story.events[at + 1 :]]
