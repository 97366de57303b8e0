"""Platforms whose circuit breaker opens when it should not, or lets calls through."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from support.contract.vocabulary import BreakerState
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.admission import Admission, Admitted, Request
from support.simulator.breaker import CircuitBreaker, Permit, Transition
from support.simulator.breaker.permit import Outcome
from support.simulator.breaker.window import Streak
from support.simulator.listeners import Listener, Worker
from support.simulator.providers import Providers
from support.simulator.upstream import Call, Upstream


def configured(kind: type[CircuitBreaker] = CircuitBreaker, **other: Any) -> Parts:
    """A breaker that does not keep to the configuration that the platform announces."""

    def make(name: str, config: Any, *rest: Any) -> CircuitBreaker:
        return kind(name, config.model_copy(update=other), *rest)

    return Parts(breaker=make)


class SaysThatItWereFive(CircuitBreaker):
    def __init__(self, name: str, config: Any, now_ns: Any, told: Any) -> None:
        super().__init__(name, config, now_ns, lambda t: told(t._replace(failure_count=5)))


class ForgetsNoFailure(CircuitBreaker):
    def _record_call(self, permit: Permit, outcome: Outcome) -> None:
        if outcome is Outcome.FAILURE:
            super()._record_call(permit, outcome)


class OpensAtTwoTheSecondTime(CircuitBreaker):
    def _begin_generation(self) -> None:
        super()._begin_generation()
        if self._opening:
            self._window = Streak(2)


class TellsOnlyWhoseFailureItWas(Providers):
    def _others(self, upstream: Upstream, worker: Worker | None) -> Iterator[Worker]:
        return iter(())


class TellsEachTripTwice(Providers):
    def _tell_trip(self, *what: Any) -> None:
        super()._tell_trip(*what)
        super()._tell_trip(*what)


class TellsATripOnceForEachRun(Providers):
    def _tell_trip(
        self, upstream: Upstream, trip: Transition, listener: Listener, worker: Worker | None
    ) -> None:
        super()._tell_trip(upstream, trip, listener, worker)
        for other in self._others(upstream, worker):
            if other.session is listener.notices.session:
                super()._tell_trip(upstream, trip, listener, None)


def ignored(permit: Permit, outcome: Outcome) -> None:
    """What becomes of a call that no breaker knows of."""


class LetsEveryThirdThrough(CircuitBreaker):
    first, every = 0, 3
    came = 0

    def acquire(self) -> Permit:
        if self.state is BreakerState.OPEN and self.retry_after() > 0:
            self.came += 1
            if self.came % self.every == self.first:
                return Permit(-1, self._now_ns(), ignored, is_probe=False)
        return super().acquire()


class LetsTheSixthThrough(LetsEveryThirdThrough):
    first, every = 1, 1_000_000


class LetsOneThroughAtItsSecondOpening(LetsTheSixthThrough):
    def acquire(self) -> Permit:
        return super().acquire() if self._opening > 1 else CircuitBreaker.acquire(self)


class TellsTheWholeWait(CircuitBreaker):
    def retry_after(self) -> float:
        left = super().retry_after()
        return self.config.wait_duration_in_open if left else left


class TurnsAwayOnlyWhoHasFailed(Admission):
    def admit(self, request: Request) -> Admitted | None:
        providers = self.routes.of(request.session.user_id)
        if request.session.runs or providers.primary.is_closed:
            return super().admit(request)
        permit = Permit(-1, 0, ignored, is_probe=False)
        return Admitted(request.notices, providers, Call(providers.primary, permit))


class TurnsAwayASecondLate(Admission):
    def reject_for_an_outage(self, request: Request, *why: Any) -> None:
        clock = request.session.clock
        say = partial(super().reject_for_an_outage, request, *why)
        clock.call_at(clock.now_ns() + 1_000_000_000, say)


_S: Final = Saboteur
SABOTEURS: Final[tuple[Saboteur, ...]] = (
    _S(
        "opens at four",
        "CB-1",
        "opened the breaker after 4 failures",
        configured(failure_threshold=4),
    ),
    _S(
        "opens at four and says five",
        "CB-1",
        "was told that the assistant has to rest",
        configured(SaysThatItWereFive, failure_threshold=4),
    ),
    _S(
        "opens at six",
        "CB-1",
        "opened the breaker after 6 failures",
        configured(failure_threshold=6),
    ),
    _S(
        "never opens",
        "CB-1",
        "was told of circuit_breaker_triggered 0 times",
        configured(failure_threshold=1000),
    ),
    _S(
        "counts failures that a success parts",
        "CB-1",
        "after 5 failures; after 9 was expected",
        Parts(breaker=ForgetsNoFailure),
    ),
    _S(
        "opens at two the second time",
        "CB-1",
        "after 7 failures; after 10 was expected",
        Parts(breaker=OpensAtTwoTheSecondTime),
    ),
    _S(
        "tells only whose failure it was",
        "CB-1",
        "was told of circuit_breaker_triggered 0 times",
        Parts(providers=TellsOnlyWhoseFailureItWas),
    ),
    _S(
        "tells each trip twice",
        "CB-1",
        "tells again that the breaker primary opened",
        Parts(providers=TellsEachTripTwice),
    ),
    _S(
        "tells a trip once for each run",
        "CB-1",
        "tells again that the breaker primary opened",
        Parts(providers=TellsATripOnceForEachRun),
    ),
    _S(
        "lets the sixth through",
        "CB-2",
        "was never turned away",
        Parts(breaker=LetsTheSixthThrough),
    ),
    _S(
        "lets every third through",
        "CB-2",
        "was turned away 2 times, and 4 times",
        Parts(breaker=LetsEveryThirdThrough),
    ),
    _S(
        "lets one through at its second opening",
        "CB-2",
        "was turned away 2 times, and 4 times",
        Parts(breaker=LetsOneThroughAtItsSecondOpening),
    ),
    _S(
        "tells the whole wait",
        "CB-2",
        "but the breaker stays open for",
        Parts(breaker=TellsTheWholeWait),
    ),
    _S(
        "turns away only who has failed",
        "CB-2",
        "was never turned away",
        Parts(admission=TurnsAwayOnlyWhoHasFailed),
    ),
    _S(
        "turns away a second late",
        "CB-2",
        "was turned away 1 s after the request",
        Parts(admission=TurnsAwayASecondLate),
    ),
    _S(
        "rests ten seconds", "CB-2", "was never turned away", configured(wait_duration_in_open=10.0)
    ),
)
