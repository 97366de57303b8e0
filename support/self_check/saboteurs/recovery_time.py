"""Saboteurs of TIME: recoveries that come late, too early or never."""

from typing import Any, Final

from support.clock import NANOSECONDS
from support.contract.vocabulary import BreakerState
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.breaker import CircuitBreaker
from support.simulator.probe import probe
from support.simulator.providers import Providers
from support.simulator.upstream import Call

LATE_NS: Final = 3 * NANOSECONDS


class TestsOneRestLate(CircuitBreaker):
    def next_deadline_ns(self) -> int | None:
        due = super().next_deadline_ns()
        return due + self._wait_ns if due and self.state is BreakerState.OPEN else due


class TellsTheRecoveryLate(Providers):
    def _tell_recovery(self) -> None:
        later_ns = self.clock.now_ns() + LATE_NS
        self.clock.call_at(later_ns, super()._tell_recovery)


async def believes_no_test(providers: Providers, given: Call, **more: Any) -> None:
    given.permit.success = given.permit.failure  # type: ignore[method-assign]
    await probe(providers, given, **more)


async def counts_as_recovered_before_the_test(
    providers: Providers, given: Call, **more: Any
) -> None:
    listeners, providers.listeners = providers.listeners, {}
    for listener in listeners.values():
        for incident in listener.incidents:
            listener.notices.recovered(incident)
    await probe(providers, given, **more)


async def tests_only_once(providers: Providers, given: Call, **more: Any) -> None:
    """A second opening is not followed by a test: nobody is waiting any more, it thinks."""
    await probe(providers, given, **more)
    providers.upstreams[0].stop()


SABOTEURS: Final = (
    Saboteur(
        "tests the provider one rest too late",
        "TIME-1",
        "after the fault was over, which is too late",
        Parts(breaker=TestsOneRestLate),
    ),
    Saboteur(
        "tells the recovery three seconds late",
        "TIME-1",
        "after the fault was over, which is too late",
        Parts(providers=TellsTheRecoveryLate),
    ),
    Saboteur(
        "never recovers",
        "TIME-1",
        "it never recovered: no recovery was told",
        Parts(probe=believes_no_test),
    ),
    Saboteur(
        "counts as recovered what it has not tested yet",
        "TIME-1",
        "before the fault was over",
        Parts(probe=counts_as_recovered_before_the_test),
    ),
    Saboteur(
        "stops testing after the first test",
        "TIME-1",
        "the provider was never tested after the fault was over",
        Parts(probe=tests_only_once),
    ),
)
