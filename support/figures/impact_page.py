"""The page for whoever decides what is mended first, and the same for programs."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from support.figures.impact_text import ASSUMED, LATE, as_json, rows
from support.figures.pages import rendered
from support.figures.saying import counted, number, seconds
from support.measures import FORMULAS, Declared, Impact
from support.measures.figures import PERCENTILES
from support.measures.total import Total
from support.report.writing import write

PAGE: Final = "impact.html"
MOST: Final = 200
MEANINGS: Final[Mapping[str, tuple[str, str]]] = {
    "affected": (
        "Customers affected",
        "At least one request failed, was degraded or late while an incident lasted.",
    ),
    "user-minutes": ("User-minutes", "The minutes of all affected customers together."),
    "longest silence": (
        "Longest silence",
        "The longest time that a customer who waited was told nothing.",
    ),
    "work kept": (
        "Finished work kept",
        "Steps that could be delivered after a failure, of those finished before it.",
    ),
    "retry amplification": ("Retry amplification", "Calls that reached a provider / requests."),
    "bad requests": ("Bad requests", "Requests that failed, were degraded or late."),
    "error budget": (
        "Error budget",
        "(bad / total) / (1 - SLO), where both windows burnt fastest.",
    ),
    "revenue at risk": ("Revenue at risk", "A declared value, times the customers affected."),
}


def write_impact(folder: Path, total: Total, impacts: Sequence[Impact], declared: Declared) -> None:
    """impact.html and impact.json. Raises UnwritableReportError."""
    told = json.dumps(as_json(total, impacts, declared), indent=1, ensure_ascii=False)
    write(folder / "impact.json", f"{told}\n".encode())
    write(folder / PAGE, page(folder, total, impacts, declared).encode())


def page(folder: Path, total: Total, impacts: Sequence[Impact], declared: Declared) -> str:
    """One self-contained page; it links to the report where one is in the folder."""
    costs = [(impact.evidence.name, cost) for impact in impacts for cost in impact.costs]
    costs.sort(key=lambda named: -sum(named[1].seconds.values()))
    late = LATE.format(late=declared.late_after).capitalize()
    return rendered(
        "impact.html.jinja",
        folder,
        total=total,
        head=_head(total),
        rows=list(rows(total, declared)),
        meanings=MEANINGS,
        formulas=FORMULAS,
        seconds=seconds,
        number=number,
        costs=costs,
        most=MOST,
        assumed=[*ASSUMED, f"{late}.", f"p50 and p95: {PERCENTILES}."],
    )


def _head(total: Total) -> str:
    if not total.customers:
        return "Nothing was measured: there is no customer in these records."
    return (
        f"{total.affected:,} of {counted(total.customers, 'customer')} affected, by "
        f"{counted(len(total.recovery.incidents), 'incident')}, for {number(total.user_minutes)} "
        "user-minutes."
    )
