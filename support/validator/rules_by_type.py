"""The fields of one event agree with each other, type by type, as data."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from support.contract.catalogue import CATALOGUE
from support.contract.vocabulary import (
    AttemptStatus,
    BreakerState,
    CleanupStatus,
    ErrorType,
    RejectionReason,
    SuggestedAction,
)
from support.validator.findings import listed
from support.validator.moments import ROUNDING
from support.validator.rules import Rule
from support.validator.rules_of_failures import AGENT_ERROR, FINAL_FAILURE

_A: Final = SuggestedAction
_UNDER_WAY: Final = frozenset({AttemptStatus.SCHEDULED, AttemptStatus.STARTED})
_WHILE_RETRYING: Final = frozenset({_A.WAIT, _A.NONE})
_AUTOMATIC: Final = frozenset(
    {
        (BreakerState.CLOSED, BreakerState.OPEN),
        (BreakerState.OPEN, BreakerState.HALF_OPEN),
        (BreakerState.HALF_OPEN, BreakerState.OPEN),
        (BreakerState.HALF_OPEN, BreakerState.CLOSED),
    }
)
_BY_HAND: Final = frozenset({BreakerState.FORCED_OPEN, BreakerState.DISABLED})
_REJECTED_AS: Final[Mapping[RejectionReason, frozenset[ErrorType]]] = {
    RejectionReason.CIRCUIT_OPEN: frozenset({ErrorType.CIRCUIT_OPEN}),
    RejectionReason.CIRCUIT_HALF_OPEN: frozenset({ErrorType.CIRCUIT_OPEN}),
    RejectionReason.CAPACITY: frozenset({ErrorType.PROCESSING_CAPACITY_EXCEEDED}),
    RejectionReason.SHUTTING_DOWN: frozenset(
        {ErrorType.SERVICE_UNAVAILABLE, ErrorType.PROCESSING_CAPACITY_EXCEEDED}
    ),
}


def _both(left: Iterable[str], right: Iterable[str]) -> set[str]:
    return set(left) & set(right)


def _twice(names: tuple[str, ...]) -> bool:
    return len(set(names)) < len(names)


def _shares(e: Any) -> set[str]:
    saved, lost, unknown = set(e.preserved_steps), set(e.lost_steps), set(e.unknown_steps)
    return saved & lost | saved & unknown | lost & unknown


BY_TYPE: Final[Mapping[str, tuple[Rule, ...]]] = {
    "agent_error": AGENT_ERROR,
    "request_rejected": (
        *FINAL_FAILURE,
        Rule(
            "ACT-1",
            lambda e: e.suggested_action == _A.USE_PARTIAL_RESULT,
            "advises to use a partial result of a request that was refused",
        ),
        Rule(
            "NSF-4",
            lambda e: e.error_type not in _REJECTED_AS[e.reason_code],
            lambda e: (
                f"refuses for {e.reason_code} but calls it {e.error_type}, "
                f"expected {listed(_REJECTED_AS[e.reason_code])}"
            ),
        ),
        Rule(
            "CB-2",
            lambda e: e.reason_code == RejectionReason.CIRCUIT_OPEN and e.retry_after is None,
            "refuses because the breaker is open without saying how long it stays so",
        ),
    ),
    "partial_result_preserved": (
        Rule(
            "KEEP-3",
            lambda e: bool(_shares(e)),
            lambda e: f"claims {listed(_shares(e))} in more than one of kept, lost and unknown",
        ),
        Rule(
            "KEEP-3",
            lambda e: any(map(_twice, (e.preserved_steps, e.lost_steps, e.unknown_steps))),
            "names the same step twice",
        ),
        Rule(
            "KEEP-3",
            lambda e: e.progress == 0,
            "says that steps are kept and that the progress is 0",
        ),
        Rule(
            "KEEP-3",
            lambda e: e.progress == 1 and bool(e.lost_steps or e.unknown_steps),
            "says that all is done although steps are lost or unknown",
        ),
        Rule(
            "KEEP-2",
            lambda e: e.expires_at <= e.timestamp,
            lambda e: f"keeps work until {e.expires_at}, which is already over",
        ),
    ),
    "graceful_degradation": (
        Rule(
            "DEG-1",
            lambda e: bool(_both(e.available_features, e.disabled_features)),
            lambda e: (
                f"says that {listed(_both(e.available_features, e.disabled_features))} "
                "both works and does not"
            ),
        ),
        Rule(
            "DEG-1",
            lambda e: _twice(e.available_features) or _twice(e.disabled_features),
            "names the same feature twice",
        ),
    ),
    "resource_cleanup": (
        Rule(
            "CLN-3",
            lambda e: bool(_both(e.resources_cleaned, e.resources_failed)),
            lambda e: (
                f"says that {listed(_both(e.resources_cleaned, e.resources_failed))} "
                "was both released and not"
            ),
        ),
        Rule(
            "CLN-3",
            lambda e: (e.cleanup_status == CleanupStatus.SUCCESS) == bool(e.resources_failed),
            lambda e: (
                f"calls the cleanup {e.cleanup_status} "
                f"with {len(e.resources_failed)} resources not released"
            ),
        ),
        Rule(
            "CLN-3",
            lambda e: e.cleanup_status == CleanupStatus.PARTIAL and not e.resources_cleaned,
            "calls the cleanup partial although nothing was released",
        ),
        Rule(
            "CLN-3",
            lambda e: _twice(e.resources_cleaned) or _twice(e.resources_failed),
            "names the same resource twice",
        ),
    ),
    "recovery_attempt": (
        Rule(
            "REC-1",
            lambda e: e.attempt_number > e.max_attempts,
            lambda e: f"is attempt {e.attempt_number} of at most {e.max_attempts}",
        ),
        Rule(
            "ACT-2",
            lambda e: e.status in _UNDER_WAY and e.suggested_action not in _WHILE_RETRYING,
            lambda e: f"is a retry under way but advises {e.suggested_action}, expected wait",
        ),
    ),
    "circuit_breaker_triggered": (
        Rule(
            "CB-7",
            lambda e: not CATALOGUE[e.error_type].counts_for_breaker,
            lambda e: f"opened the breaker because of {e.error_type}, which does not count for it",
        ),
        Rule(
            "CB-2",
            lambda e: (e.retry_after or 0) > e.cooldown_period + ROUNDING,
            lambda e: (
                f"asks to wait {e.retry_after} s, longer than the breaker stays open "
                f"({e.cooldown_period} s)"
            ),
        ),
    ),
    "circuit_breaker_state_changed": (
        Rule(
            "CB-4",
            lambda e: (
                (e.from_state, e.to_state) not in _AUTOMATIC
                and not {e.from_state, e.to_state} & _BY_HAND
            ),
            lambda e: f"tells a change that no breaker makes: {e.from_state} to {e.to_state}",
        ),
    ),
    "session_started": (
        Rule(
            "CON-1",
            lambda e: e.expires_at <= e.timestamp,
            lambda e: f"can be resumed until {e.expires_at}, which is already over",
        ),
    ),
    "result": (
        Rule(
            "KEEP-2",
            lambda e: e.expires_at <= e.timestamp,
            lambda e: f"hands out work that expired at {e.expires_at}",
        ),
        Rule(
            "KEEP-2",
            lambda e: _twice(tuple(step.step for step in e.steps)),
            "hands out the same step twice",
        ),
    ),
}
