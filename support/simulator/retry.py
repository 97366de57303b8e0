"""When to try again, and when not: exponential backoff with jitter, and Retry-After."""

import random
from typing import NamedTuple

from support.contract.catalogue import CATALOGUE
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure


class Backoff(NamedTuple):
    """Try again as attempt number `attempt`, after `delay` seconds."""

    attempt: int
    delay: float


class RetryPolicy:
    """delay = max(Retry-After, jitter x min(cap, base x 2^(n-1))), jitter seeded (section 4)."""

    def __init__(self, settings: PlatformSettings, seed: str) -> None:
        self._settings = settings
        self._random = random.Random(seed)  # noqa: S311 - jitter wants repeatable, not secret

    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        """The attempt after this failed one (0 is the original execution), or None: it is final."""
        entry = CATALOGUE[failure.error_type]
        limit = self.limit(failure.error_type)
        asked = failure.retry_after or 0.0
        too_long = asked > self._settings.max_retry_after
        if not entry.is_recoverable or failed_attempt >= limit or too_long:
            return None
        attempt = failed_attempt + 1
        return Backoff(attempt, max(asked, self._jitter() * self.ceiling(attempt)))

    def limit(self, error_type: ErrorType) -> int:
        """How many automatic retries such a failure gets."""
        bound = CATALOGUE[error_type].max_retries
        configured = self._settings.max_attempts
        return configured if bound is None else min(bound, configured)

    def ceiling(self, attempt: int) -> float:
        """The longest delay before an attempt, Retry-After apart; in seconds."""
        doubled = self._settings.backoff_base * 2.0 ** min(attempt - 1, 60)
        return min(self._settings.backoff_cap, doubled)

    def _jitter(self) -> float:
        return round(self._random.uniform(self._settings.jitter_low, 1.0), 3)
