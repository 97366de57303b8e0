"""The faults of a language model, each as what a provider really puts on the wire."""

import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from support.simulator.model.replies import (
    JSON_BODY,
    Moment,
    Reply,
    chunk,
    ending,
    head,
    healthy,
    spoken,
    sse,
)
from support.simulator.model.wire import Body, End
from support.simulator.planted import KEY

FOREVER: Final = float("inf")
LEAKY_MESSAGE: Final = f"Incorrect API key provided: {KEY}"
"""Providers do repeat the key that they refuse."""


class ModelFault(StrEnum):
    """Named by what a person would see on the wire, never by what it means."""

    NEVER_ANSWERS = "never answers"
    STOPS_MID_SENTENCE = "stops in mid-sentence"
    SENDS_ONLY_KEEPALIVES = "sends only signs of life"
    RATE_LIMIT_WITH_WAIT = "asks us to wait"
    RATE_LIMIT_WITH_LONG_WAIT = "asks us to wait for five minutes"
    RATE_LIMIT_WITHOUT_WAIT = "turns us away without saying how long"
    QUOTA_USED_UP = "says that our quota is used up"
    HTML_PAGE = "sends a web page"
    EMPTY_OBJECT = "sends an empty object"
    CUT_JSON = "sends half an object"
    BAD_TOOL_ARGUMENTS = "sends tool arguments that cannot be read"
    ENDS_EARLY = "ends early as if finished"
    RESETS = "resets the connection"
    ERROR_INSIDE = "reports overload inside its answer"
    LENGTH_LIMIT = "stops at its length limit"
    CONTENT_FILTER = "filters its answer"
    REFUSES_OUR_KEY = "refuses our key"
    CONTEXT_TOO_LONG = "says that the request is too long"
    UNAVAILABLE = "refuses to serve us"


def half(reply: Reply) -> Iterator[Moment]:
    """The head, the role and at least one piece, but not all."""
    pieces = tuple(spoken(reply))
    return itertools.islice(pieces, max(3, len(pieces) // 2))


def error(
    status: int, code: str, kind: str, headers: Mapping[str, str] | None = None
) -> Iterator[Moment]:
    told = {"message": f"{LEAKY_MESSAGE} ({code})", "type": kind, "param": None, "code": code}
    yield head(status, {**JSON_BODY, **(headers or {})})
    yield Moment(0, Body(json.dumps({"error": told}).encode()))
    yield Moment(0, End("fin"))


def _whole_body(text: str, content_type: str) -> Iterator[Moment]:
    yield head(200, {"content-type": content_type})
    yield Moment(0, Body(text.encode()))
    yield Moment(0, End("fin"))


def _never_answers(_: Reply) -> Iterator[Moment]:
    yield head()
    yield Moment(FOREVER, End("rst"))


def _stops_mid_sentence(reply: Reply) -> Iterator[Moment]:
    yield from half(reply)
    yield Moment(FOREVER, End("rst"))


def _sends_only_keepalives(_: Reply) -> Iterator[Moment]:
    yield head()
    for _number in range(1000):
        yield Moment(2, Body(b": keep-alive\n\n"))


def _rate_limit_with_wait(_: Reply) -> Iterator[Moment]:
    return error(429, "rate_limit_exceeded", "requests", {"retry-after": "20"})


def _rate_limit_with_long_wait(_: Reply) -> Iterator[Moment]:
    return error(429, "rate_limit_exceeded", "requests", {"retry-after": "300"})


def _rate_limit_without_wait(_: Reply) -> Iterator[Moment]:
    remaining = {"x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "0"}
    return error(429, "rate_limit_exceeded", "requests", remaining)


def _bad_tool_arguments(reply: Reply) -> Iterator[Moment]:
    return healthy(reply._replace(words=(), arguments='{"order_number": "A-1'))


def _ends_early(reply: Reply) -> Iterator[Moment]:
    yield from half(reply)
    yield Moment(0, End("fin"))


def _resets(reply: Reply) -> Iterator[Moment]:
    yield from half(reply)
    yield Moment(0, End("rst"))


def _error_inside(reply: Reply) -> Iterator[Moment]:
    told = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
    yield from half(reply)
    yield Moment(0, sse(json.dumps(told), event="error"))
    yield Moment(0, End("fin"))


def _length_limit(reply: Reply) -> Iterator[Moment]:
    yield from half(reply)
    yield from ending("length")


def _content_filter(_: Reply) -> Iterator[Moment]:
    yield head()
    yield Moment(0.5, chunk({"role": "assistant", "content": ""}))
    yield from ending("content_filter")


SCRIPTS: Final[Mapping[ModelFault, Callable[[Reply], Iterator[Moment]]]] = {
    ModelFault.NEVER_ANSWERS: _never_answers,
    ModelFault.STOPS_MID_SENTENCE: _stops_mid_sentence,
    ModelFault.SENDS_ONLY_KEEPALIVES: _sends_only_keepalives,
    ModelFault.RATE_LIMIT_WITH_WAIT: _rate_limit_with_wait,
    ModelFault.RATE_LIMIT_WITH_LONG_WAIT: _rate_limit_with_long_wait,
    ModelFault.RATE_LIMIT_WITHOUT_WAIT: _rate_limit_without_wait,
    ModelFault.QUOTA_USED_UP: lambda _: error(429, "insufficient_quota", "insufficient_quota"),
    ModelFault.HTML_PAGE: lambda _: _whole_body("<html><h1>Hello</h1></html>", "text/html"),
    ModelFault.EMPTY_OBJECT: lambda _: _whole_body("{}", "application/json"),
    ModelFault.CUT_JSON: lambda _: _whole_body('{"choices": [{"mess', "application/json"),
    ModelFault.BAD_TOOL_ARGUMENTS: _bad_tool_arguments,
    ModelFault.ENDS_EARLY: _ends_early,
    ModelFault.RESETS: _resets,
    ModelFault.ERROR_INSIDE: _error_inside,
    ModelFault.LENGTH_LIMIT: _length_limit,
    ModelFault.CONTENT_FILTER: _content_filter,
    ModelFault.REFUSES_OUR_KEY: lambda _: error(401, "invalid_api_key", "invalid_request_error"),
    ModelFault.UNAVAILABLE: lambda _: error(503, "unavailable", "server_error"),
    ModelFault.CONTEXT_TOO_LONG: lambda _: error(
        400, "context_length_exceeded", "invalid_request_error"
    ),
}
