"""Reads what a customer sends, and says clearly why a frame cannot be accepted."""

import json
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from support.contract.customer_frames import CustomerFrame, customer_frame
from support.contract.vocabulary import ProtocolErrorCode

_NO_JSON: Final = frozenset({"json_invalid", "string_unicode"})
_UNKNOWN_TYPE: Final = frozenset({"union_tag_invalid", "union_tag_not_found"})


class RefusedFrame(Exception):  # noqa: N818 - it is refused, the connection goes on
    """`message` is fixed text and field names; nothing that the frame held is repeated."""

    def __init__(self, code: ProtocolErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def parse(frame: str | bytes, limit: int) -> CustomerFrame:
    """The frame, which may be `limit` bytes long. Raises RefusedFrame for anything else."""
    if isinstance(frame, bytes):
        raise RefusedFrame(
            ProtocolErrorCode.BINARY_NOT_ACCEPTED, "Send text frames; a binary one came."
        )
    if len(frame) > limit or len(frame.encode("utf-8", "surrogatepass")) > limit:
        raise RefusedFrame(
            ProtocolErrorCode.TOO_LARGE, f"The frame is too large: at most {limit} bytes."
        )
    try:
        accepted = customer_frame.validate_json(frame)
    except ValidationError as problem:
        raise _refused(problem.errors(include_url=False, include_input=False)[0]) from None
    json.loads(frame, object_pairs_hook=_each_field_once)
    return accepted


def _each_field_once(fields: list[tuple[str, object]]) -> None:
    """Which of two values counts, every reader decides for itself: so neither does."""
    if len(dict(fields)) < len(fields):
        raise RefusedFrame(ProtocolErrorCode.INVALID_FIELD, "The frame names a field twice.")


def _refused(first: ErrorDetails) -> RefusedFrame:
    kind = first["type"]
    if kind in _NO_JSON:
        return RefusedFrame(ProtocolErrorCode.NOT_JSON, "The frame is not JSON.")
    if kind in _UNKNOWN_TYPE:
        return RefusedFrame(
            ProtocolErrorCode.UNKNOWN_TYPE,
            "The field 'type' must be authenticate, ask, cancel, resume or fetch_result.",
        )
    if not first["loc"]:
        return RefusedFrame(ProtocolErrorCode.NOT_AN_OBJECT, "The frame must be a JSON object.")
    if kind == "extra_forbidden":
        return RefusedFrame(ProtocolErrorCode.INVALID_FIELD, "The frame has a field too many.")
    field = ".".join(str(part) for part in first["loc"][1:]) or "type"
    return RefusedFrame(
        ProtocolErrorCode.INVALID_FIELD, f"The field '{field}' is missing or wrong."
    )
