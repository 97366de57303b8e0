"""NSF-6: what remains of a notice that could not be built is an `internal_error`."""

from typing import Any

from support.contract.vocabulary import ErrorType


def is_minimal(event: Any) -> bool:
    """Whether the event says of itself that it is such a notice, and tells nothing else."""
    key = str(event.message_key)  # which need not be a text where the event is damaged
    unforeseen: bool = event.error_type == ErrorType.INTERNAL_ERROR
    return unforeseen and key.startswith(f"{ErrorType.INTERNAL_ERROR}.")
