"""Saboteurs of which the kill matrix must be content with the first two, and with no other."""

from typing import Any, Final

from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.breaker import CircuitBreaker
from support.simulator.front_desk import FrontDesk


def opens_at_four(name: str, config: Any, now: Any, change: Any) -> CircuitBreaker:
    sooner = config.model_copy(update={"failure_threshold": 4})
    return CircuitBreaker(name, sooner, now, change)


class TellsTheWholeWait(CircuitBreaker):
    def retry_after(self) -> float:
        return self.config.wait_duration_in_open if super().retry_after() else 0.0


class Hangs(FrontDesk):
    def ask(self, *_asked: Any) -> None:
        while True:
            pass


class Crashes(FrontDesk):
    def ask(self, *_asked: Any) -> None:
        raise ZeroDivisionError("a platform that only crashes")


_TOO_SOON: Final = "after 4 failures"
_SOONER: Final = Parts(breaker=opens_at_four)

SABOTEURS: Final = (
    Saboteur("opens at four", "CB-1", _TOO_SOON, _SOONER),
    Saboteur("hangs as it says", "CON-6", "was not over", Parts(front_desk=Hangs), ends_in="hang"),
    Saboteur("does nothing wrong", "CON-6", "came twice"),
    Saboteur("blames another promise", "CB-8", "stays open for", Parts(breaker=TellsTheWholeWait)),
    Saboteur("is told in other words", "CB-1", "after 99 failures", _SOONER),
    Saboteur("only hangs", "CON-6", "was not over", Parts(front_desk=Hangs)),
    Saboteur("only crashes", "CON-6", "only crashes", Parts(front_desk=Crashes)),
)
