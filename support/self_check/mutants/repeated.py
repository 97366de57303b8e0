"""What is told more than once."""

from collections.abc import Iterator
from functools import partial

from support.self_check.mutants.change import Change
from support.self_check.mutants.story import Event, Story


def send_again(story: Story) -> Iterator[Change]:
    """The very same event comes a second time: at once, and when all is over."""
    last = len(story.events) - 1
    for at in story.positions:
        for after in sorted({at, last}):
            yield Change("send again", story, at, partial(_sent_again, story, at, after), to=after)


def tell_again(story: Story) -> Iterator[Change]:
    """The same is told once more, as an event of its own: at once, and when all is over."""
    for at in story.positions:
        for after in sorted({at, story.neighbours(at)[-1]}):
            yield Change("tell again", story, at, partial(story.told_again, at, after), to=after)


def _sent_again(story: Story, at: int, after: int) -> list[Event]:
    told = list(story.events)
    told.insert(after + 1, dict(told[at]))
    return told
