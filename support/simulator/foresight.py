"""Early warning: a provider that gets worse is told of, and relieved, before it fails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from support.clock import Clock, to_ns
from support.contract.vocabulary import DegradationLevel, ErrorType
from support.simulator.breaker import CallNotPermitted
from support.simulator.degradation import (
    FINISHED_WORK,
    ORDER_LOOKUP,
    REDUCED,
    REFUND_ANSWERS,
    SUGGESTIONS,
    ServiceLevel,
)
from support.simulator.failure import AgentFailure
from support.simulator.followed import FollowedPermit
from support.simulator.notices import Notices, Warned
from support.simulator.session import Session
from support.simulator.upstream import Call, Upstream
from support.warning.detectors import DEFAULT, DETECTORS
from support.warning.watcher import Alarm, Watcher

LOOKS_AGAIN_AFTER: Final = 10.0
"""Seconds between the calls that see whether a relieved provider is well again."""

SHED: Final = ServiceLevel(
    DegradationLevel.REDUCED,
    (ORDER_LOOKUP, REFUND_ANSWERS, FINISHED_WORK),
    (SUGGESTIONS,),
    "Nothing is suggested to you, and answers may take longer.",
    "shed",
)


def watcher() -> Watcher:
    """A watch of one provider, by the detector that measured best."""
    return Watcher(DETECTORS[DEFAULT])


class Told(Protocol):
    """What the providers do for it."""

    def tell_warning(self, upstream: Upstream, failure: AgentFailure) -> None:
        """To each session with work there, and to all that wait to hear more."""

    def tell_how_it_stands(self) -> None:
        """Where nothing else is wrong, that service is normal again."""


class _Warning(NamedTuple):
    warned: Warned
    root: str
    told: set[Session]


@dataclass(eq=False)
class Foresight:
    """Watches one agent's providers; the first of them is preferred.

    A provider that is warned of is asked last; without another one, what is optional is switched
    off. `new_root` names what a warning may be the beginning of, `probe` makes a call that sees
    how a provider is.
    """

    upstreams: Sequence[Upstream]
    clock: Clock
    providers: Told
    new_root: Callable[[], str]
    probe: Callable[[Call], None]
    new_watcher: Callable[[], Watcher] = watcher
    _watchers: dict[Upstream, Watcher] = field(init=False)
    _warnings: dict[Upstream, _Warning] = field(default_factory=dict, init=False)
    _since_ns: int = field(init=False)
    _call_off: Callable[[], None] = field(init=False)

    def __post_init__(self) -> None:
        self._watchers = {upstream: self.new_watcher() for upstream in self.upstreams}
        self._since_ns, self._call_off = self.clock.now_ns(), _nothing

    @property
    def root(self) -> str | None:
        """The name of what was warned of, for the failures that it may bring about."""
        return next((warning.root for warning in self._warnings.values()), None)

    @property
    def level(self) -> ServiceLevel | None:
        """The service while a warning is in force; None for full service."""
        if self.upstreams[0] in self._warnings and self._another(self.upstreams[0]):
            return REDUCED
        return SHED if self._warnings else None

    def in_order(self) -> list[Upstream]:
        """Whom to ask first: those that nobody warns of."""
        return sorted(self.upstreams, key=lambda upstream: upstream in self._warnings)

    def expected_failure(self) -> AgentFailure | None:
        """What customers with reduced service are told of, while it has not come."""
        for upstream in self._warnings:
            return _expected(upstream)
        return None

    def followed(self, call: Call) -> Call:
        """The same leave, with an eye on what comes of it."""
        return call._replace(permit=FollowedPermit(call, self.clock, self._ended, self._beat))

    def tell(self, session: Session, notices: Notices, locale: str) -> None:
        """Each warning in force, to a session that has not heard of it."""
        for warning in self._warnings.values():
            if session not in warning.told:
                warning.told.add(session)
                notices.early_warning(warning.warned, locale)

    def tripped(self, upstream: Upstream) -> str | None:
        """The failure has come; from now on the breaker has the word. The name of it, if known."""
        warning = self._warnings.pop(upstream, None)
        self._watchers[upstream] = self.new_watcher()
        return warning.root if warning else None

    def stop(self) -> None:
        self._call_off()

    def _ended(self, upstream: Upstream, latency_s: float, ok: bool) -> None:
        self._heed(upstream, self._watchers[upstream].observe(latency_s, ok))

    def _beat(self, upstream: Upstream, interval_s: float) -> None:
        self._heed(upstream, self._watchers[upstream].beat(interval_s))

    def _heed(self, upstream: Upstream, alarm: Alarm | None) -> None:
        if upstream in self._warnings:
            if not self._watchers[upstream].is_alarmed:
                del self._warnings[upstream]
                self.providers.tell_how_it_stands()
        elif alarm is not None and upstream.is_closed:
            self.warn(upstream, alarm)

    def warn(self, upstream: Upstream, alarm: Alarm) -> None:
        """Relieves the provider, and tells of it."""
        relief = "moved" if self._another(upstream) else "shed"
        warned = Warned(upstream.name, alarm.signal, self._horizon(upstream), alarm.score, relief)
        self._warnings[upstream] = _Warning(warned, self.new_root(), set())
        self.providers.tell_warning(upstream, _expected(upstream))
        self._look_again_later()

    def _another(self, upstream: Upstream) -> bool:
        """Whether one is there that nobody warns of."""
        return any(
            one.is_closed and one not in self._warnings
            for one in self.upstreams
            if one is not upstream
        )

    def _horizon(self, upstream: Upstream) -> float:
        """Seconds in which so many calls come as the failure is expected within."""
        watched, since = self._watchers[upstream], self.clock.now_ns() - self._since_ns
        return round(watched.horizon * since / 1e9 / max(1, watched.calls), 3)

    def _look_again_later(self) -> None:
        self._call_off()
        due = self.clock.now_ns() + to_ns(LOOKS_AGAIN_AFTER)
        self._call_off = self.clock.call_at(due, self._look_again)

    def _look_again(self) -> None:
        """A relieved provider is asked by nobody else, so that nobody else would notice."""
        for upstream in tuple(self._warnings):
            if self._another(upstream):
                try:
                    self.probe(self.followed(upstream.acquire()))
                except CallNotPermitted:
                    continue
        if self._warnings:
            self._look_again_later()


def _nothing() -> None:
    """What is called off where nothing was to come."""


def _expected(upstream: Upstream) -> AgentFailure:
    return AgentFailure(
        ErrorType.SERVICE_UNAVAILABLE,
        f"The provider {upstream.name} gets worse and is expected to fail.",
        upstream=upstream.name,
    )
