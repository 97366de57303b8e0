"""The command that tells what failures cost."""

from typing import Any

from behave import given, then, when

from support.cli import app
from support.report.trial.sample import results_of
from support.self_check.asked_for_impact import (
    AskedForImpact,
    expect_counted_by_hand,
    expect_page,
    expect_same_when_read_again,
)


@given("it is in a file")
def it_is_in_a_file(context: Any) -> None:
    notes = context.world.notes
    notes["asked"] = AskedForImpact(notes["log"].text)


@given("it is in a file, with moments that are written as dates")
def in_a_file_with_dates(context: Any) -> None:
    context.world.notes["log"].write_dates()
    it_is_in_a_file(context)


@given("an empty log is in a file")
def empty_log_in_a_file(context: Any) -> None:
    context.world.notes["asked"] = AskedForImpact()


@given("a log is in a file, with the line {line}")
def log_with_a_line(context: Any, line: str) -> None:
    context.world.notes["asked"] = AskedForImpact(f"{line}\n")


@given("the results of a run of two scenarios")
def results_of_a_run(context: Any) -> None:
    results = results_of(2).model_dump_json()
    context.world.notes["asked"] = AskedForImpact(results, file="results.json")


@when("what that run cost is asked for")
@when("what it cost is asked for")
def cost_is_asked_for(context: Any) -> None:
    notes = context.world.notes
    notes["command"] = notes["asked"].ask(app)


@when("what it cost is asked for, for programs")
def cost_is_asked_for_by_programs(context: Any) -> None:
    notes = context.world.notes
    notes["command"] = notes["asked"].ask(app, "--format", "json")


@then("its page and its figures say the same, and ask nobody for anything")
def page_says_the_same(context: Any) -> None:
    expect_page(context.world.notes["asked"])


@then("a count by hand of the lines of that file gives the same figures")
def counted_by_hand(context: Any) -> None:
    expect_counted_by_hand(context.world.notes["asked"])


@then("its captured log, read again, says of every figure what its record says")
def read_again(context: Any) -> None:
    expect_same_when_read_again(context.world.evidence())
