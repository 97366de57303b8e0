"""Which breakers each session was told to be open, as far as it was told."""

from typing import Any

from support.contract.vocabulary import BreakerState


class OpenBreakers:
    """Told by trips and by changes; closed where that is told of the same breaker."""

    def __init__(self) -> None:
        self._open: dict[str, set[str]] = {}

    def triggered(self, event: Any) -> None:
        self._open.setdefault(event.session_id, set()).add(event.breaker)

    def changed(self, event: Any) -> None:
        if event.to_state == BreakerState.CLOSED:
            self._open.get(event.session_id, set()).discard(event.breaker)
        else:
            self.triggered(event)

    def any_open(self, session_id: str) -> bool:
        return bool(self._open.get(session_id))
