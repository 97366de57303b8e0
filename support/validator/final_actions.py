"""Which advice fits which final failure (contract, sections 1 and 2)."""

from collections.abc import Mapping
from typing import Final

from support.contract.catalogue import CATALOGUE
from support.contract.vocabulary import ErrorType, SuggestedAction

_A: Final = SuggestedAction

WITHOUT_A_RESEND: Final = frozenset(
    {_A.SHORTEN_REQUEST, _A.USE_PARTIAL_RESULT, _A.CONTACT_SUPPORT, _A.NONE, _A.WAIT}
)

_IF_A_RESEND_HELPS: Final = frozenset(
    {_A.WAIT_AND_RETRY, _A.RETRY_NOW, _A.USE_PARTIAL_RESULT, _A.CONTACT_SUPPORT}
)
_IF_IT_DOES_NOT: Final = frozenset({_A.CONTACT_SUPPORT, _A.USE_PARTIAL_RESULT})
_ALSO: Final[Mapping[ErrorType, frozenset[SuggestedAction]]] = {
    ErrorType.RESPONSE_TRUNCATED: frozenset({_A.SHORTEN_REQUEST}),
    ErrorType.MEMORY_LIMIT_EXCEEDED: frozenset({_A.SHORTEN_REQUEST}),
    ErrorType.CONTENT_FILTERED: frozenset({_A.NONE}),
    ErrorType.CONNECTION_FAILED: frozenset({_A.RECONNECT}),
    ErrorType.CONNECTION_INTERMITTENT: frozenset({_A.RECONNECT}),
    ErrorType.NETWORK_TIMEOUT: frozenset({_A.RECONNECT}),
    ErrorType.SERVICE_UNAVAILABLE: frozenset({_A.RECONNECT}),
}

FINAL_ACTIONS: Final[Mapping[ErrorType, frozenset[SuggestedAction]]] = {
    kind: frozenset({row.final_action})
    | (_IF_A_RESEND_HELPS if row.retry_possible else _IF_IT_DOES_NOT)
    | _ALSO.get(kind, frozenset())
    for kind, row in CATALOGUE.items()
}
