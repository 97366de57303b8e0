"""What the options of `load` come to: a plan, and thresholds. What makes no sense is refused."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from support.cli.refusal import refuse

if TYPE_CHECKING:
    from support.load.plan import LoadPlan
    from support.load.thresholds import Threshold
    from support.simulator.model.faults import ModelFault


def limits_of(said: list[str], file: Path | None) -> "list[Threshold]":
    from support.load.thresholds import ThresholdError, in_file, threshold

    try:
        return [*(in_file(file) if file is not None else ()), *map(threshold, said)]
    except ThresholdError as wrong:
        refuse(str(wrong))


class Coming(NamedTuple):
    """When customers come, as the options say it."""

    sessions: int | None
    rate: float | None
    ramp: float
    duration: float | None
    at_once: int
    together: bool


def plan_of(failing: float, kinds: list[str], coming: Coming) -> "LoadPlan":
    from support.load.plan import EVERYDAY_KINDS, LoadPlan, sessions_within

    sessions, rate, ramp, duration, at_once, together = coming
    if duration is not None and rate is None:
        refuse("--duration: say how many come a second, too, with --rate.")
    if duration is not None and sessions is not None:
        refuse("--duration and --sessions: say one of them; with --rate it gives the other.")
    if ramp and rate is None:
        refuse("--ramp: a start towards what? Say how many come a second, with --rate.")
    if together and rate is not None:
        refuse("--together and --rate: all at the same time have no rate. Leave one out.")
    if duration is not None and rate is not None:
        sessions = sessions_within(duration, rate, ramp)
    return LoadPlan(
        sessions=sessions or 500,
        failing=failing,
        kinds=tuple(map(_kind, kinds)) or EVERYDAY_KINDS,
        rate=rate,
        ramp=ramp,
        at_once=at_once,
        together=together,
    )


def _kind(name: str) -> "ModelFault":
    from support.load.plan import TOLD_AS

    known = {str(kind): kind for kind in TOLD_AS}
    if name not in known:
        refuse(f"--kind: {name!r} is no kind of failure. Choose one of: {', '.join(known)}.")
    return known[name]
