"""The page of the kill matrix: one self-contained HTML file beside the report."""

from pathlib import Path
from typing import Final

from support.matrix.results import Cell, KillMatrix, SaboteurRow
from support.report.page import templates, tightened
from support.report.reporter import KILL_MATRIX
from support.report.writing import require_writable, write

NOT_TRIED: Final = ("", "", "not run")
SIGNS: Final = {
    "kept": ("k", "·", "kept"),
    "not_run": NOT_TRIED,
    "not_judged": ("q", "?", "the suite, or the connection, broke where it was tried"),
    "not_testable": NOT_TRIED,
    "own": ("own", "✓", "its own promise, broken, as it must be: caught"),
    "missed": ("miss", "!", "its own promise, not caught as it must be"),
    "broken": ("b", "✗", "broken as well"),
    "dragged": ("d", "○", "broken only by scenarios that failed for another promise's sake"),
}


def write_matrix(matrix: KillMatrix, folder: Path) -> None:
    """Raises UnwritableReportError."""
    require_writable(folder)
    write(folder / "kill-matrix.json", matrix.model_dump_json(indent=1).encode())
    write(folder / KILL_MATRIX, render(matrix).encode())


def render(matrix: KillMatrix) -> str:
    """The page as text."""
    tested = {p for row in matrix.saboteurs for p, c in row.cells.items() if c.verdict != "not_run"}
    page = (
        templates()
        .get_template("kill_matrix.html.jinja")
        .render(
            matrix=matrix,
            promises=[one for one in matrix.promises if one.id in tested],
            exempt=[one for one in matrix.promises if one.needs_none and not one.saboteurs],
            by_promise=(by_promise := _by_promise(matrix)),
            with_saboteur={promise for promise, _, _ in by_promise},
            others=[row for row in matrix.saboteurs if not row.promise],
            signs=SIGNS,
            sign_of=sign_of,
        )
    )
    return tightened(page)


def sign_of(row: SaboteurRow, promise: str) -> tuple[str, str, str]:
    """The class, the sign and the meaning of a cell."""
    cell = row.cells.get(promise, Cell(verdict="not_run"))
    if promise == row.promise:
        return SIGNS["own" if row.caught else "missed"]
    if cell.verdict == "broken":
        return SIGNS["dragged" if cell.dragged else "broken"]
    return SIGNS[cell.verdict]


def _by_promise(matrix: KillMatrix) -> list[tuple[str, str, list[SaboteurRow]]]:
    """The promises that have saboteurs, with their statement and their saboteurs."""
    rows = {one.id: [r for r in matrix.saboteurs if r.promise == one.id] for one in matrix.promises}
    return [(one.id, one.statement, rows[one.id]) for one in matrix.promises if rows[one.id]]
