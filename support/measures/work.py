"""How much finished work was there before a request failed, and how much could be had after."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from support.measures.evidence import Told
from support.measures.requests import Request

_KEPT: Final = "partial_result_preserved"


class Work(NamedTuple):
    """Work units are finished steps: so many `kept` of those `finished` before the failure."""

    kept: int = 0
    finished: int = 0
    lost_steps: tuple[str, ...] = ()

    @property
    def ratio(self) -> float | None:
        return self.kept / self.finished if self.finished else None


def work_of(request: Request) -> Work:
    """A step was finished where another one followed it, or where it was told to be preserved.

    Of a request that was completed in the end everything can be had; of one that failed, what the
    last notice of preserved work names.
    """
    failures = [at for at, told in enumerate(request.heard) if _is_failure(told)]
    if not failures:
        return Work()
    before = request.heard[: failures[-1] + 1]
    told = [one.texts("preserved_steps") for one in before if one.type == _KEPT]
    preserved = set(told[-1]) if told else set[str]()
    finished = set(_finished(before)).union(*told)
    kept = finished if request.outcome == "completed" else finished & preserved
    return Work(len(kept), len(finished), tuple(sorted(finished - kept)))


def _is_failure(told: Told) -> bool:
    if told.type == "recovery_attempt":
        return bool(told.get("status") == "failed")
    return told.type == "agent_error"


def _finished(heard: Sequence[Told]) -> list[str]:
    """All but the last of the steps that said something, in each execution."""
    seen: list[str] = []
    for told in heard:
        if told.type == "agent_output" and seen[-1:] != [told.text("step")]:
            seen.append(told.text("step"))
    return seen[:-1]
