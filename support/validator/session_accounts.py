"""EVT-3, DEG-1, WARN-1: reduced service comes after its breaker, or after a warning of it.

To a whole session both are told once.
"""

from dataclasses import dataclass, field
from typing import Any

from support.contract.vocabulary import BreakerState
from support.validator.findings import Tell, named, quoted


@dataclass(slots=True)
class _Account:
    """Of one session: what was told to be reduced, by the failure.

    `has_changed`, `has_closed`: a breaker did so since the newest of it. `unexplained` are
    failures whose reduction was told without a change; `warnings` are the newest by upstream.
    """

    reduced: dict[str, set[str]] = field(default_factory=dict)
    has_changed: bool = False
    has_closed: bool = False
    unexplained: set[str] = field(default_factory=set)
    warnings: dict[str, tuple[object, ...]] = field(default_factory=dict)


class SessionAccountRules:
    """Follows warnings, and the reduced service of each failure, whether it names a run or not."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._accounts: dict[str, _Account] = {}

    def _of(self, event: Any) -> _Account:
        return self._accounts.setdefault(event.session_id, _Account())

    def warned(self, event: Any) -> None:
        """Service may be reduced for a breaker that has not opened yet.

        WARN-1: a warning is given once, and again only where there is news.
        """
        warnings = self._of(event).warnings
        told = (event.signal, event.score, event.horizon, event.mitigation)
        if warnings.get(event.upstream) == told:
            self._tell(
                "WARN-1",
                f"{named(event)} warns of {quoted(event.upstream)} again, in the same words as "
                "before; once was expected.",
            )
        warnings[event.upstream] = told

    def degraded(self, event: Any) -> None:
        account, failure = self._of(event), event.failure_id
        told = f"{event.level}: {event.available_features}, not {event.disabled_features}"
        known = account.reduced.setdefault(failure, set())
        if event.run_id is None and told in known and not account.has_closed:
            self._tell(
                "DEG-1",
                f"{named(event)} tells the reduced service of the failure {failure} "
                "again, which is the same as before; once was expected.",
            )
        known.add(told)
        if not account.has_changed:
            account.unexplained.add(failure)
        account.has_changed = account.has_closed = False

    def triggered(self, event: Any) -> None:
        account = self._of(event)
        early = event.failure_id in account.unexplained and event.breaker not in account.warnings
        if early and event.previous_state == BreakerState.CLOSED:
            self._tell(
                "EVT-3",
                f"{named(event)} tells that the breaker opened only after the reduced service that "
                "followed from it.",
            )
        account.has_changed = True

    def changed(self, event: Any) -> None:
        account = self._of(event)
        account.has_changed = True
        account.has_closed = account.has_closed or event.to_state == BreakerState.CLOSED

    def recovered(self, event: Any) -> None:
        account = self._of(event)
        account.reduced.pop(event.failure_id, None)
        account.unexplained.discard(event.failure_id)
