"""Makes a kill matrix: each candidate on the features of its promise, or on all of them."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from behave.model import Feature

from support.matrix.candidates import CONTROL, Candidate
from support.matrix.forks import Ended, run_forked
from support.matrix.judging import faults_of_promises, promise_rows, row_of
from support.matrix.loaded import LoadedSuite, load_suite
from support.matrix.results import Form, KillMatrix, SaboteurRow
from support.matrix.seen import Seen

AT_ONCE: Final = 2
LONGEST: Final[dict[Form, float]] = {"short": 120.0, "full": 600.0}
WATCHDOG: Final = "step_watchdog=20"
"""Two runs share the machine, and each step takes longer than alone."""


@dataclass
class Order:
    """What to run: `whole` where the project's own saboteurs are all there.

    `told` is called with each row as soon as it is there.
    """

    candidates: Sequence[Candidate]
    form: Form
    whole: bool
    settings: Sequence[str]
    seed: int
    command: str
    told: Callable[[SaboteurRow], None]


def make(order: Order) -> KillMatrix:
    """Raises what behave raises for settings, hooks, steps and features that it cannot load."""
    made: list[KillMatrix] = []
    load_suite(
        lambda suite: made.append(_made(suite, order)),
        [WATCHDOG, *order.settings],
        real_clock=order.form == "full",
    )
    return made[0]


def _made(suite: LoadedSuite, order: Order) -> KillMatrix:
    started, began = datetime.now(UTC), time.monotonic()
    whom = [CONTROL, *order.candidates]
    parts = [_features_for(one, suite, order) for one in whom]
    whole = order.form == "full"
    work = [partial(_try_out, suite, *pair, whole) for pair in zip(whom, parts, strict=True)]
    rows: dict[int, SaboteurRow] = {}
    for number, ended in run_forked(work, at_once=AT_ONCE, within=LONGEST[order.form]):
        rows[number] = row_of(whom[number], _seen(ended))
        order.told(rows[number])
    control, *saboteurs = (rows[number] for number in sorted(rows))
    promises = promise_rows(saboteurs)
    return KillMatrix(
        form=order.form,
        whole=order.whole,
        seed=order.seed,
        started=started.isoformat(timespec="seconds").replace("+00:00", "Z"),
        duration=time.monotonic() - began,
        command=order.command,
        faults=list(faults_of_promises(promises, suite.stated())) if order.whole else [],
        promises=promises,
        control=control,
        saboteurs=saboteurs,
    )


def _features_for(candidate: Candidate, suite: LoadedSuite, order: Order) -> list[Feature]:
    """The control is run on whatever any of the others is run on."""
    if order.form == "full" or any(not one.is_declared for one in _meant(candidate, order)):
        return suite.specification
    promises = dict.fromkeys(one.promise for one in _meant(candidate, order))
    stating = [feature for promise in promises for feature in suite.stating(promise)]
    return list({id(feature): feature for feature in stating}.values())


def _meant(candidate: Candidate, order: Order) -> Sequence[Candidate]:
    return order.candidates if candidate == CONTROL else [candidate]


def _try_out(
    suite: LoadedSuite,
    candidate: Candidate,
    features: Sequence[Feature],
    whole: bool,
    folder: Path,
) -> bytes:
    """The short form ends with the rule that catches it."""
    to_the_end = whole or not candidate.is_declared
    seen = suite.try_out(candidate, features, folder, to_the_end=to_the_end)
    return seen.model_dump_json().encode()


def _seen(ended: Ended) -> Seen:
    seen = Seen.model_validate_json(ended.said) if ended.said else Seen()
    how = f"{'its time was over; ' if ended.late else ''}{ended.how}".strip("; ")
    return seen.model_copy(update={"ended": how}) if how else seen
