"""CB-1, CB-4: a breaker's change is told before a request is refused because of it.

CAS-1, REC-5: who was refused is told of the recovery, once the breaker has closed, and not before.
"""

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
    """The breakers that a session was told of, and who was refused since the last change.

    `waiting` are failures that it was refused by, until it is told of a recovery; `tripped` once it
    was told of an opening as such. `owed_by` is the breaker that closed last of all.
    """

    states: dict[str, BreakerState] = field(default_factory=dict)
    refused: dict[BreakerState, Any] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    tripped: bool = False
    owed_by: str | None = None


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
            self._of(event).waiting.add(event.failure_id)

    def triggered(self, event: Any) -> None:
        session = self._of(event)
        before = session.refused.get(BreakerState.OPEN)
        if not session.states and before is not None and before.retry_after is not None:
            since = seconds_between(before.timestamp, event.timestamp)
            if since < before.retry_after - ROUNDING and before.agent_name == event.agent_name:
                self._came_late(event, before)
        session.tripped = True
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
        session = self._of(event)
        self._follow(session, event, event.to_state)
        all_closed = set(session.states.values()) == {BreakerState.CLOSED}
        session.owed_by = event.breaker if all_closed and session.waiting else None

    def recovered(self, event: Any) -> None:
        session = self._of(event)
        if event.failure_id in session.waiting and len(session.states) == 1 and not session.tripped:
            ((breaker, state),) = session.states.items()
            if state in _BECAUSE.values():
                self._tell(
                    "CAS-1",
                    f"{named(event)} tells the recovery while the breaker {breaker} still is "
                    f"{state}; recovery is told when all causes are gone.",
                )
        if event.run_id is None:
            session.owed_by = None
            session.waiting.clear()

    def forget(self, event: Any) -> None:
        """After a gap nobody knows what was told in it."""
        session = self._of(event)
        session.owed_by = None
        session.waiting.clear()

    def finish(self) -> None:
        for session in self._sessions.values():
            if session.owed_by is not None and not session.tripped:
                self._tell(
                    "REC-5",
                    f"The breaker {session.owed_by} closed again, and no recovery was told to a "
                    "customer whom it had refused.",
                )

    def _follow(self, session: _Session, event: Any, state: BreakerState) -> None:
        known = session.states.get(event.breaker)
        if known == state:
            return
        before = session.refused.get(state)
        tested = not session.states and state == BreakerState.HALF_OPEN
        is_known = len(session.states) == 1 and known is not None
        heard_of = is_known or (tested and BreakerState.OPEN in session.refused)
        if heard_of and before is not None:
            self._came_late(event, before)
        session.states[event.breaker] = state
        session.refused.clear()

    def _came_late(self, event: Any, before: Any) -> None:
        self._tell(
            "CB-4" if event.type == "circuit_breaker_state_changed" else "CB-1",
            f"{named(event)} tells of the breaker {event.breaker} what {named(before)} had been "
            "refused for before; the change comes first.",
        )
