"""What a provider's refusal means, from status, headers and body alone."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from support.contract.catalogue import CATALOGUE
from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure
from support.simulator.sanitiser import beginning

SecondsUntil = Callable[[datetime], float]
_DURATION: Final = re.compile(r"(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?")
LONGEST_QUOTE: Final = 1000
_QUOTA: Final = frozenset({"insufficient_quota", "billing_hard_limit_reached"})


def refusal(
    provider: str, status: int, headers: Mapping[str, str], body: bytes, until: SecondsUntil
) -> AgentFailure:
    """The failure that an answer other than 2xx stands for."""
    failure = _refusal(provider, status, headers, error_code(parsed(body)), until)
    return quoting(failure, body.decode(errors="replace"))


def quoting(failure: AgentFailure, told: str) -> AgentFailure:
    """The failure with the provider's own words, for the operators' log alone."""
    if told:
        failure.add_note(f"The provider said: {beginning(told, LONGEST_QUOTE)}")
    return failure


def _refusal(
    provider: str, status: int, headers: Mapping[str, str], code: str, until: SecondsUntil
) -> AgentFailure:
    if status == 429 and (code not in _QUOTA or "retry-after" in headers):  # noqa: PLR2004
        error_type = ErrorType.RATE_LIMIT_EXCEEDED
        message = "The model provider limits our rate (429)."
    else:
        error_type, message = _of_status(status, code)
    wait = asked_wait(headers, until) if CATALOGUE[error_type].is_recoverable else None
    return AgentFailure(error_type, message, upstream=provider, retry_after=wait)


def _of_status(status: int, code: str) -> tuple[ErrorType, str]:
    match status:
        case 429:
            return ErrorType.QUOTA_EXHAUSTED, "Our quota at the model provider is used up (429)."
        case 401 | 403:
            return ErrorType.PROVIDER_REFUSED_US, f"The model provider refused us ({status})."
        case 400 if code == "context_length_exceeded":
            return ErrorType.CONTEXT_TOO_LONG, "The request is longer than the model takes (400)."
        case 413:
            return (
                ErrorType.CONTEXT_TOO_LONG,
                "The request is longer than the provider takes (413).",
            )
        case _ if status >= 500:  # noqa: PLR2004
            return ErrorType.SERVICE_UNAVAILABLE, f"The model provider is unavailable ({status})."
        case _:
            return ErrorType.INTERNAL_ERROR, f"The model provider answered {status}, unforeseen."


def error_inside(provider: str, told: Any) -> AgentFailure:
    """The failure that an error object inside a 200 stream stands for."""
    code = error_code(told)
    if code in {"rate_limit_error", "rate_limit_exceeded"}:
        error_type, message = ErrorType.RATE_LIMIT_EXCEEDED, "The provider limits our rate."
    elif code in _QUOTA:
        error_type, message = ErrorType.QUOTA_EXHAUSTED, "Our quota at the provider is used up."
    else:
        error_type, message = ErrorType.SERVICE_UNAVAILABLE, "The provider gave up in its answer."
    failure = AgentFailure(error_type, message, upstream=provider)
    return quoting(failure, json.dumps(told))


def parsed(body: bytes | str) -> Any:
    """The JSON value, or None where it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def error_code(told: Any) -> str:
    """The provider's own word for the error, or ""."""
    error = told.get("error") if isinstance(told, dict) else None
    if not isinstance(error, dict):
        return ""
    return str(error.get("code") or error.get("type") or "")


def asked_wait(headers: Mapping[str, str], until: SecondsUntil) -> float | None:
    """Seconds to wait, from Retry-After (RFC 9110, 10.2.3) or the x-ratelimit-reset headers."""
    if "retry-after" in headers:
        return _retry_after(headers["retry-after"].strip(), until)
    waits = [
        _duration(headers[name])
        for name in ("x-ratelimit-reset-requests", "x-ratelimit-reset-tokens")
        if name in headers
    ]
    return max((wait for wait in waits if wait is not None), default=None)


def _retry_after(value: str, until: SecondsUntil) -> float | None:
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, until(aware))


def _duration(value: str) -> float | None:
    """Such as "1m30s", "20s" or "250ms", in seconds."""
    match = _DURATION.fullmatch(value.strip())
    if not match or not any(match.groups()):
        return None
    hours, minutes, seconds, milliseconds = (float(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000
