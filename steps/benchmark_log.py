"""Steps about the cost of judging a long log."""

from typing import Any, Final

from behave import when

from support.benchmark.log import Cost, LogOutcome, measure_log
from support.self_check.long_log import write_long_log

LONGEST: Final = 60.0


@when(
    "a judge is told that takes {seconds:g} s of {floor:g} s, {memory:g} MiB, "
    "and {wall:g} of {alone:g} s with two workers"
)
def judge_is_told(  # noqa: PLR0913, PLR0917 - all that is measured
    context: Any, seconds: float, floor: float, memory: float, wall: float, alone: float
) -> None:
    judged, least = Cost(seconds, alone, memory), Cost(floor, floor, memory)
    two = Cost(seconds, wall, memory)
    context.world.notes["measure"] = LogOutcome(1_000_000, least, judged, judged, two)


@when("the cost of judging {count:d} events is measured")
def cost_is_measured(context: Any, count: int) -> None:
    context.world.watchdog.allow(LONGEST)
    context.world.notes["measure"] = measure_log(count, write_long_log, lambda _: None)
