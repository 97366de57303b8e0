"""What else is known of something that broke: since when, and whether it was expected."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from support.plain import Plain


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Since(_Part):
    """Since when it is broken, by the runs that are kept; days are those on which runs began.

    `runs_ago` counts the earlier runs back to the first of those in a row in which it was broken.
    `last_kept` is "" where none of the earlier runs shows it kept.
    """

    state: Literal["newly_broken", "broken_since", "no_earlier_run"]
    day: str = ""
    runs_ago: int = 0
    last_kept: str = ""

    @property
    def sentence(self) -> str:
        if self.state == "no_earlier_run":
            return "no earlier run tells since when"
        if self.state == "newly_broken":
            return f"newly broken (last kept {self.last_kept})"
        ago = f"{self.runs_ago} run{'' if self.runs_ago == 1 else 's'} ago"
        before = f"last kept {self.last_kept}" if self.last_kept else "never seen kept"
        return f"broken since {self.day} ({ago}; {before})"


class Known(_Part):
    """Why it is on the list of known breaks. It is broken all the same."""

    reason: Plain
    issue: Plain = ""


class Baselined(_Part):
    """What the list of known breaks made of the run: what is new, and what must leave the list."""

    file: Plain
    new: list[Plain] = []
    stale: list[Plain] = []


class Compared(_Part):
    """How many earlier runs of the same target and selection are kept, and what was not read."""

    earlier_runs: int
    damaged: list[Plain] = []
