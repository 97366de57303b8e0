"""Saboteurs of WARN-1: warnings that say nothing, come too late, or promise what is not done."""

from collections.abc import Callable
from functools import partial
from typing import Final

from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.degradation import ServiceLevel
from support.simulator.foresight import Foresight
from support.simulator.notices import Notices
from support.simulator.session import Session
from support.simulator.upstream import Upstream
from support.warning.detectors import DEFAULT, DETECTORS
from support.warning.watcher import Alarm, Signal, Watcher


class AlarmsAtOnce(Watcher):
    def observe(self, latency_s: float, ok: bool) -> Alarm | None:
        super().observe(latency_s, ok)
        self.is_alarmed = True
        return Alarm(self.calls - 1, Signal.LATENCY, self.calls)


class NeverAlarms(Watcher):
    def observe(self, latency_s: float, ok: bool) -> Alarm | None:
        return None

    def beat(self, interval_s: float) -> Alarm | None:
        return None


class AlarmsOnceItFailed(NeverAlarms):
    def observe(self, latency_s: float, ok: bool) -> Alarm | None:
        self.is_alarmed = not ok
        return None if ok else Alarm(self.calls, Signal.LATENCY, 1.0)


class SeesLatencyOnly(Watcher):
    def observe(self, latency_s: float, ok: bool) -> Alarm | None:
        return super().observe(latency_s, True) if ok else None


class MovesNothing(Foresight):
    def in_order(self) -> list[Upstream]:
        return list(self.upstreams)


class ShedsNothing(Foresight):
    @property
    def level(self) -> ServiceLevel | None:
        return super().level if len(self.upstreams) > 1 else None


class WarnsTheFirstOnly(Foresight):
    def tell(self, session: Session, notices: Notices, locale: str) -> None:
        if not any(warning.told for warning in self._warnings.values()):
            super().tell(session, notices, locale)


class NeverLooksAgain(Foresight):
    def _look_again(self) -> None:
        pass


def _watched_by(kind: type[Watcher]) -> Callable[..., Foresight]:
    return partial(Foresight, new_watcher=partial(kind, DETECTORS[DEFAULT]))


SABOTEURS: Final = (
    Saboteur(
        "warns of every model",
        "WARN-1",
        "though it was well",
        Parts(foresight=_watched_by(AlarmsAtOnce)),
    ),
    Saboteur(
        "never warns", "WARN-1", "was never warned", Parts(foresight=_watched_by(NeverAlarms))
    ),
    Saboteur(
        "warns once the model has failed",
        "WARN-1",
        "calls before the failure",
        Parts(foresight=_watched_by(AlarmsOnceItFailed)),
    ),
    Saboteur(
        "does not see that more answers fail",
        "WARN-1",
        "was never warned",
        Parts(foresight=_watched_by(SeesLatencyOnly)),
    ),
    Saboteur(
        "says that work is moved, and moves none",
        "WARN-1",
        "the first one was asked",
        Parts(foresight=MovesNothing),
    ),
    Saboteur(
        "says that nothing is suggested, and suggests",
        "WARN-1",
        "got a suggestion all the same",
        Parts(foresight=ShedsNothing),
    ),
    Saboteur(
        "warns only who was there before",
        "WARN-1",
        "Tom was told of early_warning 0 times",
        Parts(foresight=WarnsTheFirstOnly),
    ),
    Saboteur(
        "does not notice that a model is well again",
        "WARN-1",
        "Maya was told of system_recovered 0 times",
        Parts(foresight=NeverLooksAgain),
    ),
)
