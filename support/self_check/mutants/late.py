"""What is told late, or as if it had been told before it happened.

Frames do not say when they arrived, so the operators work on what they say of it themselves:
`timestamp`, `sent_at` and the other moments of the events after them.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from support.self_check.mutants.change import Change
from support.self_check.mutants.story import Event, Story

MARGIN: Final = 1.0
LONG: Final = 900.0

_MOMENTS: Final = ("timestamp", "sent_at", "expires_at")


def tell_late(story: Story) -> Iterator[Change]:
    """An event is told later than a failure may be; all that follows is later, too."""
    seconds = story.log.settings.notify_within + MARGIN
    for at in story.positions:
        made = partial(_late, story, at, seconds, happened=False)
        yield Change("delay, told late", story, at, made, value=seconds)


def fall_silent(story: Story) -> Iterator[Change]:
    """A long silence comes before an event; it and all that follows happen later."""
    settings = story.log.settings
    deadlines = settings.queue_wait, settings.first_token, settings.stall, settings.tool_answer
    seconds = LONG + sum(deadlines)
    for at in story.positions:
        made = partial(_late, story, at, seconds, happened=True)
        yield Change("delay, silence", story, at, made, value=seconds)


def tell_too_soon(story: Story) -> Iterator[Change]:
    """An event is told before it happened."""
    for at in story.positions:
        occurred = _later(story.events[at]["sent_at"], MARGIN)
        made = partial(story.saying, at, timestamp=occurred)
        yield Change("delay, told too soon", story, at, made, field="timestamp", value=occurred)


def turn_back_the_clock(story: Story) -> Iterator[Change]:
    """An event says that it was sent before the one before it."""
    for at in story.positions:
        if at != story.neighbours(at)[0]:
            earlier = _later(story.events[at]["sent_at"], -LONG)
            made = partial(story.saying, at, sent_at=earlier, timestamp=earlier)
            yield Change("delay, clock turned back", story, at, made, field="sent_at")


def seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def _late(story: Story, at: int, seconds: float, *, happened: bool) -> list[Event]:
    session = story.events[at]["session_id"]
    told = list(story.events[:at])
    for place, event in enumerate(story.events[at:], at):
        if event["session_id"] != session:
            told.append(event)
        elif place == at and not happened:
            told.append(event | {"sent_at": _later(event["sent_at"], seconds)})
        else:
            moments = [name for name in _MOMENTS if isinstance(event.get(name), str)]
            told.append(event | {name: _later(event[name], seconds) for name in moments})
    return told


def _later(moment: str, seconds: float) -> str:
    later = datetime.fromisoformat(moment) + timedelta(seconds=seconds)
    return later.isoformat(timespec="milliseconds").replace("+00:00", "Z")
