"""Writes an outcome: load.json, and load.html with its charts."""

from pathlib import Path
from typing import Final

from support.load import charts
from support.load.figures import Outcome
from support.load.telling import cost
from support.report.page import templates, tightened
from support.report.reporter import LOAD
from support.report.writing import require_writable, write

DATA: Final = "load.json"


def write_load(outcome: Outcome, folder: Path) -> Path:
    """The page. Raises UnwritableReportError."""
    require_writable(folder)
    write(folder / DATA, outcome.model_dump_json(indent=1).encode())
    page = folder / LOAD
    write(page, render(outcome).encode())
    return page


def render(outcome: Outcome) -> str:
    """The page as text."""
    page = (
        templates()
        .get_template("load.html.jinja")
        .render(
            load=outcome,
            state=_state(outcome),
            headline=_headline(outcome),
            percentiles=charts.percentiles(outcome),
            over_time=charts.over_time(outcome),
            kinds=charts.kinds(outcome),
            cost=list(cost(outcome)),
            width=charts.WIDTH,
            height=charts.HEIGHT,
        )
    )
    return tightened(page)


def _state(outcome: Outcome) -> tuple[str, str]:
    """A class of the style, and the words."""
    states = {0: ("p", "Kept under load"), 1: ("f", "Broken under load")}
    return states.get(outcome.exit_code, ("e", "Nothing is proved"))


def _headline(outcome: Outcome) -> str:
    count = outcome.failures
    told = f"{count.told:,} of {count.all:,} failures were told"
    if count.is_right and outcome.events.is_right:
        return f"{told}, each once, to its owner."
    return f"{told}; of failures and events, not all came once and to their owner."
