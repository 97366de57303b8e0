"""One trace, played to one set of settings: requests, retries, a breaker and its tests.

The breaker and the retry policy are the platform's own; what is modelled is around them: requests
at random intervals, each one call to one provider; a trip that calls off the retries that wait; a
test by the platform itself at the end of each rest.
"""

import heapq
import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from support.contract.vocabulary import BreakerState, ErrorType
from support.measures import Incident
from support.simulator.breaker import CallNotPermitted, CircuitBreaker, Permit, Transition
from support.simulator.failure import AgentFailure
from support.simulator.retry import RetryPolicy
from support.tuning.settings import Tried
from support.tuning.traces import Trace

_NS: Final = 1_000_000_000
ANSWER: Final = 1.0
REFUSAL: Final = 0.5
"""Seconds that a good call, and one that fails, takes."""
EVERY: Final = 2.0
_FAILS: Final = AgentFailure(ErrorType.SERVICE_UNAVAILABLE, "The provider fails.")


@dataclass
class Played:
    """What came of it. `lost` requests failed for good, of which `turned_away` never got a call.

    `calls` reached the provider, `calls_in_fault` while it failed; `wasted` are the retries and
    tests of ours that failed. `down` is for how many seconds customers met failures: each time from
    the loss of a request to the next success. `seconds` were played.
    """

    trace: str
    seconds: float
    faulty_seconds: float
    requests: int = 0
    lost: int = 0
    turned_away: int = 0
    calls: int = 0
    calls_in_fault: int = 0
    wasted: int = 0
    trips: int = 0
    down: float = 0.0
    incident: Incident | None = None


class Traffic(NamedTuple):
    """Requests come `every` so many seconds on average, the same ones for the same seed.

    `answer` and `refusal` are the seconds that a good call, and one that fails, takes.
    """

    every: float = EVERY
    seed: int = 1
    answer: float = ANSWER
    refusal: float = REFUSAL

    def arrivals(self, length: float) -> Iterator[float]:
        """When requests come, in seconds, in order."""
        drawn = random.Random(self.seed)  # noqa: S311 - repeatable, not secret
        at = drawn.expovariate(1 / self.every)
        while at < length:
            yield at
            at += drawn.expovariate(1 / self.every)


USUAL: Final = Traffic()


def play(
    trace: Trace,
    tried: Tried,
    traffic: Traffic = USUAL,
    arrivals: Iterable[float] | None = None,
) -> Played:
    """Requests come as the traffic says, or at the seconds of `arrivals`, in order.

    The incident runs from the first call that failed to the first success after the last trouble:
    a call that failed, or a customer who was turned away. Its fault is over with the last stretch
    that a call met. All of it ends with the trace.
    """
    times = traffic.arrivals(trace.length) if arrivals is None else arrivals
    return _Game(trace, tried, traffic).played(times)


@dataclass(eq=False)
class _Game:
    trace: Trace
    tried: Tried
    traffic: Traffic
    now_ns: int = 0
    _due: list[tuple[int, int, Callable[[], None]]] = field(default_factory=list)
    _order: "itertools.count[int]" = field(default_factory=itertools.count)
    _waiting: dict[int, None] = field(default_factory=dict)
    _began: float | None = None
    _clear: float | None = None
    _down_since: float | None = None
    _trouble: float = 0.0
    _well_again: float | None = None

    def played(self, arrivals: Iterable[float]) -> Played:
        self.result = Played(self.trace.name, self.trace.length, self.trace.faulty_seconds)
        self._retry = RetryPolicy(self.tried.platform, f"tuning {self.traffic.seed}")
        self._breaker = CircuitBreaker(
            "provider", self.tried.breaker, lambda: self.now_ns, self._changed
        )
        for at in arrivals:
            self._at(at, self._request)
        end_ns = int(self.trace.length * _NS)
        while self._due and self._due[0][0] <= end_ns:
            self.now_ns, _, action = heapq.heappop(self._due)
            action()
        if self._down_since is not None:
            self.result.down += self.trace.length - self._down_since
        self.result.incident = self._incident()
        return self.result

    @property
    def _now(self) -> float:
        return self.now_ns / _NS

    def _at(self, seconds: float, action: Callable[[], None]) -> None:
        heapq.heappush(self._due, (round(seconds * _NS), next(self._order), action))

    def _request(self) -> None:
        self.result.requests += 1
        try:
            permit = self._breaker.acquire()
        except CallNotPermitted:
            self.result.turned_away += 1
            self._lose()
            self._in_trouble()
        else:
            self._call(permit, 0)

    def _call(self, permit: Permit, attempt: int) -> None:
        fails = self._reach()
        self._at(self._now + self._takes(fails), lambda: self._end(permit, attempt, fails=fails))

    def _takes(self, fails: bool) -> float:
        return self.traffic.refusal if fails else self.traffic.answer

    def _reach(self) -> bool:
        """One call reaches the provider; whether it fails."""
        fails = self.trace.fails(self._now)
        self.result.calls += 1
        self.result.calls_in_fault += fails
        if fails:
            self._clear = self.trace.clear_after(self._now)
            self._began = self._now if self._began is None else self._began
        return fails

    def _end(self, permit: Permit, attempt: int, *, fails: bool) -> None:
        if not fails:
            permit.success()
            self._well()
            return
        self._in_trouble()
        self.result.wasted += attempt > 0
        permit.failure()
        again = self._retry.next_attempt(_FAILS, attempt)
        if again is None or self._breaker.state is not BreakerState.CLOSED:
            self._lose()
            return
        number = next(self._order)
        self._waiting[number] = None
        self._at(self._now + again.delay, lambda: self._again(number, again.attempt))

    def _again(self, number: int, attempt: int) -> None:
        if number not in self._waiting:
            return
        del self._waiting[number]
        try:
            permit = self._breaker.acquire()
        except CallNotPermitted:
            self._lose()
        else:
            self._call(permit, attempt)

    def _changed(self, change: Transition) -> None:
        """A trip ends the retries that wait, and is followed by a test of our own."""
        if change.to_state is BreakerState.OPEN:
            self.result.trips += 1
            for _ in self._waiting:
                self._lose()
            self._waiting.clear()
            due_ns = change.at_ns + round(self.tried.breaker.wait_duration_in_open * _NS)
            heapq.heappush(self._due, (due_ns, next(self._order), self._test))

    def _test(self) -> None:
        try:
            permit = self._breaker.acquire()
        except CallNotPermitted:
            return
        if not permit.is_probe:
            permit.cancelled()
            return
        fails = self._reach()
        self._at(self._now + self._takes(fails), lambda: self._end_test(permit, fails=fails))

    def _end_test(self, permit: Permit, *, fails: bool) -> None:
        if fails:
            self.result.wasted += 1
            self._in_trouble()
            permit.failure()
        else:
            permit.success()
            self._well()

    def _lose(self) -> None:
        self.result.lost += 1
        if self._down_since is None:
            self._down_since = self._now

    def _in_trouble(self) -> None:
        self._trouble, self._well_again = self._now, None

    def _well(self) -> None:
        if self._began is not None and self._well_again is None:
            self._well_again = self._now
        if self._down_since is not None:
            self.result.down += self._now - self._down_since
            self._down_since = None

    def _incident(self) -> Incident | None:
        if self._began is None:
            return None
        told = self._began + self.traffic.refusal
        why = "" if self._well_again is not None else "the trace ended first"
        return Incident(
            self._began, told, told, self._clear, self._well_again, why, self.trace.name
        )
