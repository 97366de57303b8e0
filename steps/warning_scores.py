"""Steps about traces of calls, and the scores of the alarms on them."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, close_to, equal_to

from support.self_check import warning_traces as made
from support.warning.scores import Outcome, counts, scores
from support.warning.traces import trace


def _numbers(words: str) -> list[int]:
    return [int(word) for word in words.split(",") if word.strip()]


@given("calls that fail at call {failure:d}")
def calls_that_fail(context: Any, failure: int) -> None:
    context.world.notes["failure"] = failure


@given("these days of calls")
def days_of_calls(context: Any) -> None:
    context.world.notes["scores"] = scores(
        Outcome(
            _numbers(row["alarms"]),
            int(row["calls"]),
            None if row["fails at"] == "never" else int(row["fails at"]),
        )
        for row in context.table
    )


@when("an alarm is raised at {alarms}")
def alarm_is_raised(context: Any, alarms: str) -> None:
    context.world.notes["alarms"] = _numbers(alarms)


@when("calls of the kind {kind} are made, {healthy:d} of them healthy")
def calls_are_made(context: Any, kind: str, healthy: int) -> None:
    context.world.notes["trace"] = trace(kind, 1, healthy=healthy, diurnal=False)


@when("{count:d} healthy calls of the kind {distribution} are made")
def healthy_calls_are_made(context: Any, count: int, distribution: str) -> None:
    kind = f"{distribution}-healthy"
    context.world.notes["trace"] = trace(kind, 1, healthy=count, diurnal=False)


@then("{count:d} of the alarms count")
def alarms_count(context: Any, count: int) -> None:
    notes = context.world.notes
    good = [alarm for alarm in notes["alarms"] if counts(alarm, notes["failure"])]
    assert_that(len(good), equal_to(count))


@then("the lead is {lead} calls")
def lead_is(context: Any, lead: str) -> None:
    notes = context.world.notes
    found = scores([Outcome(notes["alarms"], 1000, notes["failure"])]).median_lead
    assert_that(found, equal_to(None if lead == "no" else int(lead)))


@then("the precision is {good:d} / {all:d}, and the recall {warned:d} / {failed:d}")
def precision_and_recall(context: Any, good: int, all: int, warned: int, failed: int) -> None:  # noqa: A002
    found = context.world.notes["scores"]
    assert_that((found.precision, found.recall), equal_to((good / all, warned / failed)))


@then("the median lead is {lead:g} calls")
def median_lead(context: Any, lead: float) -> None:
    assert_that(context.world.notes["scores"].median_lead, equal_to(lead))


@then("there are {false:d} false alarms in {calls:d} / {per_hour:d} healthy hours")
def false_alarms(context: Any, false: int, calls: int, per_hour: int) -> None:
    found = context.world.notes["scores"]
    assert_that(found.healthy_hours, equal_to(calls / per_hour))
    assert_that(found.false_alarms_per_hour, close_to(false / (calls / per_hour), 1e-9))


@then("neither precision, recall nor lead is known")
def nothing_is_known(context: Any) -> None:
    found = context.world.notes["scores"]
    known = (found.precision, found.recall, found.median_lead)
    assert_that(known, equal_to((None, None, None)))


@then("the upstream fails {fails}")
def upstream_fails(context: Any, fails: str) -> None:
    made.expect_failure(context.world.notes["trace"], fails)


@then("the same seed makes the same calls again, and another one others")
def same_seed_same_calls(context: Any) -> None:
    made.expect_seeded(context.world.notes["trace"])


@then("their {what} is {value:g}, to within {error:g}")
def they_take(context: Any, what: str, value: float, error: float) -> None:
    found = made.measured(context.world.notes["trace"], what)
    assert_that(found, close_to(value, error), what)


@then("a ramp's calls take 20 ms longer each, to 3 seconds at the last")
def ramp_grows(context: Any) -> None:
    made.expect_ramp()


@then("a step's calls take 1 second longer")
def step_is_one_second(context: Any) -> None:
    made.expect_step()


@then("a burst is 10 calls that take 3 times as long, and back")
def burst_is_short(context: Any) -> None:
    made.expect_burst()


@then("10 percent of an error ramp's calls fail, from hardly any to 20 percent")
def errors_grow(context: Any) -> None:
    made.expect_error_ramp()


@then("the time of day moves every third seed's calls by 30 percent, up and down")
def time_of_day_moves(context: Any) -> None:
    made.expect_time_of_day()
