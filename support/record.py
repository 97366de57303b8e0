"""What one scenario left behind: the wire, what was done to it, and what the validator found.

Written by the World, read by the report. Times are seconds on the scenario's own clock, counted
from its start.
"""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat

from support.plain import Plain

LIFTED: Final = "what was to fail is lifted"
"""The label of the note that nothing is to fail any more."""

Lane = Literal["customer", "network", "gateway", "agent", "model", "store"]


class Entry(BaseModel):
    """One mark on the timeline.

    `message` goes from one lane to another; `fault` is the receipt of an injected fault; `state`
    is a change of state (a breaker, a run, a connection); `note` is anything else worth a line.
    `who` names the person, provider or agent that stands in the lane. `detail` is the text of the
    frame, or "".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: FiniteFloat
    kind: Literal["message", "fault", "state", "note"]
    source: Lane
    target: Lane | None = None
    who: Plain = ""
    label: Annotated[Plain, Field(min_length=1)]
    detail: Plain = ""
    failure: bool = False


class RecordedFinding(BaseModel):
    """What the validator found, and at which entry of the record (an index, or null for none)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    promise: Plain
    sentence: Plain
    entry: int | None = None


class ScenarioRecord(BaseModel):
    """The record of one scenario; `clock` says whose seconds these are.

    `began` is its second 0 in UTC (RFC 3339). `crashes` are the platform's own, `hangs` the steps
    that had to be ended; a sentence each.
    `real_server`: what was under test is somebody's own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    clock: Literal["virtual", "wall"] = "virtual"
    target: Plain = "the built-in reference platform"
    real_server: bool = False
    began: Plain = ""
    duration: FiniteFloat = 0.0
    entries: tuple[Entry, ...] = ()
    findings: tuple[RecordedFinding, ...] = ()
    crashes: tuple[Plain, ...] = ()
    hangs: tuple[Plain, ...] = ()
