"""Which settings recover best, as lines of text and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from support.figures.saying import number, seconds
from support.measures import FORMULAS as OF_TIME
from support.tuning import DEFAULT, Candidate, Ranking, Trace, Tried
from support.tuning.front import FORMULAS

VERSION: Final = "1.0"
_MOST: Final = 8
_NEARLY: Final = 1.05
_NAME: Final = 52
UNITS: Final[Mapping[str, str]] = {"outage": "min/h", "load": "calls/min", "wasted": "of 100"}
RULE: Final = (
    "Recommended is what lies nearest to the best of all three, each from 0 (the least of all that "
    "was tried) to 1 (the most), equal weights, of what nothing beats in all three. It has to try "
    "again, for else customers must, and to rest no longer than the defaults, for recovery would "
    "be slower than promised."
)
CONTRACT: Final = (
    "The platform's defaults stay as they are: the contract fixes attempts, threshold and rest. "
    "Whose provider fails as these traces do sets what is recommended, by the options above."
)


def lines(ranking: Ranking, traces: Sequence[Trace], hours: float, took: float) -> Iterator[str]:
    """What the command prints."""
    yield (
        f"{len(ranking.candidates)} settings on {len(traces)} fault traces: {hours:,.0f} hours "
        f"in {took:.1f} s."
    )
    yield ""
    for trace in traces:
        yield f"  {trace.name:<12} {trace.says}"
    yield ""
    yield f"  {'':<{_NAME}} {'outage':>9} {'load':>9} {'wasted':>9}"
    yield f"  {'':<{_NAME}} {'min/h':>9} {'calls/min':>9} {'of 100':>9}"
    for one in ranking.eligible[:_MOST]:
        yield _line(one)
    yield f"{_line(ranking.of(DEFAULT))}   the defaults"
    yield f"  On the page are all {len(ranking.front)} that nothing beats in all three."
    yield ""
    for name, formula in FORMULAS.items():
        yield f"  {name:<8} = {formula}"
    yield ""
    yield from why(ranking)


def why(ranking: Ranking) -> Iterator[str]:
    """What is recommended, what it gains over the contract's defaults, and what that costs."""
    best, ours = ranking.recommended, ranking.of(DEFAULT)
    yield f"Recommended: {best.tried.name}."
    yield f"  {options(best.tried) or 'These are the defaults.'}"
    yield RULE
    near = [one for one in ranking.eligible[1:] if one.distance <= best.distance * _NEARLY]
    nearest = ranking.front[0]
    if nearest is not best:
        yield f"Nearer still, but for one of these two: “{nearest.tried.name}”."
    if near:
        yield f"Nearly as near: {', '.join(f'“{one.tried.name}”' for one in near[:_MOST])}."
    if best.tried == DEFAULT:
        return
    yield f"The defaults: {ours.tried.name}."
    yield f"  Against them it has {', '.join(_differences(best, ours))}."
    lags = [one.recovery.figures["recovery_lag"].max for one in (best, ours)]
    yield (
        f"  The longest recovery lag on these traces is {seconds(lags[0])} instead of "
        f"{seconds(lags[1])}."
    )
    yield CONTRACT


def options(tried: Tried) -> str:
    """How to have these settings: those that are not the contract's, as -D."""
    changed = [
        f"-D {prefix}{name}={value}"
        for prefix, one, other in (
            ("", tried.platform, DEFAULT.platform),
            ("breaker_", tried.breaker, DEFAULT.breaker),
        )
        for name, value in one.model_dump().items()
        if value != getattr(other, name)
    ]
    return " ".join(changed)


def as_json(ranking: Ranking, traces: Sequence[Trace], hours: float) -> dict[str, Any]:
    """Every setting that was tried, with its figures."""
    return {
        "version": VERSION,
        "hours": round(hours, 3),
        "formulas": {**FORMULAS, **OF_TIME},
        "rule": RULE,
        "traces": [
            {"name": one.name, "says": one.says, "length": one.length, "stretches": one.stretches}
            for one in traces
        ],
        "recommended": ranking.recommended.tried.name,
        "recommended_options": options(ranking.recommended.tried),
        "why": list(why(ranking)),
        "settings": [_candidate(one) for one in ranking.candidates],
    }


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "name": one.tried.name,
        "options": options(one.tried),
        "on_front": one.on_front,
        "is_default": one.tried == DEFAULT,
        "distance": round(one.distance, 6),
        **{name: round(value, 6) for name, value in one.score._asdict().items()},
        "recovery": {name: figure._asdict() for name, figure in one.recovery.figures.items()},
        "unrecovered": [incident.root for incident in one.recovery.unrecovered],
    }


def _differences(best: Candidate, ours: Candidate) -> Iterator[str]:
    for name, unit in UNITS.items():
        one, other = getattr(best.score, name), getattr(ours.score, name)
        word = "less" if one < other else "more" if one > other else "as much"
        what = "waste of attempts" if name == "wasted" else name
        yield f"{word} {what} ({number(one)} {unit} for {number(other)})"


def _line(one: Candidate) -> str:
    values = " ".join(f"{number(value):>9}" for value in one.score)
    return f"  {one.tried.name:<{_NAME}} {values}"
