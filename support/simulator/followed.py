"""A permit that is looked at from outside: how long its call took, and what came of it."""

from collections.abc import Callable

from support.clock import NANOSECONDS, Clock
from support.simulator.breaker import Permit
from support.simulator.breaker.permit import Outcome
from support.simulator.upstream import Call, Upstream

Ended = Callable[[Upstream, float, bool], None]
Beat = Callable[[Upstream, float], None]


class FollowedPermit(Permit):
    """Passes everything on to the breaker's own permit, and then tells what it saw.

    `ended` hears of each outcome that says something of the upstream: seconds until its first
    words (or until it failed), and whether it ended well. `beat` hears of the seconds between
    words.
    """

    def __init__(self, call: Call, clock: Clock, ended: Ended, beat: Beat) -> None:
        upstream, permit = call
        super().__init__(
            permit.generation, permit.acquired_ns, self._pass_on, is_probe=permit.is_probe
        )
        self._permit = permit
        self._upstream = upstream
        self._clock = clock
        self._told = (ended, beat)
        self._began_ns = clock.now_ns()
        self._first_ns: int | None = None
        self._newest_ns = 0

    def answered(self) -> None:
        now, before = self._clock.now_ns(), self._newest_ns
        self._newest_ns = now
        if self._first_ns is None:
            self._first_ns = now
        elif now > before:
            self._told[1](self._upstream, (now - before) / NANOSECONDS)

    def _pass_on(self, _: Permit, outcome: Outcome) -> None:
        {
            Outcome.SUCCESS: self._permit.success,
            Outcome.FAILURE: self._permit.failure,
            Outcome.IGNORED: self._permit.ignored,
            Outcome.CANCELLED: self._permit.cancelled,
        }[outcome]()
        if outcome.counts:
            known = self._clock.now_ns() if self._first_ns is None else self._first_ns
            took = known - self._began_ns
            self._told[0](self._upstream, took / NANOSECONDS, outcome is Outcome.SUCCESS)
