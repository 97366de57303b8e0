"""Fault traces: when a provider fails, and how many of the calls."""

import random
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

_MINUTE: Final = 60.0


class Stretch(NamedTuple):
    """From `start` to before `end` (seconds), this share of the calls fails."""

    start: float
    end: float
    share: float = 1.0


@dataclass(frozen=True)
class Trace:
    """A fault over `length` seconds; whether a call fails depends on its second and the seed alone.

    Stretches are in order and do not overlap. `says` is for people.
    """

    name: str
    stretches: tuple[Stretch, ...]
    length: float
    says: str = ""
    seed: int = 1

    @classmethod
    def of(
        cls,
        stretches: Iterable[Sequence[float]],
        length: float,
        *,
        name: str = "trace",
        seed: int = 1,
    ) -> "Trace":
        """From (start, end) or (start, end, share) in seconds. Raises ValueError, saying why."""
        made = tuple(Stretch(*one) for one in stretches)
        over = 0.0
        for number, one in enumerate(made, 1):
            if not over <= one.start < one.end <= length:
                raise ValueError(
                    f"stretch {number} of {name} runs from {one.start:g} to {one.end:g} s; it must "
                    f"begin at {over:g} s or later, and end after that and by {length:g} s"
                )
            if not 0 < one.share <= 1:
                raise ValueError(
                    f"stretch {number} of {name} fails {one.share:g} of the calls; a share is "
                    "above 0 and at most 1"
                )
            over = one.end
        return cls(name, made, length, seed=seed)

    @property
    def faulty_seconds(self) -> float:
        """How long it fails at all."""
        return sum(one.end - one.start for one in self.stretches)

    def clear_after(self, at: float) -> float:
        """When the fault that is met at this second is over; where only some fail, at once."""
        met = self.stretches[bisect_right(self._starts, at) - 1]
        return met.end if met.share >= 1 else at

    def fails(self, at: float) -> bool:
        """Whether a call that begins at this second fails."""
        number = bisect_right(self._starts, at) - 1
        if number < 0 or at >= self.stretches[number].end:
            return False
        share = self.stretches[number].share
        return share >= 1 or self._luck[int(at)] < share

    @cached_property
    def _starts(self) -> list[float]:
        return [one.start for one in self.stretches]

    @cached_property
    def _luck(self) -> list[float]:
        drawn = random.Random(self.seed)  # noqa: S311 - repeatable, not secret
        return [drawn.random() for _ in range(int(self.length) + 1)]


def _trace(name: str, says: str, minutes: float, stretches: Iterable[Stretch]) -> Trace:
    return Trace(name, tuple(stretches), minutes * _MINUTE, says)


def _outages() -> Iterable[Stretch]:
    """Of lengths that no rest divides, so that no setting is lucky."""
    at = 120.0
    for seconds in (67, 131, 211, 307, 409, 541):
        yield Stretch(at, at + seconds)
        at += seconds + 120


def _flapping(start: float, end: float) -> Iterable[Stretch]:
    drawn, at = random.Random(1), start  # noqa: S311 - repeatable, not secret
    while at < end:
        down, up = drawn.uniform(6, 14), drawn.uniform(6, 14)
        yield Stretch(at, at + down)
        at += down + up


def _slow_burn() -> Iterable[Stretch]:
    """10 % more of the calls each minute up to all of them, five minutes of that, and back."""
    rising = [Stretch(300 + 60 * n, 360 + 60 * n, 0.1 * (n + 1)) for n in range(9)]
    top = Stretch(840, 1140)
    falling = [Stretch(1140 + 60 * n, 1200 + 60 * n, 0.9 - 0.1 * n) for n in range(9)]
    return [*rising, top, *falling]


TRACES: Final[Mapping[str, Trace]] = {
    one.name: one
    for one in (
        _trace(
            "blips",
            "four seconds, once in each of fourteen minutes",
            15,
            [Stretch(60.0 * n, 60.0 * n + 4) for n in range(1, 15)],
        ),
        _trace("outages", "six times without an answer, for one to nine minutes", 45, _outages()),
        _trace(
            "flapping",
            "down and up again for six to fourteen seconds each, for five minutes",
            15,
            _flapping(300, 600),
        ),
        _trace("slow burn", "from 10 % of the calls to all of them and back", 35, _slow_burn()),
    )
}
