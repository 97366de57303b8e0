"""What became of the mutants, counted, and how it is told."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

MOST_SHOWN: Final = 10


@dataclass
class Tally:
    """`equivalent` counts by reason, `missed` are the mutants that went through, a line each.

    `accused` are transcripts as they are in which something was found.
    """

    transcripts: int = 0
    made: Counter[str] = field(default_factory=Counter)
    flagged: Counter[str] = field(default_factory=Counter)
    excused: Counter[str] = field(default_factory=Counter)
    equivalent: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    accused: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.transcripts += other.transcripts
        for mine, theirs in (
            (self.made, other.made),
            (self.flagged, other.flagged),
            (self.excused, other.excused),
            (self.equivalent, other.equivalent),
        ):
            mine.update(theirs)
        self.missed += other.missed
        self.accused += other.accused

    @property
    def is_clean(self) -> bool:
        """Whether no mutant went through and no good transcript was accused."""
        return not self.missed and not self.accused

    def told(self) -> Iterator[str]:
        """The count by operator, the reasons, and what is wrong."""
        yield f"{'operator':<26}{'made':>9}{'flagged':>9}{'equivalent':>12}{'missed':>8}"
        missed = self.made - self.flagged - self.excused
        for operator in sorted(self.made):
            numbers = self.made[operator], self.flagged[operator], self.excused[operator]
            made, flagged, excused = (f"{number:,}" for number in numbers)
            yield f"{operator:<26}{made:>9}{flagged:>9}{excused:>12}{missed[operator]:>8,}"
        yield ""
        for reason, count in self.equivalent.most_common():
            yield f"{count:>9,} are equivalent: {reason}"
        yield ""
        yield from self._wrong("went through", self.missed)
        yield from self._wrong("is accused although it is a good transcript", self.accused)
        yield (
            f"{self.made.total():,} mutants of {self.transcripts:,} transcripts: "
            f"{self.flagged.total():,} flagged, {self.excused.total():,} equivalent, "
            f"{len(self.missed):,} missed; {len(self.accused):,} good transcripts accused."
        )

    def _wrong(self, what: str, lines: list[str]) -> Iterator[str]:
        for line in sorted(lines)[:MOST_SHOWN]:
            yield f"This {what}: {line}"
        if len(lines) > MOST_SHOWN:
            yield f"... and {len(lines) - MOST_SHOWN:,} more."
