"""What operators find in their log."""

import json
from typing import Any

from behave import given, then, when
from hamcrest import (
    assert_that,
    contains_string,
    empty,
    equal_to,
    has_items,
    has_length,
    starts_with,
)

from support.evidence.operators import entries_for, failure_ids, nameless, texts_of, unknown_to
from support.simulator.operator_log import LogEntry, PythonLog
from support.targets.variations import FullLog
from support.world import World


@given("a platform that logs as it does by default")
def platform_logs_by_default(context: Any) -> None:
    context.world.setup.operator_log = PythonLog()


@given("a platform whose log is on a full disk")
def platform_with_a_full_disk(context: Any) -> None:
    context.world.setup.operator_log = FullLog()


@given("a task of the platform crashes while it serves")
async def task_crashes_while_serving(context: Any) -> None:
    async def divide() -> float:
        return 1 / 0

    await context.world.url()
    context.world.clock.spawn(divide(), "a doomed task")


@when("the log is read")
async def log_is_read(context: Any) -> None:
    await context.world.clock.settle()
    context.world.expect_problems()


@then("Priya finds each failure that {person:Person} was told of by its name")
def failures_are_found(context: Any, person: str) -> None:
    world: World = context.world
    told = failure_ids(world.customers[person])
    assert told, f"{person} was told of no failure"
    assert_that(unknown_to(world.target.operator_log(), told), empty(), "failures without an entry")


@then('Priya reads there that "{cause}"')
def cause_is_read(context: Any, cause: str) -> None:
    read = texts_of(context.world.target.operator_log())
    assert_that(read, contains_string(cause), "the causes that Priya reads")


@then("the entry tells which agent, which attempt, and what was decided")
def entry_is_whole(context: Any) -> None:
    entry = _first_entry(context.world)
    for value in (entry.agent, entry.attempt, entry.decision, entry.user, entry.run_id):
        assert value is not None, f"something is missing from {entry.line()}"


@then("the log tells of {person:Person}'s failure, attempt by attempt")
def attempts_are_logged(context: Any, person: str) -> None:
    found = entries_for(context.world.target.operator_log(), context.world.customers[person])
    assert_that(found, has_length(len(context.table.rows)), f"entries of {person}'s failure")
    for entry, row in zip(found, context.table, strict=True):
        assert_that(entry.attempt, equal_to(int(row["attempt"])))
        assert_that(str(entry.decision), starts_with(row["decision"]))


@then("the log tells Maya's failures from Tom's, and names neither of them")
def users_are_told_apart(context: Any) -> None:
    log, customers = context.world.target.operator_log(), context.world.customers
    assert_that(nameless(log, customers.values()), empty(), "what gives a name away")
    maya, tom = ({e.user for e in entries_for(log, customers[name])} for name in ("Maya", "Tom"))
    assert_that((len(maya), len(tom), len(maya | tom)), equal_to((1, 1, 2)), "their pseudonyms")


def _first_entry(world: World) -> LogEntry:
    assert world.target.operator_log(), "the log is empty"
    return world.target.operator_log()[0]


@then("the entry leads to the line of our code that broke")
def entry_leads_to_the_line(context: Any) -> None:
    trace = _first_entry(context.world).trace
    assert_that(trace, contains_string("tool_faults.py"), "where it says that our code broke")
    assert_that(trace, contains_string("raise RuntimeError"), "the line that it says broke")


@then('the log has an entry that says "{words}"')
def log_says(context: Any, words: str) -> None:
    said = [entry.what for entry in context.world.target.operator_log()]
    assert any(words in what for what in said), f"the log says {said}"


@then("each line of the log is one JSON object, and {person:Person}'s failure is among them")
def log_is_json(context: Any, person: str) -> None:
    found = [json.loads(x).get("failure_id") for x in context.world.notes["logs"].json_lines]
    told = failure_ids(context.world.customers[person])
    assert_that(told, has_length(1), f"failures that {person} was told of")
    assert_that(found, has_items(*told), "the names of the failures in the log")
