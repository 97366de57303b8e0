"""The page of the early warnings' scores: one self-contained HTML file beside the report."""

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from support.report.page import templates, tightened
from support.report.reporter import EARLY_WARNING
from support.report.writing import require_writable, write
from support.warning.chart import draw
from support.warning.detectors import DEFAULT
from support.warning.measuring import Row, outcome
from support.warning.scores import FORMULAS
from support.warning.traces import trace


def write_warnings(rows: Sequence[Row], seeds: Sequence[int], command: str, folder: Path) -> Path:
    """Returns the file; raises UnwritableReportError."""
    require_writable(folder)
    write(folder / EARLY_WARNING, render(rows, seeds, command).encode())
    return folder / EARLY_WARNING


def render(rows: Sequence[Row], seeds: Sequence[int], command: str) -> str:
    """The page as text, with the first seed's trace of each kind drawn."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    detectors = list(dict.fromkeys(row.detector for row in rows))
    shown = DEFAULT if DEFAULT in detectors else detectors[0]
    page = (
        templates()
        .get_template("early_warning.html.jinja")
        .render(
            rows=rows,
            formulas=FORMULAS,
            shown=shown,
            seeds=seeds,
            command=command,
            charts=[(kind, _chart(kind, seeds[0], shown)) for kind in kinds],
        )
    )
    return tightened(page)


def _chart(kind: str, seed: int, detector: str) -> Markup:
    made = trace(kind, seed)
    found = outcome(made, detector)
    title = f"A trace of the kind {kind}, with the alarms of {detector}"
    return Markup(draw(made.calls, found.alarms, made.failure, title))  # noqa: S704 - ours alone
