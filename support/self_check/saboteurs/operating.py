"""Platforms that leave their operators in the dark."""

from typing import Any, Final

from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts, ReferencePlatform
from support.simulator.operators import Operators
from support.simulator.sanitiser import Sanitiser


def telling(kind: type[Operators]) -> type[ReferencePlatform]:
    class Telling(ReferencePlatform):
        def __init__(self, **own: Any) -> None:
            super().__init__(**own)
            self.operators.__class__ = kind

    return Telling


class KeepsTheCauseToItself(Operators):
    def tell(self, what: str, problem: BaseException | None = None, **known: Any) -> None:
        super().tell(what, None, **known)


class TellsOnlyTheOutermostCause(Operators):
    def tell(self, what: str, problem: BaseException | None = None, **known: Any) -> None:
        if problem is not None:
            problem = problem.with_traceback(None)
            problem.__cause__, problem.__suppress_context__ = None, True
        super().tell(what, problem, **known)


class NamesTheCustomer(Operators):
    def _pseudonym(self, user_id: str) -> str:
        return user_id


class NamesNoFailure(Operators):
    def tell(self, *what: Any, **known: Any) -> None:
        super().tell(*what, **{**known, "failure_id": None})


class TellsOnlyTheFirstAttempt(Operators):
    def tell(self, *what: Any, **known: Any) -> None:
        if not known.get("attempt"):
            super().tell(*what, **known)


class TellsSecrets(Sanitiser):
    def for_operators(self, text: str) -> str:
        return text


class IsAlwaysReady(ReferencePlatform):
    def unready(self) -> tuple[str, ...]:
        return ()


class IsReadyWithoutItsRecords(ReferencePlatform):
    def unready(self) -> tuple[str, ...]:
        return tuple(reason for reason in super().unready() if reason != "store_down")


class IsNeverReadyAgain(ReferencePlatform):
    was_down = False

    def unready(self) -> tuple[str, ...]:
        self.was_down = self.was_down or bool(super().unready())
        return ("store_down",) if self.was_down else ()


_S: Final = Saboteur
SABOTEURS: Final[tuple[Saboteur, ...]] = (
    _S(
        "keeps the cause to itself",
        "OPS-1",
        "failures without an entry",
        platform=telling(KeepsTheCauseToItself),
    ),
    _S(
        "tells only the outermost cause",
        "OPS-1",
        "the causes that Priya reads",
        platform=telling(TellsOnlyTheOutermostCause),
    ),
    _S("names the customer", "OPS-1", "what gives a name away", platform=telling(NamesTheCustomer)),
    _S("names no failure", "OPS-1", "failures without an entry", platform=telling(NamesNoFailure)),
    _S(
        "logs only the first attempt",
        "OPS-1",
        "entries of Maya's failure",
        platform=telling(TellsOnlyTheFirstAttempt),
    ),
    _S(
        "tells operators secrets",
        "OPS-1",
        "the causes that Priya reads",
        Parts(sanitiser=TellsSecrets),
    ),
    _S(
        "is always ready",
        "OPS-1",
        "says that it is ready, although it is store_down",
        platform=IsAlwaysReady,
    ),
    _S(
        "is ready without its records",
        "OPS-1",
        "says that it is ready, although it is store_down",
        platform=IsReadyWithoutItsRecords,
    ),
    _S("is never ready again", "OPS-1", "whether it is ready", platform=IsNeverReadyAgain),
)
