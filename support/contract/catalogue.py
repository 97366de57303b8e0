"""The failure catalogue: each error type and what follows from it (contract, section 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from support.contract.vocabulary import ErrorCategory, ErrorType, Severity, SuggestedAction


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One row of the catalogue.

    `counts_for_breaker` says whether the outcome is the upstream's fault. `max_retries` bounds
    the automatic retries below the configured number; None leaves them to the configuration.
    """

    error_type: ErrorType
    category: ErrorCategory
    shows_as: str
    is_recoverable: bool
    retry_possible: bool
    counts_for_breaker: bool
    final_action: SuggestedAction
    severity: Severity
    max_retries: int | None = None


_T, _C, _A, _S = ErrorType, ErrorCategory, SuggestedAction, Severity

_ROWS: Final = (
    CatalogueEntry(
        _T.LLM_TIMEOUT, _C.LLM,
        "no first word from the model, or a stall between words, past the deadline",
        True, True, True, _A.WAIT_AND_RETRY, _S.MEDIUM,
    ),
    CatalogueEntry(
        _T.RATE_LIMIT_EXCEEDED, _C.LLM,
        "HTTP 429 with Retry-After or x-ratelimit headers",
        True, True, True, _A.WAIT_AND_RETRY, _S.MEDIUM,
    ),
    CatalogueEntry(
        _T.QUOTA_EXHAUSTED, _C.LLM,
        "HTTP 429 with insufficient_quota and no Retry-After",
        False, False, False, _A.CONTACT_SUPPORT, _S.CRITICAL,
    ),
    CatalogueEntry(
        _T.PROVIDER_REFUSED_US, _C.LLM,
        "HTTP 401 or 403",
        False, False, False, _A.CONTACT_SUPPORT, _S.CRITICAL,
    ),
    CatalogueEntry(
        _T.INVALID_RESPONSE_FORMAT, _C.LLM,
        "200 with HTML, {}, cut JSON, or tool arguments that do not parse",
        True, True, True, _A.RETRY_NOW, _S.MEDIUM, max_retries=1,
    ),
    CatalogueEntry(
        _T.RESPONSE_TRUNCATED, _C.LLM,
        "the stream ends without its terminator, is reset, or stops at the length limit",
        True, True, True, _A.USE_PARTIAL_RESULT, _S.MEDIUM,
    ),
    CatalogueEntry(
        _T.CONTENT_FILTERED, _C.LLM,
        "finish_reason content_filter",
        False, False, False, _A.SHORTEN_REQUEST, _S.LOW,
    ),
    CatalogueEntry(
        _T.CONTEXT_TOO_LONG, _C.LLM,
        "HTTP 400 context_length_exceeded",
        False, False, False, _A.SHORTEN_REQUEST, _S.LOW,
    ),
    CatalogueEntry(
        _T.MEMORY_LIMIT_EXCEEDED, _C.RESOURCE,
        "the run's memory budget is passed",
        True, True, True, _A.WAIT_AND_RETRY, _S.HIGH,
    ),
    CatalogueEntry(
        _T.PROCESSING_CAPACITY_EXCEEDED, _C.RESOURCE,
        "no room at admission, or capacity lost in mid-run",
        True, True, False, _A.WAIT_AND_RETRY, _S.MEDIUM,
    ),
    CatalogueEntry(
        _T.CONNECTION_FAILED, _C.NETWORK,
        "the agent cannot reach a provider or tool: refused, or the name is unknown",
        True, True, True, _A.WAIT_AND_RETRY, _S.HIGH,
    ),
    CatalogueEntry(
        _T.CONNECTION_INTERMITTENT, _C.NETWORK,
        "the agent's link drops and returns, repeatedly",
        True, True, True, _A.WAIT_AND_RETRY, _S.MEDIUM,
    ),
    CatalogueEntry(
        _T.NETWORK_TIMEOUT, _C.NETWORK,
        "the agent's link is silent",
        True, True, True, _A.WAIT_AND_RETRY, _S.HIGH,
    ),
    CatalogueEntry(
        _T.SERVICE_UNAVAILABLE, _C.SYSTEM,
        "HTTP 5xx, 529 overloaded_error, also as an error event inside a 200 stream",
        True, True, True, _A.WAIT_AND_RETRY, _S.HIGH,
    ),
    CatalogueEntry(
        _T.DATABASE_CONNECTION_FAILED, _C.SYSTEM,
        "refused, dropped in mid-transaction, pool exhausted, locked, full",
        True, True, True, _A.WAIT_AND_RETRY, _S.HIGH,
    ),
    CatalogueEntry(
        _T.INTERNAL_ERROR, _C.INTERNAL,
        "anything unforeseen: an agent crash, a killed server",
        True, True, True, _A.CONTACT_SUPPORT, _S.CRITICAL, max_retries=1,
    ),
    CatalogueEntry(
        _T.CIRCUIT_OPEN, _C.INTERNAL,
        "a request refused while the circuit breaker is open",
        True, True, False, _A.WAIT_AND_RETRY, _S.MEDIUM,
    ),
    CatalogueEntry(
        _T.CANCELLED, _C.INTERNAL,
        "the cleanup of a run that the customer cancelled",
        False, True, False, _A.NONE, _S.LOW,
    ),
)  # fmt: skip

CATALOGUE: Final[Mapping[ErrorType, CatalogueEntry]] = MappingProxyType(
    {row.error_type: row for row in _ROWS}
)
