"""Steps about two runs and whether they left the same transcripts."""

from typing import Any

from behave import given, then, use_fixture, when
from hamcrest import assert_that, contains_string, empty, equal_to

from support.determinism import compare
from support.self_check.two_runs import TwoRuns, two_runs


def _runs(context: Any) -> TwoRuns:
    notes: dict[str, Any] = context.world.notes
    if "two runs" not in notes:
        notes["two runs"] = use_fixture(two_runs, context)
    runs: TwoRuns = notes["two runs"]
    return runs


@given('the transcript "{name}" is "{first}" in the first run and "{second}" in the second')
def transcript_of_both(context: Any, name: str, first: str, second: str) -> None:
    _runs(context).write(name, first=first, second=second)


@given('the transcript "{name}" is written by the first run only')
def transcript_of_the_first(context: Any, name: str) -> None:
    _runs(context).write(name, first="hello")


@given('the transcript "{name}" is written by the second run only')
def transcript_of_the_second(context: Any, name: str) -> None:
    _runs(context).write(name, second="hello")


@given("two runs that left no transcript")
def no_transcripts(context: Any) -> None:
    _runs(context)


@when("the two runs are compared")
def runs_are_compared(context: Any) -> None:
    runs = _runs(context)
    context.world.notes["comparison"] = compare(runs.first, runs.second)


@then("{count:d} transcripts were compared")
def transcripts_were_compared(context: Any, count: int) -> None:
    assert_that(context.world.notes["comparison"].compared, equal_to(count))


@then("no difference is found")
def no_difference(context: Any) -> None:
    assert_that(context.world.notes["comparison"].differences, empty())


@then('the difference is told as "{words}"')
def difference_is_told(context: Any, words: str) -> None:
    told = "\n".join(context.world.notes["comparison"].differences)
    assert_that(told, contains_string(words))
