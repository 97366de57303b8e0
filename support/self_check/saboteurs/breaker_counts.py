"""Platforms whose circuit breaker counts what says nothing about the provider now."""

from typing import Any, Final

from support.contract.vocabulary import BreakerState
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts, ReferencePlatform
from support.simulator.breaker import CircuitBreaker, Permit, TransitionReason
from support.simulator.breaker.permit import Outcome
from support.simulator.upstream import Upstream


def taking(**instead: Outcome) -> Parts:
    """A breaker that takes some outcomes for others."""

    class Mistaken(CircuitBreaker):
        def _record(self, permit: Permit, outcome: Outcome) -> None:
            super()._record(permit, instead.get(outcome, outcome))

    return Parts(breaker=Mistaken)


class CountsWhatOverhangs(CircuitBreaker):
    """Takes a result of before the last change for one of now."""

    def _record(self, permit: Permit, outcome: Outcome) -> None:
        if permit.generation != self._generation and self.overhangs(outcome):
            self._permits_in_use += 1
        super()._record(permit, outcome)

    def overhangs(self, outcome: Outcome) -> bool:
        raise NotImplementedError


class ALateFailureProlongsTheRest(CountsWhatOverhangs):
    def overhangs(self, outcome: Outcome) -> bool:
        if self._state is BreakerState.OPEN and outcome is Outcome.FAILURE:
            self._may_probe_at_ns = self._now_ns() + self._wait_ns
        return False


class ALateFailureOpensItAgain(CountsWhatOverhangs):
    def overhangs(self, outcome: Outcome) -> bool:
        if self._state is BreakerState.HALF_OPEN and outcome is Outcome.FAILURE:
            self._reopen(TransitionReason.PROBE_FAILED, self._now_ns())
        return False


class ALateSuccessClosesIt(CountsWhatOverhangs):
    def overhangs(self, outcome: Outcome) -> bool:
        if self._state is BreakerState.OPEN and outcome is Outcome.SUCCESS:
            self._move(BreakerState.CLOSED, TransitionReason.PROBES_SUCCEEDED)
        return False


class ALateSuccessEndsTheTest(CountsWhatOverhangs):
    def overhangs(self, outcome: Outcome) -> bool:
        if self._state is BreakerState.HALF_OPEN and outcome is Outcome.SUCCESS:
            self._move(BreakerState.CLOSED, TransitionReason.PROBES_SUCCEEDED)
        return False


class OneBreakerForAll(ReferencePlatform):
    def __init__(self, **own: Any) -> None:
        super().__init__(**own)
        everywhere = [upstream for route in self.routes for upstream in route.upstreams]
        for upstream in everywhere:
            self.share(upstream, everywhere[0])

    def share(self, upstream: Upstream, first: Upstream) -> None:
        upstream.breaker = first.breaker


class AddsUpTheFailuresOfAll(OneBreakerForAll):
    def share(self, upstream: Upstream, first: Upstream) -> None:
        upstream.breaker._window = first.breaker._window


_S: Final = Saboteur
SABOTEURS: Final[tuple[Saboteur, ...]] = (
    _S(
        "a late failure prolongs the rest",
        "CB-6",
        "the seconds to wait",
        Parts(breaker=ALateFailureProlongsTheRest),
    ),
    _S(
        "a late failure opens it again",
        "CB-6",
        "was not turned away because the provider is being tested",
        Parts(breaker=ALateFailureOpensItAgain),
    ),
    _S(
        "a late success closes it",
        "CB-6",
        "was never turned away",
        Parts(breaker=ALateSuccessClosesIt),
    ),
    _S(
        "a late success ends the test",
        "CB-6",
        "was not turned away because the provider is being tested",
        Parts(breaker=ALateSuccessEndsTheTest),
    ),
    _S(
        "a customer's mistake trips it",
        "CB-7",
        "because of context_too_long, which does not count",
        taking(ignored=Outcome.FAILURE),
    ),
    _S(
        "a customer's stop trips it",
        "CB-7",
        "was told of circuit_breaker_triggered 0 times",
        taking(cancelled=Outcome.FAILURE),
    ),
    _S(
        "a customer's mistake closes it",
        "CB-7",
        "were turned away because the provider is being tested",
        taking(ignored=Outcome.SUCCESS),
    ),
    _S(
        "a customer's stop closes it",
        "CB-7",
        "were turned away because the provider is being tested",
        taking(cancelled=Outcome.SUCCESS),
    ),
    _S(
        "one breaker for all providers",
        "CB-8",
        "Tom never saw a run begin",
        platform=OneBreakerForAll,
    ),
    _S(
        "adds up the failures of all",
        "CB-8",
        "after 1 failures; after 5 was expected",
        platform=AddsUpTheFailuresOfAll,
    ),
)
