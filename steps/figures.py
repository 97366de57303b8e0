"""Figures of recovery and of customer impact, worked by hand."""

from typing import Any

from behave import given, then
from hamcrest import assert_that, starts_with

from support.figures.impact_text import rows
from support.measures import Declared, Incident
from support.self_check.figures import (
    by_hand,
    expect_burn,
    expect_costs,
    expect_figure,
    expect_shown,
    expect_times,
    expect_unrecovered,
)
from support.self_check.worked_log import WorkedLog

OUTAGE = {"root_failure_id": "p", "failure_id": "f3"}


def _log(context: Any) -> WorkedLog:
    log: WorkedLog = context.world.notes["log"]
    return log


@given("this was captured")
def this_was_captured(context: Any) -> None:
    context.world.notes["log"] = WorkedLog.in_words(context.table)


@given("nobody lifted the fault")
def nobody_lifted_it(context: Any) -> None:
    _log(context).drop(lambda entry: "lifted" in entry)


@given("the fault is lifted at {at:g} instead")
def lifted_at(context: Any, at: float) -> None:
    nobody_lifted_it(context)
    _log(context).entries.append({"at": at, "lifted": True})


@given("the log has no journal of the provider")
def no_journal(context: Any) -> None:
    _log(context).drop(lambda entry: "upstream" in entry)


@given("no recovery was told")
def no_recovery(context: Any) -> None:
    _log(context).drop_events("system_recovered")


@given("the next request fails")
def next_request_fails(context: Any) -> None:
    _log(context).drop_events("run_completed")
    _log(context).hear(52.0, "Maya", "agent_error", run_id="r2", terminal=True)


@given("nobody asks again")
def nobody_asks_again(context: Any) -> None:
    _log(context).drop(lambda entry: entry.get("asked") == "2")


@given("incidents that were out for 1, 2, 3 and so on up to {count:d} seconds")
def many_incidents(context: Any, count: int) -> None:
    context.world.notes["incidents"] = [
        Incident(fault_at=100.0, recovered_at=100.0 + seconds) for seconds in range(1, count + 1)
    ]


@given("it is declared that there are {count:d} customers")
def declared_customers(context: Any, count: int) -> None:
    _log(context).declared = Declared(customers=count)


@given("it is declared that a customer is worth {value:g} a month")
def declared_value(context: Any, value: float) -> None:
    _log(context).declared = Declared(value_per_customer=value)


@given("it is declared that a word is late after {seconds:g} s")
def declared_late(context: Any, seconds: float) -> None:
    _log(context).declared = Declared(late_after=seconds)


@given("Tom's request was asked during reduced service")
def reduced_for_tom(context: Any) -> None:
    told = {"root_failure_id": "o", "failure_id": "f2"}
    _log(context).hear(19.0, "Tom", "graceful_degradation", **told)


@given("a second incident of Maya's began at {start:g} and was over at {end:g}")
def second_incident(context: Any, start: float, end: float) -> None:
    _log(context).entries.append({"at": start, "who": "Maya", "asked": "9"})
    _log(context).hear(start, "Maya", "request_rejected", request_id="9", **OUTAGE)
    _log(context).hear(end, "Maya", "system_recovered", **OUTAGE)


@given("a log in which nobody asked for anything")
def empty_log(context: Any) -> None:
    context.world.notes["log"] = WorkedLog()


@given("that log three times")
def log_three_times(context: Any) -> None:
    _log(context).times = 3


@given(
    "an hour with 1250 requests, 125 of them in its last 5 minutes, of which the last {bad:d} fail"
)
def an_hour(context: Any, bad: int) -> None:
    context.world.notes["bad"] = bad


@then("these are its figures, by this arithmetic")
def figures_are(context: Any) -> None:
    expect_times(_log(context), context.table)


@then('"{name}" is "{said}"')
def figure_is(context: Any, name: str, said: str) -> None:
    notes = context.world.notes
    expect_figure(notes.get("incidents") or _log(context).incidents, name, said)


@then("by hand it is half of 20 = 10, 0.95 * 20 = 19, and (1 + 20) / 2 = 10.5")
def percentiles_by_hand(context: Any) -> None:
    for arithmetic in ("0.5 * 20 = 10", "0.95 * 20 = 19", "(1 + 20) / 2 = 10.5"):
        by_hand(arithmetic)


@then('it is listed as not recovered, because "{why}"')
def listed_apart(context: Any, why: str) -> None:
    expect_unrecovered(_log(context), why)


@then("this is what it cost, by this arithmetic")
def costs_are(context: Any) -> None:
    expect_costs(_log(context), context.table)


@then('"{name}" is shown as "{words}"')
def cost_is_shown(context: Any, name: str, words: str) -> None:
    expect_shown(_log(context), name, words)


@then("it {verdict} at 14.4: {long:g} over 1 h and {short:g} over 5 min, of a promise of 99.9 %")
def burn_is(context: Any, verdict: str, long: float, short: float) -> None:
    expect_burn(context.world.notes["bad"], verdict, long, short)


@then("these are not measured")
def not_measured(context: Any) -> None:
    told = dict(rows(_log(context).total, _log(context).declared))
    for name in context.table.headings:
        assert_that(told[name], starts_with("n/a"), name)
