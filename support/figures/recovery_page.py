"""The page on which settings recover best, and the same for programs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from support.figures import scatter
from support.figures.pages import rendered
from support.figures.recovery_text import UNITS, as_json, options, why
from support.figures.saying import number, seconds
from support.measures import FORMULAS as OF_TIME
from support.report.writing import write
from support.tuning import DEFAULT, Candidate, Ranking, Trace
from support.tuning.front import FORMULAS
from support.tuning.play import ANSWER, REFUSAL

PAGE: Final = "recovery.html"


def _others(ranking: Ranking) -> list[Candidate]:
    return [one for one in ranking.front if one not in ranking.eligible]


def write_recovery(
    folder: Path, ranking: Ranking, traces: Sequence[Trace], *, hours: float, every: float
) -> None:
    """recovery.html and recovery.json. Raises UnwritableReportError."""
    told = json.dumps(as_json(ranking, traces, hours), indent=1, ensure_ascii=False)
    write(folder / "recovery.json", f"{told}\n".encode())
    best, ours = ranking.recommended, ranking.of(DEFAULT)
    page = rendered(
        "recovery.html.jinja",
        folder,
        ranking=ranking,
        best=best,
        ours=ours,
        shown=[*ranking.eligible, *_others(ranking), *([] if ours.on_front else [ours])],
        why=list(why(ranking))[2:],
        traces=traces,
        hours=hours,
        every=every,
        answer=ANSWER,
        refusal=REFUSAL,
        chart=scatter.scatter(ranking.candidates),
        width=scatter.WIDTH,
        height=scatter.HEIGHT,
        left=scatter.LEFT,
        bottom=scatter.BOTTOM,
        units=UNITS,
        formulas={**FORMULAS, "recovery_lag": OF_TIME["recovery_lag"]},
        number=number,
        seconds=seconds,
        options=options,
    )
    write(folder / PAGE, page.encode())
