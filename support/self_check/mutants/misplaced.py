"""What is told in the wrong place."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from support.self_check.mutants.change import Change
from support.self_check.mutants.story import Event, Story


def overtake(story: Story) -> Iterator[Change]:
    """An event overtakes the one before it on its way; both keep their numbers."""
    for places in story.sessions.values():
        for before, at in pairwise(places):
            if at in story.positions:
                made = partial(_overtaken, story, at, before)
                yield Change("overtake", story, at, made, to=before)


def swap(story: Story) -> Iterator[Change]:
    """Two neighbours are told the other way round, with the numbers in order."""
    for places in story.sessions.values():
        for before, at in pairwise(places):
            if at in story.positions:
                yield Change("swap", story, at, partial(story.moved, at, before), to=before)


def misplace(story: Story) -> Iterator[Change]:
    """An event is told far too early, or far too late; the numbers are in order."""
    for at in story.positions:
        places = [place for place in story.neighbours(at) if place in story.positions]
        where = places.index(at)
        for to in (*places[: max(where - 1, 0)], *places[where + 2 :]):
            yield Change("wrong order", story, at, partial(story.moved, at, to), to=to)


def passed_over(change: Change) -> list[Event]:
    """The events of the session that a moved event is now on the other side of."""
    assert change.to is not None
    first, last = sorted((change.at, change.to))
    places = change.story.neighbours(change.at)
    return [change.story.events[p] for p in places if first <= p <= last and p != change.at]


def _overtaken(story: Story, at: int, before: int) -> list[Event]:
    told = list(story.events)
    told.insert(before, told.pop(at))
    return told
