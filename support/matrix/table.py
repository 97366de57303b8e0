"""The kill matrix in the console: a line for each saboteur, and what it comes to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from support.matrix.results import KillMatrix, SaboteurRow

_NAME: Final = 48
_ALSO: Final = 5


def line_of(row: SaboteurRow) -> str:
    """As in `✓ opens at four … CB-1  “…”  also CB-2`."""
    sign = "✗" if row.faults else "✓"
    also = row.also[:_ALSO] + [f"{len(row.also) - _ALSO} more"] * (len(row.also) > _ALSO)
    others = f"  also red: {', '.join(also)}" if also else ""
    if row.faults:
        said = row.faults[0].removeprefix(f"{row.name}: ")
    else:
        said = f"“{row.sentence}”" if row.sentence else f"green: {row.passed} scenarios"
    return f"{sign} {row.name:<{_NAME}} {row.promise:<7} {row.duration:5.1f} s  {said}{others}"


def closing_lines(matrix: KillMatrix, folder: Path) -> Iterator[str]:
    yield ""
    yield from _without(matrix)
    for fault in matrix.all_faults:
        yield f"Not as it must be: {fault}"
    yield from matrix.sentences
    yield f"Each was run on {_on_what(matrix)}, in {matrix.duration:.1f} s in all."
    yield f"Kill matrix: {folder / 'kill-matrix.html'}"


def _on_what(matrix: KillMatrix) -> str:
    """In the short form, on as little as catches it."""
    if matrix.form == "full":
        return "the whole specification"
    others = any(not row.promise for row in matrix.saboteurs)
    rest = ", and what declares no promise on all of them" if others else ""
    return f"the feature files of its promise, up to the rule that catches it{rest}"


def _without(matrix: KillMatrix) -> Iterator[str]:
    """The promises that no saboteur has to break yet, with the reason."""
    reasons: dict[str, list[str]] = {}
    for promise in matrix.promises:
        if promise.needs_none and not promise.saboteurs:
            reasons.setdefault(promise.needs_none, []).append(promise.id)
    for reason, promises in reasons.items():
        yield f"Without a saboteur: {', '.join(promises)} ({reason})."
