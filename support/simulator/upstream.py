"""One provider behind its circuit breaker, with a timer for when time alone matters."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from support.clock import Clock
from support.contract.parts import CircuitBreakerConfig
from support.contract.vocabulary import BreakerState
from support.simulator.breaker import CircuitBreaker, Permit, Transition
from support.simulator.model.link import Link
from support.simulator.model.wire import ModelPort


class Call(NamedTuple):
    """Leave to call a provider once; the permit wants the outcome."""

    upstream: "Upstream"
    permit: Permit


@dataclass(eq=False)
class Upstream:
    """One (agent, provider). `on_transition` hears of changes, `on_due` of the end of a wait."""

    port: ModelPort
    config: CircuitBreakerConfig
    clock: Clock
    on_transition: Callable[["Upstream", Transition], None]
    on_due: Callable[["Upstream"], None]
    breaker_type: Callable[..., CircuitBreaker] = CircuitBreaker
    breaker: CircuitBreaker = field(init=False)
    link: Link = field(init=False)
    _call_off: Callable[[], None] = field(default=lambda: None)

    def __post_init__(self) -> None:
        self.breaker = self.breaker_type(
            self.port.name, self.config, self.clock.now_ns, self._changed
        )
        self.link = Link(self.port.name, self.clock)

    @property
    def name(self) -> str:
        return self.port.name

    @property
    def is_closed(self) -> bool:
        return self.breaker.state in (BreakerState.CLOSED, BreakerState.DISABLED)

    @property
    def wait(self) -> float:
        """Seconds until a call may be let through again."""
        return self.breaker.retry_after()

    def acquire(self) -> Call:
        """Leave for one call; raises CallNotPermitted."""
        permit = self.breaker.acquire()
        self._watch()
        return Call(self, permit)

    def take_over(self, until_ns: int, *, is_tested: bool) -> None:
        """It rests as an earlier server left it; once, however many sessions know of it."""
        if self.is_closed:
            self.breaker.take_over(until_ns, is_tested=is_tested)
            self._watch()

    def stop(self) -> None:
        self._call_off()

    def _changed(self, change: Transition) -> None:
        self._watch()
        self.on_transition(self, change)

    def _watch(self) -> None:
        """Sets the clock for the end of a wait, or of a probe's lease."""
        self._call_off()
        due = self.breaker.next_deadline_ns()
        if due is not None and due > self.clock.now_ns():
            self._call_off = self.clock.call_at(due, self._is_due)

    def _is_due(self) -> None:
        self.breaker.expire_leases()
        self.on_due(self)
