"""An example of each event and of each frame: events from stories, as customers receive them."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from support.contract.published import FRAMES
from support.example_story import Story
from support.example_streams import MAYA, STREAMS

Example = dict[str, Any]

_TOKEN: Final = "Zq7w_2Lr9tXc5VbN0mKj8HgF"


def _refused_frame() -> list[Example]:
    story = Story(MAYA)
    story.tell("protocol_error", code="unknown_type", message="There is no frame of this type.")
    return story.events


def _warned() -> list[Example]:
    story = Story(MAYA)
    story.tell(
        "early_warning", upstream="provider-one", signal="latency",
        horizon=240.0, score=9.1, mitigation="New requests go to the second provider.",
    )  # fmt: skip
    return story.events


STORIES: Final[Mapping[str, Callable[[], list[Example]]]] = {
    **STREAMS,
    "a frame that is not accepted": _refused_frame,
    "an early warning": _warned,
}
"""Every stream of examples, and one for each event that none of those tells."""

_SENT: Final[Mapping[str, Example]] = {
    "authenticate": {"token": "the-token-that-the-platform-issued"},
    "ask": {"request_id": "req-1", "text": "I would like a refund.", "locale": "de-DE"},
    "cancel": {"run_id": "run-1"},
    "resume": {"session_id": "ses-1", "resume_token": _TOKEN, "last_sequence": 7},
    "fetch_result": {"result_id": "res-run-1"},
}


@cache
def events() -> Mapping[str, Example]:
    """By type, the first that any story tells."""
    found: dict[str, Example] = {}
    for told in STORIES.values():
        for event in told():
            found.setdefault(event["type"], event)
    return found


def frames() -> Mapping[str, Example]:
    """By type, what a customer sends."""
    return {kind: {"type": kind, **_SENT[kind]} for kind in FRAMES}


def every() -> Iterator[tuple[str, Example]]:
    yield from events().items()
    yield from frames().items()
