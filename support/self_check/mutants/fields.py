"""What a field says that it cannot say: nothing, another kind of thing, a value out of range."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from support.self_check.mutants.change import Change
from support.self_check.mutants.schema import out_of_range, properties
from support.self_check.mutants.story import Event, Story

_OTHER_TYPES: Final = {
    str: (7, ["a list"]),
    bool: (1, "true"),
    int: ("7", 0.5),
    float: ("0.5", True),
    list: ("a text", {}),
    dict: ("a text", []),
    type(None): ({}, ["a list"]),
}


def null(story: Story) -> Iterator[Change]:
    """A field is null."""
    for at in story.first_of_their_kind:
        for name in properties(story.events[at]["type"]):
            if story.events[at].get(name) is not None:
                yield _saying("null a field", story, at, name, None)


def leave_out(story: Story) -> Iterator[Change]:
    """A field is not there."""
    for at in story.first_of_their_kind:
        for name in properties(story.events[at]["type"]):
            if name in story.events[at]:
                made = partial(_left_out, story, at, name)
                yield Change("leave a field out", story, at, made, field=name)


def change_type(story: Story) -> Iterator[Change]:
    """A field holds another kind of thing."""
    for at in story.first_of_their_kind:
        event = story.events[at]
        for name in properties(event["type"]):
            if name in event:
                for value in _OTHER_TYPES[type(event[name])]:
                    yield _saying("change a type", story, at, name, value)


def exceed(story: Story) -> Iterator[Change]:
    """A field holds the right kind of thing, past what it may hold."""
    for at in story.first_of_their_kind:
        event = story.events[at]
        for name, schema in properties(event["type"]).items():
            if name in event:
                for value in out_of_range(schema):
                    yield _saying("out of range", story, at, name, value)


def _saying(operator: str, story: Story, at: int, name: str, value: Any) -> Change:
    made = partial(story.saying, at, **{name: value})
    return Change(operator, story, at, made, field=name, value=value)


def _left_out(story: Story, at: int, name: str) -> list[Event]:
    told = list(story.events)
    told[at] = {key: value for key, value in told[at].items() if key != name}
    return told
