"""What is tried: how often and when to try again, when to stop, and for how long."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig

ATTEMPTS: Final = (1, 3, 5)
BASES: Final = (1.0, 2.0)
WAITS: Final = (10.0, 20.0, 30.0, 60.0)
THRESHOLDS: Final = (3, 5, 10)
BY_RATE: Final[dict[str, Any]] = {
    "mode": "rate",
    "sliding_window_size": 20,
    "minimum_calls": 10,
    "failure_rate_threshold": 0.5,
}


@dataclass(frozen=True)
class Tried:
    """Settings of the platform and of its breaker, and what to call them."""

    platform: PlatformSettings
    breaker: CircuitBreakerConfig

    @property
    def name(self) -> str:
        """`3 retries from 1 s; opens after 5 in a row, for 30 s`."""
        most = self.platform.max_attempts
        counted = "1 retry" if most == 1 else f"{most} retries"
        retries = f"{counted} from {self.platform.backoff_base:g} s" if most else "no retries"
        return f"{retries}; opens {self._rule}, for {self.breaker.wait_duration_in_open:g} s"

    @property
    def _rule(self) -> str:
        if self.breaker.mode == "consecutive":
            return f"after {self.breaker.failure_threshold} in a row"
        share = f"{100 * self.breaker.failure_rate_threshold:g} %"
        return f"at {share} of {self.breaker.sliding_window_size}"


DEFAULT: Final = Tried(PlatformSettings(), CircuitBreakerConfig())


def grid() -> Iterator[Tried]:
    """Every combination, the contract's own among them, once."""
    rules: list[dict[str, Any]] = [{"failure_threshold": one} for one in THRESHOLDS]
    rules.append(BY_RATE)
    retries: list[dict[str, Any]] = [{"max_attempts": 0}]
    retries += [
        {"max_attempts": most, "backoff_base": base} for most, base in product(ATTEMPTS, BASES)
    ]
    for again, rule, wait in product(retries, rules, WAITS):
        yield Tried(
            PlatformSettings(**again), CircuitBreakerConfig(**rule, wait_duration_in_open=wait)
        )
