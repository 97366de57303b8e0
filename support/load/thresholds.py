"""Thresholds on an outcome, as in `notify_p99<0.5`: from the command line, or from a TOML file."""

import operator
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from support.load.figures import Kept, Outcome

TABLE: Final = "thresholds"

_COMPARED: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
    "==": operator.eq,
}
_WRITTEN: Final = re.compile(r"\s*([a-z0-9_]+)\s*(<=|>=|==|<|>)\s*([0-9.]+(?:e-?[0-9]+)?)\s*")

FIGURES: Final[Mapping[str, tuple[str, Callable[[Outcome], float | None]]]] = {
    "notify_p50": ("seconds until a failure was told, for half", lambda one: one.notify.p50),
    "notify_p95": ("for 95 of 100", lambda one: one.notify.p95),
    "notify_p99": ("for 99 of 100", lambda one: one.notify.p99),
    "notify_max": ("for the last one", lambda one: one.notify.max),
    "told": ("failures that their owner was told of", lambda one: one.failures.told),
    "told_share": (
        "share of failures that was told, 0 to 1",
        lambda one: one.failures.told / one.failures.all if one.failures.all else None,
    ),
    "answers": ("customers who were answered", lambda one: one.answers),
    "answered_share": (
        "share of customers who were answered, 0 to 1",
        lambda one: one.answers / one.came if one.came else None,
    ),
    "events_per_second": ("that came, to all customers", lambda one: one.events_per_second),
    "sessions_per_second": ("from connecting to goodbye", lambda one: one.sessions_per_second),
    "swarm_sessions_per_second_per_core": (
        "that the swarm itself could do on one core",
        lambda one: one.swarm.sessions_per_second_per_core,
    ),
    "platform_sessions_per_second_per_core": (
        "that the platform could do on one core, where it is ours",
        lambda one: one.platform.sessions_per_second_per_core if one.platform else None,
    ),
    "swarm_memory_per_session": (
        "bytes in the swarm, of who is connected and waits (with --together)",
        lambda one: one.swarm.memory_per_session,
    ),
    "platform_memory_per_session": (
        "bytes in the platform, where it is ours (with --together)",
        lambda one: one.platform.memory_per_session if one.platform else None,
    ),
}
"""What a threshold can be about, in words and as it is found."""


class ThresholdError(ValueError):
    """Says which threshold is none, where it stands, and what would be one."""


class Threshold(NamedTuple):
    """`figure` is one of FIGURES, `sign` how it is compared to `limit`."""

    figure: str
    sign: str
    limit: float

    def __str__(self) -> str:
        return f"{self.figure}{self.sign}{self.limit:g}"

    def held_against(self, outcome: Outcome) -> Kept:
        """What was not measured keeps no threshold."""
        value = FIGURES[self.figure][1](outcome)
        kept = value is not None and _COMPARED[self.sign](value, self.limit)
        return Kept(threshold=str(self), value=value, kept=kept)


def threshold(text: str, where: str = "--threshold") -> Threshold:
    """Raises ThresholdError."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise ThresholdError(
            f"{where}: {text!r} is no threshold. Write a figure, one of < <= > >= ==, and a "
            'number, as in "notify_p99<0.5".'
        )
    figure, sign, number = written.groups()
    if figure not in FIGURES:
        raise ThresholdError(
            f"{where}: {figure!r} is no figure of a load. Choose one of {', '.join(FIGURES)}."
        )
    try:
        return Threshold(figure, sign, float(number))
    except ValueError:
        raise ThresholdError(
            f"{where}: {number!r} is no number. Write one, as in {figure}{sign}0.5."
        ) from None


def in_file(path: Path) -> list[Threshold]:
    """Those of a TOML file: a table [thresholds] of figures, each with a text or a list of texts.

    Raises ThresholdError.
    """
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as refused:
        raise ThresholdError(
            f"{path} cannot be read ({refused.strerror}). Name a TOML file with --thresholds."
        ) from None
    except ValueError as broken:
        raise ThresholdError(f"{path} is not TOML: {broken}.") from None
    table = read.get(TABLE)
    strange = sorted(set(read) - {TABLE})
    if strange or not isinstance(table, dict) or not table:
        what = f"has {strange[0]!r}, which it may not" if strange else "has none"
        raise ThresholdError(
            f'{path} {what}. Write a table [{TABLE}] with lines such as notify_p99 = "<0.5".'
        )
    return [one for figure, said in table.items() for one in _those(path, figure, said)]


def _those(path: Path, figure: str, said: Any) -> Iterable[Threshold]:
    texts = said if isinstance(said, list) else [said]
    for text in texts:
        if not isinstance(text, str):
            raise ThresholdError(
                f"{path}, {TABLE}.{figure}: {text!r} is no text. Write one, as in "
                f'{figure} = "<0.5".'
            )
        yield threshold(f"{figure}{text}", f"{path}, {TABLE}.{figure}")
