"""Figures worked by hand, beside those that the program computes."""

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from hamcrest import assert_that, close_to, contains_string, equal_to, starts_with

from support.figures import saying
from support.figures.impact_text import rows
from support.measures import (
    FORMULAS,
    Incident,
    burn_of,
    recovery_of,
)
from support.measures.total import Total
from support.self_check.worked_log import WorkedLog

EXACT: Final = 1e-6
_SIGNS: Final[Mapping[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def by_hand(arithmetic: str) -> float:
    """The right side of `14 - 12 = 2`; fails where the left side is something else."""
    left, _, right = arithmetic.partition("=")
    value = _value(ast.parse(left.strip(), mode="eval").body)
    assert_that(value, close_to(float(right), EXACT), f"the arithmetic '{arithmetic}'")
    return float(right)


def _value(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.BinOp(left=left, op=sign, right=right):
            return _SIGNS[type(sign)](_value(left), _value(right))
    raise AssertionError(f"not worked by hand: {ast.unparse(node)}")


def expect_times(log: WorkedLog, table: Iterable[Mapping[str, str]]) -> None:
    """Figure, arithmetic and the formula's beginning, of the one incident of the log."""
    (incident,) = log.incidents
    for row in table:
        name = row["figure"].replace(" ", "_")
        measured = getattr(incident, name)
        assert measured is not None, f"{name} was not measured"
        assert_that(measured, close_to(by_hand(row["arithmetic"]), EXACT), name)
        assert_that(FORMULAS[name], starts_with(row["formula"]))


def expect_figure(incidents: Iterable[Incident], name: str, said: str) -> None:
    assert_that(saying.figure(recovery_of(incidents).figures[name]), equal_to(said), name)


def expect_unrecovered(log: WorkedLog, why: str) -> None:
    apart = recovery_of(log.incidents).unrecovered
    assert_that([one.unrecovered for one in apart], equal_to([why]), "what did not recover")


def expect_costs(log: WorkedLog, table: Iterable[Mapping[str, str]]) -> None:
    for row in table:
        measured = _numbers(log.total)[row["figure"]]
        assert measured is not None, f"{row['figure']} was not measured"
        assert_that(measured, close_to(by_hand(row["arithmetic"]), EXACT), row["figure"])
        expect_shown(log, row["figure"], row["as it is shown"])


def expect_shown(log: WorkedLog, name: str, words: str) -> None:
    shown = next(said for key, said in rows(log.total, log.declared) if key == name)
    assert_that(shown, contains_string(words), name)


def expect_burn(bad: int, verdict: str, long: float, short: float) -> None:
    """An hour with 1,250 requests: 1,125 in its first 55 minutes, 125 in its last 5."""
    moments = [3300 * (n + 1) / 1125 for n in range(1125)] + [3300 + 2.4 * n for n in range(1, 126)]
    ended = [(at, number >= len(moments) - bad) for number, at in enumerate(moments)]
    burn = burn_of(ended, 0.999)[0]
    said = "pages" if burn.pages else "does not page"
    assert_that((said, burn.long.rate, burn.short.rate), equal_to((verdict, long, short)))


def _numbers(total: Total) -> dict[str, float | None]:
    return {
        "affected": 100 * total.affected / total.customers,
        "user-minutes": total.user_minutes,
        "longest silence": total.silence and total.silence[1].seconds,
        "work kept": total.work.ratio and 100 * total.work.ratio,
        "retry amplification": total.amplification,
        "error budget": total.burns[0][1].long.rate,
        "revenue at risk": total.at_risk and total.at_risk.revenue,
    }
