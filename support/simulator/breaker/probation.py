"""One stay in HALF_OPEN: the probes that it admits, each on a lease."""

from support.contract.parts import CircuitBreakerConfig
from support.simulator.breaker.durations import to_ns
from support.simulator.breaker.permit import Permit


class Probation:
    """Counts the probes under way and those that went well. Moments are nanoseconds."""

    def __init__(self, config: CircuitBreakerConfig) -> None:
        self._permitted = config.permitted_calls_in_half_open
        self._lease_ns = to_ns(config.max_wait_in_half_open)
        self._lease_ends: dict[Permit, int] = {}
        self._succeeded = 0

    @property
    def under_way(self) -> int:
        return len(self._lease_ends)

    @property
    def has_room(self) -> bool:
        return self._succeeded + self.under_way < self._permitted

    @property
    def is_passed(self) -> bool:
        return self._succeeded == self._permitted

    @property
    def first_lease_end_ns(self) -> int | None:
        return min(self._lease_ends.values(), default=None)

    def longest_left_ns(self, now_ns: int) -> int:
        """How long the probes under way can still take."""
        return max(self._lease_ends.values(), default=now_ns) - now_ns

    def admit(self, probe: Permit) -> None:
        self._lease_ends[probe] = probe.acquired_ns + self._lease_ns

    def give_back(self, probe: Permit) -> None:
        del self._lease_ends[probe]

    def succeed(self, probe: Permit) -> None:
        self.give_back(probe)
        self._succeeded += 1
