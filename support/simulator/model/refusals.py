"""How a provider turns a request away: with which status, which headers and which body."""

import json
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from support.simulator.model.faults import error
from support.simulator.model.replies import JSON_BODY, Moment, head
from support.simulator.model.wire import Body, End

HttpDate = Callable[[float], str]
"""The date (RFC 9110, section 5.6.7) that lies so many seconds ahead."""


class RefusalFault(StrEnum):
    FORBIDS = "forbids us to use it"
    BREAKS_DOWN = "reports an error of its own"
    BAD_GATEWAY = "cannot be reached by its own gateway"
    DOWN_FOR_NOW = "says that it is down for now"
    OVERLOADED = "says that it is overloaded"
    RATE_LIMIT_UNTIL = "asks us to wait until a certain time"
    RATE_LIMIT_RESET = "says when our rate is free again"


def _of_the_gateway() -> Iterator[Moment]:
    yield head(502, {"content-type": "text/html", "server": "nginx"})
    yield Moment(0, Body(b"<html><h1>502 Bad Gateway</h1></html>"))
    yield Moment(0, End("fin"))


def _overloaded() -> Iterator[Moment]:
    told = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
    yield head(529, JSON_BODY)
    yield Moment(0, Body(json.dumps(told).encode()))
    yield Moment(0, End("fin"))


def _rate_limit(headers: Mapping[str, str]) -> Iterator[Moment]:
    return error(429, "rate_limit_exceeded", "requests", headers)


REFUSALS: Final[Mapping[str, Callable[[HttpDate], Iterator[Moment]]]] = {
    RefusalFault.FORBIDS: lambda _: error(403, "permission_denied", "permission_error"),
    RefusalFault.BREAKS_DOWN: lambda _: error(500, "server_error", "server_error"),
    RefusalFault.BAD_GATEWAY: lambda _: _of_the_gateway(),
    RefusalFault.DOWN_FOR_NOW: lambda _: error(
        503, "unavailable", "server_error", {"retry-after": "20"}
    ),
    RefusalFault.OVERLOADED: lambda _: _overloaded(),
    RefusalFault.RATE_LIMIT_UNTIL: lambda date: _rate_limit({"retry-after": date(20)}),
    RefusalFault.RATE_LIMIT_RESET: lambda _: _rate_limit(
        {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "20s"}
    ),
}
