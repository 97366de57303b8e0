"""ACT-1, ACT-2, NSF-4: what every event that tells a failure says, as data."""

from typing import Any, Final

from support.contract.catalogue import CATALOGUE
from support.contract.vocabulary import ErrorType, SuggestedAction
from support.validator.final_actions import FINAL_ACTIONS, WITHOUT_A_RESEND
from support.validator.findings import listed
from support.validator.rules import Rule

_A: Final = SuggestedAction
SHORTEST_WORDS: Final = 11

EVERY_FAILURE: Final = (
    Rule(
        "ACT-1",
        lambda e: e.is_recoverable != CATALOGUE[e.error_type].is_recoverable,
        lambda e: (
            f"says is_recoverable {e.is_recoverable} for {e.error_type}, "
            f"expected {CATALOGUE[e.error_type].is_recoverable}"
        ),
    ),
    Rule(
        "ACT-1",
        lambda e: e.retry_possible and not CATALOGUE[e.error_type].retry_possible,
        lambda e: f"says that a retry is possible after {e.error_type}, which it is not",
    ),
    Rule(
        "ACT-1",
        lambda e: not e.retry_possible and e.suggested_action not in WITHOUT_A_RESEND,
        lambda e: (
            f"advises {e.suggested_action} although no retry is possible, "
            f"expected one of {listed(WITHOUT_A_RESEND)}"
        ),
    ),
    Rule(
        "ACT-1",
        lambda e: e.suggested_action == _A.RETRY_NOW and bool(e.retry_after),
        lambda e: f"advises retry_now and, in the same breath, to wait {e.retry_after} s",
    ),
    Rule(
        "ACT-1",
        lambda e: len(e.user_message.strip()) < SHORTEST_WORDS,
        "tells the customer nothing: its user_message is almost empty",
    ),
    Rule(
        "ACT-1",
        lambda e: e.error_type in e.user_message or "{" in e.user_message,
        "shows the customer a code or a raw structure where plain words were expected",
    ),
)

AGENT_ERROR: Final = (
    Rule(
        "NSF-4",
        lambda e: e.error_category != CATALOGUE[e.error_type].category,
        lambda e: (
            f"files {e.error_type} under {e.error_category}, "
            f"expected {CATALOGUE[e.error_type].category}"
        ),
    ),
    Rule(
        "ACT-2",
        lambda e: e.will_retry and e.terminal,
        "says both that it will be retried and that it is final",
    ),
    Rule(
        "ACT-2",
        lambda e: not e.will_retry and not e.terminal,
        "says neither that it will be retried nor that it is final",
    ),
    Rule(
        "ACT-2",
        lambda e: e.will_retry and not e.is_recoverable,
        "says that it will be retried although it cannot recover",
    ),
    Rule(
        "ACT-2",
        lambda e: e.will_retry and e.suggested_action != _A.WAIT,
        lambda e: f"will be retried by itself but advises {e.suggested_action}, expected wait",
    ),
    Rule(
        "CB-2",
        lambda e: e.error_type == ErrorType.CIRCUIT_OPEN and e.retry_after is None,
        "gives up because the breaker is open without saying how long it stays so",
    ),
    Rule(
        "ACT-1",
        lambda e: e.suggested_action == _A.USE_PARTIAL_RESULT and not e.partial_available,
        "advises to use a partial result where none is available",
    ),
)


def _refuses_a_good_retry(e: Any) -> bool:
    entry = CATALOGUE[e.error_type]
    once = e.error_type == ErrorType.INTERNAL_ERROR
    return entry.retry_possible and not e.retry_possible and not once


FINAL_FAILURE: Final = (
    Rule(
        "ACT-2",
        lambda e: e.suggested_action == _A.WAIT,
        "is final but advises to wait, as if it would be retried",
    ),
    Rule(
        "ACT-1",
        lambda e: (
            e.suggested_action != _A.WAIT and e.suggested_action not in FINAL_ACTIONS[e.error_type]
        ),
        lambda e: (
            f"advises {e.suggested_action} after {e.error_type}, "
            f"expected one of {listed(FINAL_ACTIONS[e.error_type])}"
        ),
    ),
    Rule(
        "ACT-1",
        _refuses_a_good_retry,
        lambda e: f"says that no retry is possible after {e.error_type}, which can be retried",
    ),
)
