"""Platforms that test a provider too often, too early or for ever."""

from typing import Any, Final

from support.contract.vocabulary import BreakerState
from support.self_check.saboteurs.breaker_open import configured, ignored
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.breaker import CircuitBreaker, Permit, Transition, TransitionReason
from support.simulator.breaker.permit import Outcome
from support.simulator.breaker.probation import Probation
from support.simulator.providers import Providers
from support.simulator.upstream import Call, Upstream


class NeverTellsOfAReopening(Providers):
    def _tell_trip(self, upstream: Upstream, trip: Transition, *to: Any) -> None:
        if trip.from_state is BreakerState.CLOSED:
            super()._tell_trip(upstream, trip, *to)


class Roomy(Probation):
    has_room = True


class Stampede(CircuitBreaker):
    probation_type = Roomy


class StampedeAtTheSecondTest(CircuitBreaker):
    def _begin_generation(self) -> None:
        super()._begin_generation()
        if self._opening > 1:
            self._probation = Roomy(self.config)


class TestsOnceForEachWhoWaits(Providers):
    def _is_due(self, upstream: Upstream) -> None:
        waits = upstream.breaker.state is BreakerState.OPEN and upstream.wait == 0
        more = len(self.listeners) - 1 if waits else 0
        super()._is_due(upstream)
        for _ in range(more):
            self.probe(Call(upstream, Permit(-1, 0, ignored, is_probe=False)))


class ClosesAfterAnyTest(CircuitBreaker):
    def _record_probe(self, probe: Permit, outcome: Outcome) -> None:
        super()._record_probe(probe, Outcome.SUCCESS if outcome.counts else outcome)


class ClosesAfterTheFirstGoodTest(CircuitBreaker):
    class probation_type(Probation):  # noqa: N801 - the seam's name
        is_passed = True


class RestsHalfAsLongAfterATest(CircuitBreaker):
    since = 1

    def _reopen(self, reason: TransitionReason, at_ns: int) -> None:
        early = self._wait_ns // 2 if self._opening >= self.since else 0
        super()._reopen(reason, at_ns - early)


class RestsHalfAsLongAfterTheThirdTest(RestsHalfAsLongAfterATest):
    since = 3


class NeverClosesAgain(CircuitBreaker):
    class probation_type(Probation):  # noqa: N801 - the seam's name
        is_passed = False


class KeepsEachProbe(Probation):
    first_lease_end_ns = None

    def give_back(self, probe: Permit) -> None:
        """A place that was taken once is taken."""

    def succeed(self, probe: Permit) -> None:
        self._succeeded += 1


class NeverReleasesAProbe(CircuitBreaker):
    probation_type = KeepsEachProbe


class WaitsForATestForEver(CircuitBreaker):
    class probation_type(Probation):  # noqa: N801 - the seam's name
        first_lease_end_ns = None


_S: Final = Saboteur
SABOTEURS: Final[tuple[Saboteur, ...]] = (
    _S(
        "stampede at half-open",
        "CB-3",
        "0 of Maya's requests were turned away",
        Parts(breaker=Stampede),
    ),
    _S(
        "stampede at the second test",
        "CB-3",
        "0 of Maya's requests were turned away",
        Parts(breaker=StampedeAtTheSecondTest),
    ),
    _S(
        "lets two test it",
        "CB-3",
        "8 of Maya's requests were turned away",
        configured(permitted_calls_in_half_open=2),
    ),
    _S(
        "lets only one test it, whatever is agreed",
        "CB-3",
        "9 of Maya's requests were turned away",
        configured(permitted_calls_in_half_open=1),
    ),
    _S(
        "tests once for each who waits",
        "CB-3",
        "the model was asked 7 times",
        Parts(providers=TestsOnceForEachWhoWaits),
    ),
    _S(
        "closes after any test",
        "CB-4",
        "how each rest that Maya was told of began",
        Parts(breaker=ClosesAfterAnyTest),
    ),
    _S(
        "closes after the first good test",
        "CB-4",
        "how each rest that Maya was told of began",
        Parts(breaker=ClosesAfterTheFirstGoodTest),
    ),
    _S(
        "rests half as long after a test",
        "CB-4",
        "the provider was tested 15 times, and 10",
        Parts(breaker=RestsHalfAsLongAfterATest),
    ),
    _S(
        "rests half as long after the third test",
        "CB-4",
        "the provider was tested 14 times, and 10",
        Parts(breaker=RestsHalfAsLongAfterTheThirdTest),
    ),
    _S(
        "never closes again",
        "CB-4",
        "was told of system_recovered 0 times",
        Parts(breaker=NeverClosesAgain),
    ),
    _S(
        "never tells of a reopening",
        "CB-4",
        "how each rest that Maya was told of began",
        Parts(providers=NeverTellsOfAReopening),
    ),
    _S(
        "never releases a probe",
        "CB-5",
        "did not reach the provider, which nobody is testing",
        Parts(breaker=NeverReleasesAProbe),
    ),
    _S(
        "waits for a test for ever",
        "CB-5",
        "how each rest that Maya was told of began",
        Parts(breaker=WaitsForATestForEver),
    ),
)
