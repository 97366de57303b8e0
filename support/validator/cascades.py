"""CAS-1: what one open breaker brings about names the failure that opened it, and nothing else."""

from typing import Any, Final

from support.contract.vocabulary import BreakerState, ErrorType
from support.validator.findings import Tell, listed, named

_IN_ITS_NAME: Final = {
    "request_rejected": "turns a request away",
    "graceful_degradation": "reduces the service",
}


class CascadeRules:
    """Follows in each session by which root failure each breaker was opened, while it is open."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._roots: dict[str, dict[str, str]] = {}

    def triggered(self, event: Any) -> None:
        roots = self._roots.setdefault(event.session_id, {})
        before = roots.setdefault(event.breaker, event.root_failure_id)
        again = event.previous_state == BreakerState.HALF_OPEN
        if again and event.root_failure_id != before:
            self._tell(
                "CAS-1",
                f"{named(event)} names {event.root_failure_id} as the root of what opened the "
                f"breaker {event.breaker} again, expected {before}, since which it never closed.",
            )
        roots[event.breaker] = event.root_failure_id

    def changed(self, event: Any) -> None:
        if event.to_state == BreakerState.CLOSED:
            self._roots.get(event.session_id, {}).pop(event.breaker, None)

    def in_its_name(self, event: Any) -> None:
        """Judge a refusal or a reduction that is told to come from an open breaker."""
        roots = set(self._roots.get(event.session_id, {}).values())
        if event.error_type != ErrorType.CIRCUIT_OPEN or not roots:
            return
        if event.root_failure_id not in roots:
            self._tell(
                "CAS-1",
                f"{named(event)} {_IN_ITS_NAME[event.type]} in the name of "
                f"{event.root_failure_id}, but what opened the breaker is {listed(roots)}.",
            )

    def recovered(self, event: Any) -> None:
        """What ended with its root is no cause of what comes later."""
        roots = self._roots.get(event.session_id, {})
        for breaker in [one for one, root in roots.items() if root == event.root_failure_id]:
            del roots[breaker]

    def forget(self, event: Any) -> None:
        """After a gap nobody knows what is open."""
        self._roots.pop(event.session_id, None)
