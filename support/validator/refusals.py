"""CB-1, CB-4: a breaker's change is told before a request is refused because of it."""

from dataclasses import dataclass, field
from typing import Any, Final

from support.contract.vocabulary import BreakerState, RejectionReason
from support.validator.findings import Tell, named
from support.validator.moments import ROUNDING, seconds_between

_BECAUSE: Final = {
    RejectionReason.CIRCUIT_OPEN: BreakerState.OPEN,
    RejectionReason.CIRCUIT_HALF_OPEN: BreakerState.HALF_OPEN,
}

_ROUNDED_UP: Final = 1.0


@dataclass(slots=True)
class _Session:
    """The breakers that a session was told of, and who was refused since the last change."""

    states: dict[str, BreakerState] = field(default_factory=dict)
    refused: dict[BreakerState, Any] = field(default_factory=dict)


class RefusalRules:
    """Follows the refusals of each session beside what it is told of its breaker.

    A refusal names no breaker, so sessions that know of two are left alone.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._sessions: dict[str, _Session] = {}

    def _of(self, event: Any) -> _Session:
        return self._sessions.setdefault(event.session_id, _Session())

    def refused(self, event: Any) -> None:
        state = _BECAUSE.get(event.reason_code)
        if state is not None:
            self._of(event).refused.setdefault(state, event)

    def triggered(self, event: Any) -> None:
        session = self._of(event)
        before = session.refused.get(BreakerState.OPEN)
        if not session.states and before is not None and before.retry_after is not None:
            since = seconds_between(before.timestamp, event.timestamp)
            if since < before.retry_after - ROUNDING and before.agent_name == event.agent_name:
                self._came_late(event, before)
        self._follow(session, event, BreakerState.OPEN)

    def changed(self, event: Any) -> None:
        before = self._of(event).refused.get(BreakerState.OPEN)
        if event.to_state == BreakerState.HALF_OPEN and before is not None and before.retry_after:
            since = seconds_between(before.timestamp, event.timestamp)
            known = self._of(event).states.keys() == {event.breaker}
            if known and since < before.retry_after - _ROUNDED_UP:
                self._tell(
                    "CB-2",
                    f"{named(event)} tries the breaker {event.breaker} {since:.3f} s after "
                    f"{named(before)} asked to wait {before.retry_after} s.",
                )
        self._follow(self._of(event), event, event.to_state)

    def _follow(self, session: _Session, event: Any, state: BreakerState) -> None:
        known = session.states.get(event.breaker)
        if known == state:
            return
        before = session.refused.get(state)
        if known is not None and len(session.states) == 1 and before is not None:
            self._came_late(event, before)
        session.states[event.breaker] = state
        session.refused.clear()

    def _came_late(self, event: Any, before: Any) -> None:
        self._tell(
            "CB-4" if event.type == "circuit_breaker_state_changed" else "CB-1",
            f"{named(event)} tells of the breaker {event.breaker} what {named(before)} had been "
            "refused for before; the change comes first.",
        )
