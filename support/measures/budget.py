"""Error budgets: how fast bad requests use them up, in the windows that an alert looks at.

Burn rate and windows as in the contract's section 6, after the SRE Workbook, chapter 5.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Final, NamedTuple

_MINUTE: Final = 60.0
_HOUR: Final = 3600.0


class Pair(NamedTuple):
    """An alert pages when both windows (seconds) burn at least that fast."""

    rate: float
    long: float
    short: float


PAIRS: Final = (Pair(14.4, _HOUR, 5 * _MINUTE), Pair(6.0, 6 * _HOUR, 30 * _MINUTE))


class Window(NamedTuple):
    """`rate` is (bad/total) / (1 - SLO), of the requests that ended in the window."""

    bad: int
    total: int
    rate: float


class Burn(NamedTuple):
    """Both windows of a pair at the moment when the slower of them burnt fastest."""

    pair: Pair
    at: float
    long: Window
    short: Window

    @property
    def slower(self) -> float:
        """The rate that both windows reach."""
        return min(self.long.rate, self.short.rate)

    @property
    def pages(self) -> bool:
        return self.slower >= self.pair.rate


def burn_rate(bad: int, total: int, slo: float) -> float | None:
    """(bad/total) / (1 - SLO), exactly; None where there was no request. `slo` is 0 to below 1."""
    if not total:
        return None
    return float(Fraction(bad, total) / (1 - Fraction(str(slo))))


def burn_of(ended: Iterable[tuple[float, bool]], slo: float) -> tuple[Burn, ...]:
    """For each pair of windows, from (when a request ended, whether it was bad).

    A window reaches back from a request's ending, its own beginning left out. It is looked at from
    the moment on when the short one is full, else at the end of the record; a long one holds what
    there is. Empty where no request ended.
    """
    ordered = sorted(ended)
    if not ordered:
        return ()
    moments = [at for at, _ in ordered]
    bad_before = [0, *accumulate(int(bad) for _, bad in ordered)]
    return tuple(_worst(pair, moments, bad_before, slo) for pair in PAIRS)


def _worst(pair: Pair, moments: Sequence[float], bad_before: Sequence[int], slo: float) -> Burn:
    worst: Burn | None = None
    full = [at for at in moments if at >= moments[0] + pair.short] or moments[-1:]
    for at in dict.fromkeys(full):
        long, short = (_window(at, span, moments, bad_before, slo) for span in pair[1:])
        burn = Burn(pair, at, long, short)
        if worst is None or burn.slower > worst.slower:
            worst = burn
    assert worst is not None
    return worst


def _window(
    at: float, span: float, moments: Sequence[float], bad_before: Sequence[int], slo: float
) -> Window:
    first, after = bisect_right(moments, at - span), bisect_right(moments, at)
    bad, total = bad_before[after] - bad_before[first], after - first
    return Window(bad, total, burn_rate(bad, total, slo) or 0.0)
