"""`warn`: how good the early warnings are, on made-up calls or on recorded ones."""

import json
import re
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from support.cli.refusal import refuse
from support.installed import PROGRAM
from support.live_line import LiveLine

if TYPE_CHECKING:
    from support.warning.measuring import Row


class Form(StrEnum):
    TABLE = "table"
    JSON = "json"


SEEDS: Final = "1000-1099"
"""None of the seeds that a detector was tuned on, which are all below 1000."""

NO_PAGE: Final = "none"
UNKNOWN: Final = "-"


def register(app: typer.Typer) -> None:
    app.command(epilog=EXAMPLES)(warn)


EXAMPLES = """Examples:

`python -m support warn` scores each detector on each kind of trace, and writes a page of them.

`python -m support warn --trace gamma-ramp --seeds 1000-1100 --detector cusum` scores one on one.

`python -m support warn --calls mine.json --detector ewma` says after which of your calls it alarms.
"""


def warn(
    *,
    kinds: Annotated[
        list[str] | None,
        typer.Option("--trace", metavar="KIND", help="Only this kind; may come repeatedly."),
    ] = None,
    detectors: Annotated[
        list[str] | None,
        typer.Option("--detector", metavar="NAME", help="Only this one; may come repeatedly."),
    ] = None,
    seeds: Annotated[
        str | None,
        typer.Option(metavar="FIRST-LAST", help="One trace of each kind for each seed; 1000-1099."),
    ] = None,
    calls: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Calls of your own: pairs [seconds, well] in JSON."),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.TABLE,
    page: Annotated[
        str, typer.Option(metavar="FOLDER", help="Where early-warning.html goes, or none.")
    ] = "reports",
) -> None:
    """Score the detectors of an early warning: precision, recall, lead, false alarms.

    Traces are made from seeds: the same command gives the same figures. Exit codes: 0, they were
    scored; 2, it was called wrongly, or interrupted.
    """
    from support.warning.detectors import DETECTORS
    from support.warning.traces import KINDS

    names = _known("detector", detectors, list(DETECTORS))
    chosen = _known("trace", kinds, list(KINDS))
    if calls is not None:
        if kinds or seeds:
            refuse("Give either --calls or --trace and --seeds, not both.")
        _tell_alarms(calls, names, form)
        return
    numbers = _seeds(seeds or SEEDS)
    rows = _measured(chosen, numbers, names)
    if form is Form.JSON:
        typer.echo(json.dumps([row.as_data() for row in rows], indent=2))
    else:
        typer.echo("\n".join(_table(rows)))
    if page != NO_PAGE:
        _write_page(rows, numbers, Path(page), quietly=form is Form.JSON)


def _known(what: str, wanted: list[str] | None, there: list[str]) -> list[str]:
    for name in wanted or ():
        if name not in there:
            refuse(f"There is no {what} {name!r}. There are: {', '.join(there)}.")
    return list(dict.fromkeys(wanted or there))


def _seeds(given: str) -> range:
    match = re.fullmatch(r"(\d+)-(\d+)", given, re.ASCII)
    if match is None or int(match[1]) > int(match[2]):
        refuse(f"--seeds is {given!r}: give a first and a last seed, as in {SEEDS}.")
    return range(int(match[1]), int(match[2]) + 1)


def _measured(kinds: Sequence[str], seeds: range, detectors: Sequence[str]) -> "list[Row]":
    from support.warning.measuring import measure

    rows: list[Row] = []
    live = LiveLine(sys.stderr)
    try:
        with live.gone_afterwards():
            measured = measure(kinds, seeds, detectors)
            for kind in kinds:
                live.show(f"{kind}, {len(seeds)} traces, {live.elapsed}")
                rows += next(measured)
    except KeyboardInterrupt:
        refuse("Interrupted: nothing was scored to its end.")
    return rows


def _table(rows: "Sequence[Row]") -> list[str]:
    from support.warning.scores import FORMULAS

    heading = ("trace", "detector", "traces", "precision", "recall", "lead", "false/h", "healthy h")
    cells = [heading]
    for kind, detector, found in rows:
        cells.append(
            (
                kind,
                detector,
                str(found.traces),
                _told(found.precision, ".3f"),
                _told(found.recall, ".3f"),
                _told(found.median_lead, "g"),
                _told(found.false_alarms_per_hour, ".3f"),
                f"{found.healthy_hours:.1f}",
            )
        )
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if number < 2 else cell.rjust(width)  # noqa: PLR2004 - two names
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    ]
    return [*lines, "", *(f"{name} = {formula}" for name, formula in FORMULAS.items())]


def _told(value: float | None, form: str) -> str:
    return UNKNOWN if value is None else format(value, form)


def _tell_alarms(path: Path, detectors: Sequence[str], form: Form) -> None:
    from support.warning.calls import BadCallError
    from support.warning.measuring import read_calls
    from support.warning.watcher import watch

    try:
        calls = read_calls(path)
    except BadCallError as problem:
        refuse(str(problem))
    found = {detector: watch(calls, detector) for detector in detectors}
    if form is Form.JSON:
        told = {name: [alarm._asdict() for alarm in alarms] for name, alarms in found.items()}
        typer.echo(json.dumps(told, indent=2))
        return
    for name, alarms in found.items():
        said = [f"call {one.call} ({one.signal}, {one.score:.1f})" for one in alarms]
        typer.echo(f"{name}: {', '.join(said) or 'no alarm'}, of {len(calls)} calls.")


def _write_page(rows: "Sequence[Row]", seeds: range, folder: Path, *, quietly: bool) -> None:
    from support.report.warning_page import write_warnings
    from support.report.writing import UnwritableReportError

    options = [f"--seeds {seeds[0]}-{seeds[-1]}"]
    options += [f"--trace {kind}" for kind in dict.fromkeys(row.kind for row in rows)]
    options += [f"--detector {name}" for name in dict.fromkeys(row.detector for row in rows)]
    try:
        written = write_warnings(rows, seeds, f"{PROGRAM} warn {' '.join(options)}", folder)
    except UnwritableReportError as problem:
        refuse(str(problem))
    if not quietly:
        typer.echo(f"Page: {written}")
