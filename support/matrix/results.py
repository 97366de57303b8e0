"""The kill matrix as data: all that the page shows, and the file `reports/kill-matrix.json`.

`version` is major.minor: a minor adds optional fields, a major may break.
"""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from support.contract.promises import Strength
from support.plain import Plain
from support.report.results import PromiseVerdict

VERSION: Final = "1.0"

Form = Literal["short", "full"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Cell(_Part):
    """What one saboteur did to one promise.

    `dragged` where it broke only in scenarios that failed for another promise's sake; the sentence
    is then that one's.
    """

    verdict: PromiseVerdict
    sentence: Plain = ""
    dragged: bool = False


class SaboteurRow(_Part):
    """`promise`, `says` and `ends_in` are what it declares, or ""; `target` is for `-D target=`.

    `caught` where its own promise is red and says so in a sentence that is right or, where it
    declares none, where anything is. `faults` say why the run fails for it.
    """

    name: Plain
    target: Plain
    promise: str = ""
    says: Plain = ""
    ends_in: str = ""
    caught: bool
    sentence: Plain = ""
    faults: list[Plain] = []
    also: list[str] = []
    passed: int
    broke: int
    duration: float
    cells: dict[str, Cell]


class PromiseRow(_Part):
    """`needs_none` is the reason why no saboteur has to break it, or ""."""

    id: str
    area: str
    strength: Strength
    statement: Plain
    saboteurs: list[Plain] = []
    needs_none: Plain = ""


class KillMatrix(_Part):
    """`form` says what each saboteur was run on: its promise's own feature files, or all.

    `control` is the reference platform without sabotage, through the same door.
    """

    version: Literal["1.0"] = VERSION
    form: Form
    whole: bool
    seed: int
    started: str
    duration: float
    command: Plain
    faults: list[Plain] = []
    promises: list[PromiseRow]
    control: SaboteurRow
    saboteurs: list[SaboteurRow]

    @property
    def caught_by_their_own(self) -> int:
        return sum(one.caught for one in self.saboteurs if one.promise)

    @property
    def all_faults(self) -> list[str]:
        rows = [self.control, *self.saboteurs]
        return [*self.faults, *(fault for row in rows for fault in row.faults)]

    @property
    def sentences(self) -> list[str]:
        """What it comes to."""
        declared = [one for one in self.saboteurs if one.promise]
        broken = {one.promise for one in declared if one.caught}
        found = []
        if declared:
            have = "promise has" if len(broken) == 1 else "promises have"
            found.append(
                f"{self.caught_by_their_own} of {len(declared)} saboteurs caught by their own "
                f"promise; {len(broken)} {have} one."
            )
        others = [one for one in self.saboteurs if not one.promise]
        if others:
            caught = sum(one.caught for one in others)
            found.append(f"{caught} of {len(others)} that declare no promise turned one red.")
        return found
