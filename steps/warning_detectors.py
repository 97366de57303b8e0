"""Steps about the detectors of an early warning, each on its own."""

import json
from typing import Any

from behave import then, when
from hamcrest import assert_that, close_to, contains_string, equal_to, greater_than_or_equal_to

from support.self_check import warning_detectors as tried
from support.warning.detectors.cusum import BAD_SHARE, USUAL_SHARE, Cusum, error_weight
from support.warning.detectors.ewma import Ewma
from support.warning.detectors.phi import phi
from support.warning.scores import scores


@when("alarms are looked for in the calls {calls}")
def alarms_are_looked_for(context: Any, calls: str) -> None:
    context.world.notes["refused"] = tried.refusal(json.loads(calls))


@when("the detector that we use watches {count:d} upstreams that grow slower until they fail")
def it_watches_ramps(context: Any, count: int) -> None:
    context.world.notes["outcomes"] = tried.outcomes("gamma-ramp", count)


@when("the detector that we use watches {hours:d} healthy hours")
@when("it watches {hours:d} healthy hours more")
def it_watches_healthy_hours(context: Any, hours: int) -> None:
    before = context.world.notes.setdefault("outcomes", [])
    before += tried.outcomes("gamma-healthy", hours, after=len(before))


@then("a cumulative sum with the slack {slack:g} goes, for {values}, over {sums}")
def cumulative_sum(context: Any, slack: float, values: str, sums: str) -> None:
    tried.expect_course(Cusum(slack).add, values, sums)


@then("an error weighs {error:g} and a good call {good:g}")
def weights_of_calls(context: Any, error: float, good: float) -> None:
    found = [error_weight(ok, USUAL_SHARE, BAD_SHARE) for ok in (False, True)]
    assert_that(found[0], close_to(error, 1e-6))
    assert_that(found[1], close_to(good, 1e-6))


@then("a moving average with the weight {weight:g} goes, for {values}, over {deviations}")
def moving_average(context: Any, weight: float, values: str, deviations: str) -> None:
    tried.expect_course(Ewma(weight).add, values, deviations)


@then("after {elapsed:g} s, with {mean:g} s to within {sd:g} s usual, phi is {value:g}")
def phi_is(context: Any, elapsed: float, mean: float, sd: float, value: float) -> None:
    assert_that(phi(elapsed, mean, sd), close_to(value, 1e-5))


@then(
    "after {elapsed:g} s, with {mean:g} s to within {sd:g} s usual, "
    "the printed definition breaks down"
)
def printed_phi_breaks_down(context: Any, elapsed: float, mean: float, sd: float) -> None:
    context.world.notes["phi at"] = lambda seconds: phi(seconds, mean, sd)
    context.world.notes["elapsed"] = elapsed
    tried.expect_breakdown(elapsed, mean, sd)


@then("phi is a number there, and not below that of {nearer:g} s")
def phi_is_finite(context: Any, nearer: float) -> None:
    notes = context.world.notes
    found, before = (notes["phi at"](seconds) for seconds in (notes["elapsed"], nearer))
    tried.expect_finite(found)
    assert_that(found, greater_than_or_equal_to(before))


@then('that is refused, because "{why}"')
def calls_are_refused(context: Any, why: str) -> None:
    assert_that(context.world.notes["refused"], contains_string(why))


@then(
    "{detector} raises no alarm on no calls, on one call, and on {count:d} calls that are all alike"
)
def no_alarm_on_little(context: Any, detector: str, count: int) -> None:
    tried.expect_silence(detector, count)


@then("{detector} takes calls of no time at all, and calls that never ended")
def takes_extremes(context: Any, detector: str) -> None:
    tried.expect_robust(detector)


@then(
    "calls that are slow from call {first:d} on are warned of once within {horizon:d} calls, "
    "and again after them"
)
def warned_of_again(context: Any, first: int, horizon: int) -> None:
    tried.expect_renewal(first, horizon)


@then("calls that are slow for {count:d} calls, twice, are warned of twice")
def warned_of_twice(context: Any, count: int) -> None:
    tried.expect_two_alarms(count)


@then("its precision and its recall are at least {least:g}")
def precise_and_complete(context: Any, least: float) -> None:
    found = scores(context.world.notes["outcomes"])
    assert_that(found.precision, greater_than_or_equal_to(least), "precision")
    assert_that(found.recall, greater_than_or_equal_to(least), "recall")


@then("half of the failures are warned of at least {lead:d} calls before")
def early_enough(context: Any, lead: int) -> None:
    found = scores(context.world.notes["outcomes"])
    assert_that(found.median_lead, greater_than_or_equal_to(lead))


@then("it raises at most one false alarm in {hours:d} healthy hours")
def seldom_false(context: Any, hours: int) -> None:
    found = scores(context.world.notes["outcomes"])
    assert_that(found.healthy_hours, greater_than_or_equal_to(hours))
    rate = found.false_alarms_per_hour
    assert rate is not None and rate * hours <= 1, f"{rate} false alarms in a healthy hour"  # noqa: PT018


@then("the detector that we use raises no alarm in {count:d} bursts of ten slow calls")
def bursts_are_no_alarm(context: Any, count: int) -> None:
    found = scores(tried.outcomes("gamma-burst", count))
    assert_that((found.traces, found.alarms), equal_to((count, 0)))
