"""Section 5 of the contract once more: a breaker written from its text, to judge ours by.

It imports nothing of the breaker. It forgets nothing and works out every answer anew, in exact
fractions, from all that has happened. Moments are whole nanoseconds. Where section 5 is silent,
what the breaker's own package says holds.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from support.contract.parts import CircuitBreakerConfig


@cache
def nanoseconds(seconds: float) -> int:
    return int(_exactly(seconds) * 1_000_000_000)


@cache
def _exactly(number: float) -> Fraction:
    """As it is written in decimals."""
    return Fraction(f"{number:.9f}")


@dataclass(eq=False)
class Call:
    """One that was let through; `outcome` is None while it is under way."""

    generation: int
    began: int
    is_probe: bool
    outcome: str | None = None
    ended: int = 0
    slow: bool = False


class Refusal(NamedTuple):
    reason: str
    wait: int


class Change(NamedTuple):
    at: int
    before: str
    after: str
    why: str
    generation: int
    failures: int
    opening: int


class View(NamedTuple):
    calls: int
    failures: int
    slow: int


@dataclass
class BreakerModel:
    config: CircuitBreakerConfig
    now: int = 0
    state: str = "closed"
    generation: int = 0
    openings: int = 0
    opened_at: int = 0
    calls: list[Call] = field(default_factory=list)
    counted: list[Call] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def call(self) -> Call | Refusal:
        """Rules 3, 4 and 5."""
        self.look()
        if self.state == "open" and self.now >= self.opened_at + self._wait:
            self._change("half_open", "wait_over", self.now)
        if self.state in ("open", "forced_open"):
            return Refusal("circuit_open", self.wait())
        if self.state == "half_open" and not self._has_room():
            return Refusal("circuit_half_open", self.wait())
        call = Call(self.generation, self.now, is_probe=self.state == "half_open")
        self.calls.append(call)
        return call

    def end(self, call: Call, outcome: str) -> None:
        """Rules 1, 2, 6, 7 and 8."""
        self._reopen_where_leases_ended(by=self.now - 1)
        call.outcome, call.ended = outcome, self.now
        call.slow = self.now - call.began > nanoseconds(self.config.slow_call_duration)
        counts = outcome in ("success", "failure") and self.state in ("closed", "half_open")
        if not counts or call.generation != self.generation:
            return
        self.counted.append(call)
        if self.state == "closed" and (why := self._why_it_trips()):
            self._open(self.now, why, self.view().failures)
        elif self.state == "half_open" and outcome == "failure":
            self._open(self.now, "probe_failed", 1)
        elif self.state == "half_open" and call.slow:
            self._open(self.now, "probe_slow", 1)
        elif self.state == "half_open" and len(self._of_now(self.counted)) == self._permitted:
            self._change("closed", "probes_succeeded", self.now)

    def look(self) -> None:
        """Rule 7."""
        self._reopen_where_leases_ended(by=self.now)

    def by_hand(self, state: str) -> None:
        if state != self.state:
            self._change(state, "administrative", self.now)
        elif state == "closed":
            self.generation += 1

    def wait(self) -> int:
        """How long a caller would be told to wait."""
        lapsed = [end for end in self._lease_ends() if end <= self.now]
        if lapsed:
            return max(0, min(lapsed) + self._wait - self.now)
        if self.state == "open":
            return max(0, self.opened_at + self._wait - self.now)
        if self.state == "forced_open":
            return self._wait
        if self.state == "half_open" and not self._has_room():
            return max(self._lease_ends()) - self.now
        return 0

    def deadline(self) -> int | None:
        if self.state == "open":
            return self.opened_at + self._wait
        return min(self._lease_ends(), default=None)

    def view(self) -> View:
        """What a closed breaker judges by."""
        seen = self._of_now(self.counted) if self.state == "closed" else []
        if self.config.mode == "consecutive":
            backwards = takewhile(lambda call: call.outcome == "failure", reversed(seen))
            streak = len(list(backwards))
            return View(streak, streak, 0)
        size = self.config.sliding_window_size
        if self.config.sliding_window_type == "count":
            seen = seen[-size:]
        else:
            seen = [call for call in seen if self.now - call.ended < nanoseconds(size)]
        failures = sum(call.outcome == "failure" for call in seen)
        return View(len(seen), failures, sum(call.slow for call in seen))

    @property
    def _wait(self) -> int:
        return nanoseconds(self.config.wait_duration_in_open)

    @property
    def _permitted(self) -> int:
        return self.config.permitted_calls_in_half_open

    def _of_now(self, calls: list[Call]) -> list[Call]:
        return [call for call in calls if call.generation == self.generation]

    def _probes_under_way(self) -> list[Call]:
        return [call for call in self._of_now(self.calls) if call.is_probe and call.outcome is None]

    def _has_room(self) -> bool:
        good = len(self._of_now(self.counted))
        return good + len(self._probes_under_way()) < self._permitted

    def _lease_ends(self) -> list[int]:
        lease = nanoseconds(self.config.max_wait_in_half_open)
        return [probe.began + lease for probe in self._probes_under_way()]

    def _why_it_trips(self) -> str:
        view, config = self.view(), self.config
        if config.mode == "consecutive":
            return "failures_in_a_row" if view.failures >= config.failure_threshold else ""
        if view.calls < config.minimum_calls:
            return ""
        if Fraction(view.failures, view.calls) >= _exactly(config.failure_rate_threshold):
            return "failure_rate"
        slow = Fraction(view.slow, view.calls) >= _exactly(config.slow_call_rate_threshold)
        return "slow_call_rate" if slow else ""

    def _reopen_where_leases_ended(self, by: int) -> None:
        ended = [end for end in self._lease_ends() if end <= by]
        if ended:
            self._open(min(ended), "probe_never_ended", 1)

    def _open(self, at: int, why: str, failures: int) -> None:
        self.openings += 1
        self.opened_at = at
        self._change("open", why, at, failures)

    def _change(self, state: str, why: str, at: int, failures: int = 0) -> None:
        before, self.state = self.state, state
        self.generation += 1
        change = Change(at, before, state, why, self.generation, failures, self.openings)
        self.changes.append(change)
