"""Calls to providers through breakers, on a scenario's clock: what the breaker features drive."""

from dataclasses import dataclass, field
from typing import Any

from support.clock import Clock
from support.contract.parts import CircuitBreakerConfig
from support.contract.vocabulary import BreakerState
from support.self_check.breaker_words import Ending
from support.simulator.breaker import CallNotPermitted, CircuitBreaker, Permit, Transition


@dataclass
class Provider:
    """One breaker, what it told, and what became of the calls to it."""

    breaker: CircuitBreaker
    told: list[Transition] = field(default_factory=list)
    under_way: list[Permit] = field(default_factory=list)
    turned_away: list[CallNotPermitted] = field(default_factory=list)
    let_through: int = 0

    def states(self) -> list[BreakerState]:
        """Every state that it told of, the first one too."""
        return [BreakerState.CLOSED, *(transition.to_state for transition in self.told)]

    def openings(self) -> list[Transition]:
        return [transition for transition in self.told if transition.to_state == BreakerState.OPEN]


class BreakerCalls:
    """The settings of a scenario's breakers, and their calls."""

    def __init__(self, clock: Clock) -> None:
        self.is_watched = True
        self._clock = clock
        self._settings: dict[str, Any] = {}
        self._providers: dict[str, Provider] = {}

    def configure(self, **settings: Any) -> None:
        assert not self._providers, "a breaker keeps the settings that it was made with"
        self._settings |= settings

    def provider(self, name: str = "only") -> Provider:
        """The provider and its breaker, made at first use."""
        if name not in self._providers:
            config, told = CircuitBreakerConfig(**self._settings), list[Transition]()
            breaker = CircuitBreaker(name, config, self._clock.now_ns, told.append)
            self._providers[name] = Provider(breaker, told)
        return self._providers[name]

    def begin(self, name: str = "only") -> Permit | CallNotPermitted:
        """Makes a call; one that is let through is under way."""
        provider = self.provider(name)
        try:
            permit = provider.breaker.acquire()
        except CallNotPermitted as refused:
            provider.turned_away.append(refused)
            return refused
        provider.let_through += 1
        provider.under_way.append(permit)
        self._watch(provider.breaker)
        return permit

    def begin_many(self, count: int) -> None:
        for _ in range(count):
            permit = self.begin()
            assert isinstance(permit, Permit), f"a call was turned away: {permit}"

    async def begin_apart(self, count: int, seconds: float) -> None:
        self.begin_many(1)
        for _ in range(count - 1):
            await self._clock.advance(seconds)
            self.begin_many(1)

    def crowd(self, count: int) -> None:
        """So many calls at once, counted anew."""
        provider = self.provider()
        provider.turned_away.clear()
        provider.let_through = 0
        for _ in range(count):
            self.begin()

    async def end_one_by_one(
        self, endings: list[Ending], name: str = "only", *, each_after: float = 0.0
    ) -> None:
        """Calls that must be let through, each ended before the next begins."""
        for ending in endings:
            for _ in range(ending.calls):
                permit = self.begin(name)
                assert isinstance(permit, Permit), f"a call was turned away: {permit}"
                await self._clock.advance(each_after)
                self.end(ending.way, 1, newest=True, name=name)

    def end(self, way: str, count: int, *, newest: bool = False, name: str = "only") -> None:
        """Ends calls under way, the oldest first."""
        under_way = self.provider(name).under_way
        assert len(under_way) >= count, f"only {len(under_way)} calls are under way"
        for _ in range(count):
            getattr(under_way.pop(-1 if newest else 0), way)()

    async def open(self) -> None:
        provider = self.provider()
        await self.end_one_by_one([Ending(provider.breaker.config.failure_threshold, "failure")])
        assert provider.breaker.state == BreakerState.OPEN, provider.breaker.state

    async def open_and_wait(self) -> None:
        await self.open()
        await self._clock.advance(self.provider().breaker.config.wait_duration_in_open)

    async def call_each_second_until_let_through(self, most: int = 1000) -> None:
        """Keeps the refusals in `turned_away`."""
        self.provider().turned_away.clear()
        for _ in range(most):
            if isinstance(self.begin(), Permit):
                return
            await self._clock.advance(1.0)
        raise AssertionError(f"no call was let through in {most} seconds")

    def _watch(self, breaker: CircuitBreaker) -> None:
        due = breaker.next_deadline_ns()
        if self.is_watched and breaker.state == BreakerState.HALF_OPEN and due is not None:
            self._clock.call_at(due, lambda: self._look(breaker))

    def _look(self, breaker: CircuitBreaker) -> None:
        breaker.expire_leases()
        self._watch(breaker)
