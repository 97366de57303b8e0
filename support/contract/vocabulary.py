"""The closed sets of words that the contract uses (contract, section 1)."""

from enum import IntEnum, StrEnum
from typing import Final

SCHEMA_VERSION: Final = "1.0"


class ErrorCategory(StrEnum):
    LLM = "llm"
    RESOURCE = "resource"
    NETWORK = "network"
    SYSTEM = "system"
    INTERNAL = "internal"


class ErrorType(StrEnum):
    """What went wrong. A fault that nobody foresaw is `internal_error`, never a guess."""

    LLM_TIMEOUT = "llm_timeout"
    RATE_LIMIT_EXCEEDED = "rate_limit_exceeded"
    QUOTA_EXHAUSTED = "quota_exhausted"
    PROVIDER_REFUSED_US = "provider_refused_us"
    INVALID_RESPONSE_FORMAT = "invalid_response_format"
    RESPONSE_TRUNCATED = "response_truncated"
    CONTENT_FILTERED = "content_filtered"
    CONTEXT_TOO_LONG = "context_too_long"
    MEMORY_LIMIT_EXCEEDED = "memory_limit_exceeded"
    PROCESSING_CAPACITY_EXCEEDED = "processing_capacity_exceeded"
    CONNECTION_FAILED = "connection_failed"
    CONNECTION_INTERMITTENT = "connection_intermittent"
    NETWORK_TIMEOUT = "network_timeout"
    SERVICE_UNAVAILABLE = "service_unavailable"
    DATABASE_CONNECTION_FAILED = "database_connection_failed"
    INTERNAL_ERROR = "internal_error"
    CIRCUIT_OPEN = "circuit_open"
    CANCELLED = "cancelled"


class SuggestedAction(StrEnum):
    """What the customer is advised to do."""

    WAIT = "wait"
    WAIT_AND_RETRY = "wait_and_retry"
    RETRY_NOW = "retry_now"
    SHORTEN_REQUEST = "shorten_request"
    USE_PARTIAL_RESULT = "use_partial_result"
    RECONNECT = "reconnect"
    CONTACT_SUPPORT = "contact_support"
    NONE = "none"


class Severity(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class DegradationLevel(StrEnum):
    REDUCED = "reduced"
    MINIMAL = "minimal"
    EMERGENCY = "emergency"


class AttemptStatus(StrEnum):
    SCHEDULED = "scheduled"
    STARTED = "started"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    ABORTED = "aborted"


class CleanupStatus(StrEnum):
    SUCCESS = "success"
    PARTIAL = "partial"
    FAILED = "failed"


class BreakerState(StrEnum):
    """The circuit breaker's states; the last two are set by an administrator only."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"
    FORCED_OPEN = "forced_open"
    DISABLED = "disabled"


class RejectionReason(StrEnum):
    CIRCUIT_OPEN = "circuit_open"
    CIRCUIT_HALF_OPEN = "circuit_half_open"
    CAPACITY = "capacity"
    SHUTTING_DOWN = "shutting_down"


class ProtocolErrorCode(StrEnum):
    """Why a frame from a customer could not be accepted."""

    NOT_JSON = "not_json"
    NOT_AN_OBJECT = "not_an_object"
    TOO_LARGE = "too_large"
    BINARY_NOT_ACCEPTED = "binary_not_accepted"
    UNKNOWN_TYPE = "unknown_type"
    INVALID_FIELD = "invalid_field"
    AUTHENTICATE_FIRST = "authenticate_first"
    ALREADY_AUTHENTICATED = "already_authenticated"
    INVALID_TOKEN = "invalid_token"
    RESUME_REFUSED = "resume_refused"
    UNKNOWN_RUN = "unknown_run"
    RUN_HAS_ENDED = "run_has_ended"
    UNKNOWN_RESULT = "unknown_result"
    RECORDS_UNAVAILABLE = "records_unavailable"
    TOO_MANY_REQUESTS = "too_many_requests"
    UNDER_WAY_ELSEWHERE = "under_way_elsewhere"


class CloseCode(IntEnum):
    """Why a connection is closed (RFC 6455, section 7.4); 4000 to 4999 are an application's own."""

    NORMAL_CLOSURE = 1000
    GOING_AWAY = 1001
    PROTOCOL_ERROR = 1002
    INVALID_TEXT = 1007
    POLICY_VIOLATION = 1008
    MESSAGE_TOO_BIG = 1009
    INTERNAL_ERROR = 1011
    SERVICE_RESTART = 1012
    TAKEN_OVER = 4001


class RunState(StrEnum):
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
