"""What a closed breaker remembers of the calls that ended, and when that is too much."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from support.contract.parts import CircuitBreakerConfig
from support.simulator.breaker.durations import to_ns
from support.simulator.breaker.transition import TransitionReason


class Ended(NamedTuple):
    """A countable call that has ended, at `at_ns` on the breaker's clock."""

    at_ns: int
    failed: bool
    slow: bool


class Tally(NamedTuple):
    """How many calls are in view, and how many of them failed or were slow."""

    calls: int = 0
    failed: int = 0
    slow: int = 0

    def plus(self, call: Ended) -> "Tally":
        return Tally(self.calls + 1, self.failed + call.failed, self.slow + call.slow)

    def minus(self, call: Ended) -> "Tally":
        return Tally(self.calls - 1, self.failed - call.failed, self.slow - call.slow)


class Window(ABC):
    """The outcomes of one generation."""

    @abstractmethod
    def record(self, call: Ended) -> TransitionReason | None:
        """Takes one outcome; says why the breaker trips, or None."""

    @property
    @abstractmethod
    def tally(self) -> Tally:
        """What is in view now."""


class Streak(Window):
    """Failures in a row."""

    def __init__(self, threshold: int) -> None:
        self._threshold = threshold
        self._failures = 0

    def record(self, call: Ended) -> TransitionReason | None:
        self._failures = self._failures + 1 if call.failed else 0
        if self._failures >= self._threshold:
            return TransitionReason.FAILURES_IN_A_ROW
        return None

    @property
    def tally(self) -> Tally:
        return Tally(calls=self._failures, failed=self._failures)


class SlidingWindow(Window):
    """The last calls, or the calls of the last seconds."""

    def __init__(self, config: CircuitBreakerConfig, now_ns: Callable[[], int]) -> None:
        self._config = config
        self._now_ns = now_ns
        self._by_count = config.sliding_window_type == "count"
        self._calls: deque[Ended] = deque()
        self._tally = Tally()

    def record(self, call: Ended) -> TransitionReason | None:
        self._calls.append(call)
        self._tally = self._tally.plus(call)
        return self._verdict(self.tally)

    @property
    def tally(self) -> Tally:
        while self._calls and self._has_left(self._calls[0]):
            self._tally = self._tally.minus(self._calls.popleft())
        return self._tally

    def _has_left(self, oldest: Ended) -> bool:
        size = self._config.sliding_window_size
        if self._by_count:
            return len(self._calls) > size
        return self._now_ns() - oldest.at_ns >= to_ns(size)

    def _verdict(self, tally: Tally) -> TransitionReason | None:
        # A quotient of whole numbers is the float nearest to it, as a threshold written in
        # decimals is to its own: where the two are equal on paper they are equal here.
        if tally.calls < self._config.minimum_calls:
            return None
        if tally.failed / tally.calls >= self._config.failure_rate_threshold:
            return TransitionReason.FAILURE_RATE
        if tally.slow / tally.calls >= self._config.slow_call_rate_threshold:
            return TransitionReason.SLOW_CALL_RATE
        return None


def window_for(config: CircuitBreakerConfig, now_ns: Callable[[], int]) -> Window:
    """An empty window of the configured kind."""
    if config.mode == "consecutive":
        return Streak(config.failure_threshold)
    return SlidingWindow(config, now_ns)
