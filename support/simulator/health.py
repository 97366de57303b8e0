"""Health and readiness: what a load balancer asks, on the gateway's own port."""

import json
from enum import StrEnum
from http import HTTPStatus
from typing import Final, Protocol
from urllib.parse import urlsplit

from websockets.datastructures import Headers
from websockets.http11 import Request, Response

HEALTH: Final = "/healthz"
READINESS: Final = "/readyz"
STORE_DOWN: Final = "store_down"


class Phase(StrEnum):
    """Where a platform stands in its life. Only while serving it takes new customers."""

    STARTING = "starting"
    SERVING = "serving"
    DRAINING = "draining"


class Examined(Protocol):
    """What health and readiness are told about."""

    phase: Phase

    def unready(self) -> tuple[str, ...]:
        """Why no new customers should be sent here, each reason a code; empty where they may."""


def examination(request: Request, examined: Examined) -> Response | None:
    """The answer to a question about health or readiness; None where it is none.

    Health is true as long as we can answer at all; readiness is 503 with its reasons.
    """
    path = urlsplit(request.path).path
    if path not in (HEALTH, READINESS):
        return None
    if getattr(request, "method", "GET") != "GET":
        return _answer(HTTPStatus.METHOD_NOT_ALLOWED, {"error": "only GET is answered here"})
    if path == HEALTH:
        return _answer(HTTPStatus.OK, {"healthy": True, "phase": examined.phase})
    reasons = examined.unready()
    status = HTTPStatus.SERVICE_UNAVAILABLE if reasons else HTTPStatus.OK
    told = {"ready": not reasons, "phase": examined.phase, "reasons": list(reasons)}
    return _answer(status, told)


def _answer(status: HTTPStatus, told: dict[str, object]) -> Response:
    body = json.dumps(told).encode()
    headers = Headers(
        {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "Connection": "close",
        }
    )
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = "GET"
    return Response(status.value, status.phrase, headers, body)
