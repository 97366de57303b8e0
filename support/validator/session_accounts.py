"""EVT-3, DEG-1: reduced service is told after its breaker; to a whole session, it is told once."""

from typing import Any

from support.contract.vocabulary import BreakerState
from support.validator.findings import Tell, named


class SessionAccountRules:
    """Follows the reduced service of each failure, whether it names a run or not."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._reduced: dict[tuple[str, str], tuple[object, ...]] = {}
        self._warned: set[tuple[str, str]] = set()

    def warned(self, event: Any) -> None:
        """Service may be reduced for a breaker that has not opened yet."""
        self._warned.add((event.session_id, event.upstream))

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
        foretold = (event.session_id, event.breaker) in self._warned
        if known and not foretold and event.previous_state == BreakerState.CLOSED:
            self._tell(
                "EVT-3",
                f"{named(event)} tells that the breaker opened only after the reduced service that "
                "followed from it.",
            )

    def recovered(self, event: Any) -> None:
        self._reduced.pop((event.session_id, event.failure_id), None)
