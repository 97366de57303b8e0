"""Whether a candidate was caught as it must be, and whether every promise has a saboteur."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from support.contract.promises import PROMISES, Strength
from support.matrix.candidates import CONTROL, Candidate
from support.matrix.results import Cell, PromiseRow, SaboteurRow
from support.matrix.seen import Breach, Seen, kill_of

OF_A_LATER_ISSUE: Final[Mapping[str, str]] = MappingProxyType({})
_A_SHOULD: Final = "it should be kept, and need not be"
_MOST_NAMED: Final = 6
_MOST_QUOTED: Final = 3


def row_of(candidate: Candidate, seen: Seen) -> SaboteurRow:
    """What the features said of a candidate, and what is wrong with that."""
    breaches = _first_of_each(seen.breaches)
    cells = {
        promise: Cell(
            verdict=verdict,
            sentence=breaches.get(promise, seen.dragged.get(promise, "")),
            dragged=promise in seen.dragged,
        )
        for promise, verdict in seen.verdicts.items()
    }
    kill = kill_of(candidate, seen)
    faults = [f"{candidate.name}: {fault}" for fault in _faults(candidate, seen, kill)]
    return SaboteurRow(
        name=candidate.name,
        target=candidate.target,
        promise=candidate.promise,
        says=candidate.says,
        ends_in=candidate.ends_in,
        caught=kill is not None and not faults,
        sentence=kill.sentence if kill else "",
        faults=faults,
        also=[
            p for p, cell in cells.items() if cell.verdict == "broken" and p != candidate.promise
        ],
        passed=seen.passed,
        broke=seen.broke,
        duration=seen.duration,
        cells=cells,
    )


def promise_rows(rows: Sequence[SaboteurRow]) -> list[PromiseRow]:
    """The catalogue, with the names of those who break each promise, and why some need nobody."""
    return [
        PromiseRow(
            id=promise.id,
            area=promise.area,
            strength=promise.strength,
            statement=promise.statement,
            saboteurs=[row.name for row in rows if row.promise == promise.id],
            needs_none=OF_A_LATER_ISSUE.get(promise.id, "")
            or (_A_SHOULD if promise.strength is Strength.SHOULD else ""),
        )
        for promise in PROMISES.values()
    ]


def faults_of_promises(promises: Sequence[PromiseRow], stated: Collection[str]) -> Iterator[str]:
    """Promises without a saboteur, and reasons to have none that no longer hold."""
    for promise in promises:
        if promise.id in OF_A_LATER_ISSUE and promise.id in stated:
            yield f"{promise.id} is stated by a feature now, so that it needs a saboteur."
        elif not promise.saboteurs and not promise.needs_none:
            yield f"{promise.id} has no saboteur: {promise.statement}."


def _faults(candidate: Candidate, seen: Seen, kill: Breach | None) -> Iterator[str]:
    if seen.ended and (kill is None or candidate == CONTROL):
        yield f"its run did not come to its end: {seen.ended}"
    yield from (f"the suite is at fault: {problem}" for problem in seen.problems)
    if candidate.is_declared and not candidate.says:
        yield "it does not declare what must be said of it"
    if candidate == CONTROL:
        yield from _faults_of_the_control(seen)
    elif kill is None:
        yield _why_not_caught(candidate, seen)


def _faults_of_the_control(seen: Seen) -> Iterator[str]:
    broken = [promise for promise, verdict in seen.verdicts.items() if verdict == "broken"]
    if broken or seen.broke:
        said = "; ".join(_first_of_each(seen.breaches).values())
        yield f"the reference platform breaks {_named(broken)} through this door: {said}"
    elif not seen.passed:
        yield "not one scenario was run on the reference platform through this door"


def _why_not_caught(candidate: Candidate, seen: Seen) -> str:
    red = [promise for promise, verdict in seen.verdicts.items() if verdict == "broken"]
    if not red:
        return "nothing catches it"
    own = [one for one in seen.breaches if one.promise == candidate.promise]
    if candidate.is_declared and not own:
        return f"{candidate.promise} does not catch it; red are only {_named(red)}"
    meant = [one for one in own or seen.breaches if one.way == (candidate.ends_in or "says")]
    if not meant:
        how = "no crash and no hang" if candidate.ends_in else "only a crash or a hang"
        return f"{how} turns {candidate.promise or red[0]} red: {_quoted(own or seen.breaches)}"
    said = _quoted(meant)
    return f"{candidate.promise} is red, and no sentence says “{candidate.says}”: {said}"


def _first_of_each(breaches: Sequence[Breach]) -> dict[str, str]:
    """The sentence of each promise; one that fits before the others."""
    ordered = sorted(breaches, key=lambda one: (not one.fits, one.way != "says"))
    return {one.promise: one.sentence for one in reversed(ordered)}


def _quoted(breaches: Sequence[Breach]) -> str:
    said = list(dict.fromkeys(f"“{one.sentence}”" for one in breaches))
    more = len(said) - _MOST_QUOTED
    return "; ".join(said[:_MOST_QUOTED]) + (f"; and {more} more" if more > 0 else "")


def _named(promises: Sequence[str]) -> str:
    more = len(promises) - _MOST_NAMED
    return ", ".join(promises[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
