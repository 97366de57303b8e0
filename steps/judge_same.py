"""Steps about who finds the same as whom."""

from typing import Any, Final

from behave import given, then, when
from hamcrest import assert_that, contains_string, empty, equal_to, greater_than

from support.self_check.at_one_look import compared_looks
from support.self_check.captured_logs import CapturedLog, next_to_nothing_in_memory, said_with
from support.self_check.judged_twice import FAULTS, broken_in_many_ways, compared

LONGEST: Final = 120.0


def _log(context: Any) -> CapturedLog:
    log: CapturedLog = context.world.notes["captured log"]
    return log


@given("every ninth of its lines is broken, in many ways")
def lines_are_broken(context: Any) -> None:
    log = _log(context)
    log.write_lines(list(broken_in_many_ways(log.lines, every=9)))


@when("{count:d} changes to good conversations are judged by the validator, and from captured logs")
def judged_by_both(context: Any, count: int) -> None:
    context.world.watchdog.allow(LONGEST)
    context.world.notes["compared"] = compared(count)


@when("{count:d} changes to good conversations are judged by both, and the judge {fault}")
def judged_by_a_faulty_judge(context: Any, count: int, fault: str) -> None:
    context.world.watchdog.allow(LONGEST)
    context.world.notes["compared"] = compared(count, FAULTS[fault])


@when("{person:w} judges the log with {counts} processes")
def judged_by_processes(context: Any, person: str, counts: str) -> None:
    context.world.watchdog.allow(LONGEST)
    workers = counts.replace(" and", ",").split(", ")
    context.world.notes["said"] = [said_with(_log(context), "--workers", n) for n in workers]


@when("the log is judged with all in memory, and with next to nothing in memory")
def judged_with_little(context: Any) -> None:
    context.world.watchdog.allow(LONGEST)
    log = _log(context)
    with next_to_nothing_in_memory():
        little = said_with(log)
    context.world.notes["said"] = [said_with(log), little]


@when("the output of {count:d} conversations is broken, and judged at one look and rule by rule")
def judged_both_ways(context: Any, count: int) -> None:
    context.world.watchdog.allow(LONGEST)
    context.world.notes["looks"] = compared_looks(count)


@when("the output of {count:d} conversations is broken, and the one look finds all of it good")
def judged_by_a_faulty_look(context: Any, count: int) -> None:
    context.world.notes["looks"] = compared_looks(count, lambda _, frame: b"agent_output" in frame)


@then("both find the same in each of them, and in the conversations as they were")
def both_find_the_same(context: Any) -> None:
    told = context.world.notes["compared"]
    assert_that(told.different, empty(), f"of {told.logs}")
    assert_that(told.logs, greater_than(0))


@then("they do not find the same")
def do_not_find_the_same(context: Any) -> None:
    assert context.world.notes["compared"].different, "they find the same"


@then("the same is found each time, in the same order")
def same_is_found(context: Any) -> None:
    first, *others = context.world.notes["said"]
    assert_that(first, contains_string('"verdict": "broken"'))
    for other in others:
        assert_that(other, equal_to(first))


@then("both ways the same is found")
def both_ways_the_same(context: Any) -> None:
    looks = context.world.notes["looks"]
    assert_that(looks.different, empty(), f"of {looks.conversations}")


@then("most of the output was judged at one look")
def most_at_one_look(context: Any) -> None:
    looks = context.world.notes["looks"]
    assert_that(looks.at_one_look, greater_than(looks.outputs / 2), f"of {looks.outputs}")


@then("the two ways do not find the same")
def two_ways_differ(context: Any) -> None:
    assert context.world.notes["looks"].different, "they find the same"
