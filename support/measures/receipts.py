"""Which receipts of faults belong to which incident."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from support.measures.evidence import Called, Evidence, Touched

Receipt: TypeAlias = Called | Touched


class Receipts:
    """All of a record, to be asked by the runs that they were for. Moments are seconds."""

    def __init__(self, evidence: Evidence) -> None:
        self._lifted = evidence.lifted
        everything = evidence.receipts
        self._moments = [one.at for one in everything]
        self._of_run: dict[str, list[Receipt]] = defaultdict(list)
        for one in everything:
            self._of_run[one.run_id].append(one)
        self._of_nobody = self._of_run.pop("", [])
        self._of_nobody_at = [one.at for one in self._of_nobody]

    def of(self, runs: Iterable[str], since: float, until: float) -> list[Receipt]:
        """Those of the runs and the tests after them; where none is of a run, all after `since`.

        In order, and none after `until`.
        """
        own = [one for run_id in runs for one in self._of_run.get(run_id, ()) if one.at <= until]
        if own:
            first = bisect_left(self._of_nobody_at, min(one.at for one in own))
        else:
            first = bisect_right(self._of_nobody_at, since)
        own += self._of_nobody[first : bisect_right(self._of_nobody_at, until)]
        return sorted(own, key=lambda one: one.at)

    def over_after(self, last: float) -> float | None:
        """When the fault was lifted, if nothing else was hit between its last receipt and then."""
        number = bisect_left(self._lifted, last)
        if number == len(self._lifted):
            return None
        lifted, later = self._lifted[number], bisect_right(self._moments, last)
        hit_meanwhile = later < len(self._moments) and self._moments[later] < lifted
        return None if hit_meanwhile else lifted
