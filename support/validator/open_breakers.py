"""Which breakers each session was told to be open, as far as it was told."""

from typing import Any

from support.contract.vocabulary import BreakerState


class OpenBreakers:
    """Told by trips and by changes; closed where that is told of the same breaker."""

    def __init__(self) -> None:
        self._open: dict[str, dict[str, bool]] = {}
        """By session and name; whether a fallback was announced with it."""
        self._fewer: set[str] = set()

    def triggered(self, event: Any) -> None:
        self._open.setdefault(event.session_id, {})[event.breaker] = event.fallback_active

    def changed(self, event: Any) -> None:
        breakers = self._open.setdefault(event.session_id, {})
        if event.to_state == BreakerState.CLOSED:
            breakers.pop(event.breaker, None)
            self._fewer.add(event.session_id)
        else:
            breakers.setdefault(event.breaker, False)

    def reduced_less(self, event: Any) -> bool:
        """Whether reduced service is told because one breaker closed and another is open."""
        session = event.session_id
        less = session in self._fewer and self.any_open(session)
        self._fewer.discard(session)
        return less

    def any_open(self, session_id: str) -> bool:
        return bool(self._open.get(session_id))

    def no_fallback_left(self, session_id: str) -> bool:
        """Whether one is open that was announced without a fallback."""
        return not all(self._open.get(session_id, {}).values())
