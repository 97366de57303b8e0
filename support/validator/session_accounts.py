"""EVT-3, DEG-1, WARN-1: reduced service comes after its breaker, or after a warning of it.

To a whole session both are told once.
"""

from typing import Any

from support.contract.vocabulary import BreakerState
from support.validator.findings import Tell, named, quoted


class SessionAccountRules:
    """Follows warnings, and the reduced service of each failure, whether it names a run or not."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._reduced: dict[tuple[str, str], tuple[object, ...]] = {}
        self._warnings: dict[tuple[str, str], tuple[object, ...]] = {}

    def warned(self, event: Any) -> None:
        """Service may be reduced for a breaker that has not opened yet.

        WARN-1: a warning is given once, and again only where there is news.
        """
        key = (event.session_id, event.upstream)
        told = (event.signal, event.score, event.horizon, event.mitigation)
        if self._warnings.get(key) == told:
            self._tell(
                "WARN-1",
                f"{named(event)} warns of {quoted(event.upstream)} again, in the same words as "
                "before; once was expected.",
            )
        self._warnings[key] = told

    def degraded(self, event: Any) -> None:
        key = (event.session_id, event.failure_id)
        told = (event.level, event.available_features, event.disabled_features)
        if event.run_id is None and self._reduced.get(key) == told:
            self._tell(
                "DEG-1",
                f"{named(event)} tells the reduced service of the failure {event.failure_id} "
                "again, which is the same as before; once was expected.",
            )
        self._reduced[key] = told

    def triggered(self, event: Any) -> None:
        known = (event.session_id, event.failure_id) in self._reduced
        foretold = (event.session_id, event.breaker) in self._warnings
        if known and not foretold and event.previous_state == BreakerState.CLOSED:
            self._tell(
                "EVT-3",
                f"{named(event)} tells that the breaker opened only after the reduced service that "
                "followed from it.",
            )

    def recovered(self, event: Any) -> None:
        self._reduced.pop((event.session_id, event.failure_id), None)
