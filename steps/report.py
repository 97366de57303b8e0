"""Steps about the report: what it says of a small suite's run, and how it draws a scenario."""

from typing import Any

from behave import given, then, when
from hamcrest import (
    assert_that,
    contains_string,
    empty,
    equal_to,
    has_length,
    less_than,
    starts_with,
)

from support.report.page import render
from support.report.trial import checks, sample
from support.report.trial.checks import Drawn
from support.report.trial.run import EVERY_OUTCOME, LONGEST_TEXT, TAKEN, Trial, trial


def _trial(context: Any) -> Trial:
    ended: Trial = context.world.notes["trial"]
    return ended


def _drawn(context: Any) -> Drawn:
    drawn: Drawn = context.world.notes["drawn"]
    return drawn


@given("a record in which Maya asks and {seconds:g} seconds later is told of a failure")
def record_of_a_late_failure(context: Any, seconds: float) -> None:
    context.world.notes["entries"] = sample.told_late(seconds)


@given("the model stalled after {seconds:g} seconds")
def the_model_stalled(context: Any, seconds: float) -> None:
    context.world.notes["entries"].insert(1, sample.stall(seconds))


@given('the validator found of the last entry "{found}"')
def the_validator_found(context: Any, found: str) -> None:
    context.world.notes["found"] = found


@given(
    "a record in which {pieces:d} pieces of output come within {first:g} seconds, "
    "and {later:g} seconds later a failure"
)
def record_of_output_and_silence(context: Any, pieces: int, first: float, later: float) -> None:
    flow = sample.outputs(pieces, "draft", until=first)
    context.world.notes["entries"] = [*flow, *sample.told_late(first + later)[1:]]


@given('a record in which the steps "{one}" and "{other}" give {pieces:d} pieces of output each')
def record_of_two_steps(context: Any, one: str, other: str, pieces: int) -> None:
    flows = sample.outputs(pieces, one, until=0) + sample.outputs(pieces, other, until=0)
    context.world.notes["entries"] = flows


@given("a record of {count:d} different messages")
def record_of_many_messages(context: Any, count: int) -> None:
    context.world.notes["entries"] = sample.questions(count)


@given("the results of {count:d} scenarios with a timeline each")
def results_of_many_scenarios(context: Any, count: int) -> None:
    context.world.notes["results"] = sample.results_of(count)


@given("the results of {count:d} scenarios with a timeline of {messages:d} messages each")
def results_of_long_scenarios(context: Any, count: int, messages: int) -> None:
    record = sample.recorded(*sample.questions(messages))
    context.world.notes["results"] = sample.results_of(count, record)


@when("a suite that ends in every way is run")
def every_outcome_is_run(context: Any) -> None:
    context.world.notes["trial"] = trial(EVERY_OUTCOME)


@when("only its feature in which everything is kept is run")
def the_kept_feature_is_run(context: Any) -> None:
    context.world.notes["trial"] = trial("@kept")


@when("none of its scenarios is run")
def nothing_is_run(context: Any) -> None:
    context.world.notes["trial"] = trial("@nothing")


@when("a run of it is interrupted")
def a_run_is_interrupted(context: Any) -> None:
    context.world.notes["trial"] = trial("@interrupts")


@when("a run of it is broken off between two scenarios")
def a_run_is_broken_off(context: Any) -> None:
    context.world.notes["trial"] = trial("@aborts")


@when('everything is kept but the hook "{hook}" breaks')
def a_hook_of_the_run_breaks(context: Any, hook: str) -> None:
    context.world.notes["trial"] = trial("@kept", breaks=hook)


@when("everything is kept but the last cleanup breaks")
def the_last_cleanup_breaks(context: Any) -> None:
    context.world.notes["trial"] = trial("@kept", breaks="the last cleanup")


@when("a suite that ends in every way is run, and then its kept feature alone")
def two_runs_in_one_folder(context: Any) -> None:
    context.world.notes["trial"] = trial(EVERY_OUTCOME, "@kept")


@when("its reports go to a folder that cannot be made")
def reports_go_nowhere(context: Any) -> None:
    context.world.notes["trial"] = trial("@kept", folder="a_file/reports")


@when("a folder stands where its results go")
def results_have_no_place(context: Any) -> None:
    context.world.notes["trial"] = trial("@kept", folder=TAKEN)


@when("its timeline is drawn")
def the_timeline_is_drawn(context: Any) -> None:
    notes = context.world.notes
    notes["drawn"] = Drawn.of(sample.recorded(*notes["entries"], found=notes.get("found", "")))


@when("the page is made")
def the_page_is_made(context: Any) -> None:
    context.world.notes["html"] = render(context.world.notes["results"])


@then("the page and the results have the totals that behave printed")
def totals_are_those_of_behave(context: Any) -> None:
    printed = _trial(context).printed_totals()
    assert_that(_trial(context).reported_totals(), equal_to(printed), "in results.json")
    assert_that(_trial(context).page.totals(), equal_to(printed), "on the page")


@then("the results for CI count the same scenarios, and say how long each feature took")
def junit_counts_the_same(context: Any) -> None:
    assert_that(checks.junit_faults(_trial(context)), empty())


@then("each of its scenarios is shown as it ended")
def scenarios_are_shown_as_they_ended(context: Any) -> None:
    assert_that(checks.wrongly_shown_scenarios(_trial(context)), empty())


@then("each of its steps is shown as it ended")
def steps_are_shown_as_they_ended(context: Any) -> None:
    assert_that(checks.wrongly_shown_steps(_trial(context)), empty())


@then('the report says of "{name}" that it broke "{where}": "{sentence}"')
def report_says_what_broke(context: Any, name: str, where: str, sentence: str) -> None:
    problem = _trial(context).scenario(name).problems[0]
    assert_that(problem.where, equal_to(where))
    assert_that(problem.sentence, starts_with(sentence))
    assert_that(checks.card_of(_trial(context), name), contains_string(problem.sentence))


@then('the report of "{name}" shows what was expected and what came')
def report_shows_expected_and_actual(context: Any, name: str) -> None:
    assert_that(checks.card_of(_trial(context), name), contains_string("Expected <2>"))
    assert_that(checks.card_of(_trial(context), name), contains_string("But was <1>"))


@then('the report of "{name}" shows what was printed, and where in the code it failed')
def report_shows_output_and_traceback(context: Any, name: str) -> None:
    card = checks.card_of(_trial(context), name)
    assert_that(card, contains_string("what the step printed"))
    assert_that(card, contains_string('File "steps/trial.py"'))


@then('the report of "{name}" shows "{text}"')
def report_of_a_scenario_shows(context: Any, name: str, text: str) -> None:
    assert_that(checks.card_of(_trial(context), name), contains_string(text))


@then("the promises are")
def the_promises_are(context: Any) -> None:
    found = checks.verdicts(_trial(context))
    expected = {row["promise"]: row["verdict"] for row in context.table}
    assert_that({name: found[name] for name in expected}, equal_to(expected))


@then("each of them leads to the place that states it")
def promises_lead_to_their_rules(context: Any) -> None:
    assert_that(checks.misled_promises(_trial(context)), empty())


@then("the verdict counts the kept among the tested and names the catalogue's size")
def the_verdict_counts(context: Any) -> None:
    verdict = _trial(context).results.verdict
    assert_that(verdict.sentence, contains_string("2 of 7 promises tested here are kept."))
    assert_that(verdict.notes[0], starts_with("The catalogue holds 53 promises: 7 tested"))


@then('the verdict is "{sentence}"')
def the_verdict_is(context: Any, sentence: str) -> None:
    assert_that(_trial(context).results.verdict.sentence, equal_to(sentence))
    assert_that(_trial(context).page.by_id("verdict").text, equal_to(sentence))


@then('the verdict begins "{sentence}"')
def the_verdict_begins(context: Any, sentence: str) -> None:
    assert_that(_trial(context).page.by_id("verdict").text, starts_with(sentence))


@then('the page says "{text}"')
@then('the page shows "{text}" as text')
def the_page_says(context: Any, text: str) -> None:
    assert_that(_trial(context).page.root.text, contains_string(text))


@then("the page has neither a percentage nor a kept promise")
def nothing_is_claimed(context: Any) -> None:
    shown = checks.verdicts(_trial(context)).values()
    assert_that(checks.visible_text(_trial(context)).count("%"), equal_to(0))
    assert_that(set(shown), equal_to({"not run"}))


@then("the results say that the run was interrupted")
def results_say_interrupted(context: Any) -> None:
    assert_that(_trial(context).results.about.interrupted, equal_to(True))


@then("the small run fails, as behave does")
def the_trial_fails(context: Any) -> None:
    assert_that(_trial(context).exit_code, equal_to(1))


@then('behave says "{text}"')
def behave_says(context: Any, text: str) -> None:
    assert_that(_trial(context).printed, contains_string(text))


@then("nothing of the first run, and nothing half written, is left")
def nothing_is_left_of_the_first(context: Any) -> None:
    left = {*_trial(context).files, "junit/features.big.xml"}
    assert_that(sorted(left), equal_to(sorted(trial("@kept").files)))
    assert_that(_trial(context).files, has_length(len(left) - 1))
    assert_that(_trial(context).html.count("It crashed"), equal_to(0))


@then("nothing half written is left")
def nothing_is_half_written(context: Any) -> None:
    assert_that(_trial(context).files, empty())


@then("the page makes no request and runs nothing")
def the_page_asks_nobody(context: Any) -> None:
    assert_that(_trial(context).page.requests(), empty())


@then("the page is properly nested, and its links lead somewhere")
def the_page_is_sound(context: Any) -> None:
    assert_that(_trial(context).page.faults, empty())
    assert_that(_trial(context).page.accessibility_faults(), empty())


@then("neither colours of a terminal nor broken characters are left in any file")
def files_hold_plain_text(context: Any) -> None:
    assert_that(checks.unwritable_characters(_trial(context)), empty())


@then("the results hold all of its million characters")
def results_hold_the_long_text(context: Any) -> None:
    (step,) = _trial(context).scenario("It is long").steps
    assert_that(step.text or "", has_length(LONGEST_TEXT))


@then("the page made from results.json is the page that was written")
def the_page_is_made_again(context: Any) -> None:
    assert_that(render(_trial(context).results) == _trial(context).html, equal_to(True))


@then('the drawing says "{text}"')
def the_drawing_says(context: Any, text: str) -> None:
    assert_that(" | ".join(_drawn(context).texts), contains_string(text))


@then('the drawing says "{text}" twice')
def the_drawing_says_twice(context: Any, text: str) -> None:
    assert_that(_drawn(context).texts.count(text), equal_to(2))


@then('only the lanes "{lanes}" are drawn')
def only_these_lanes_are_drawn(context: Any, lanes: str) -> None:
    assert_that(", ".join(_drawn(context).lanes), equal_to(lanes))


@then('the list says "{text}" at its last line')
def the_list_says_last(context: Any, text: str) -> None:
    assert_that(_drawn(context).listed[-1], contains_string(text))


@then("it says that {count:d} more are in the list")
def more_are_in_the_list(context: Any, count: int) -> None:
    assert_that(_drawn(context).text, contains_string(f"… {count} more in the list"))


@then("the list has {count:d} lines")
def the_list_has_lines(context: Any, count: int) -> None:
    assert_that(_drawn(context).listed, has_length(count))


@then("it is smaller than {most:d} bytes")
def it_is_smaller_than(context: Any, most: int) -> None:
    assert_that(len(context.world.notes["html"].encode()), less_than(most))


@then("it has {count:d} drawings")
def it_has_drawings(context: Any, count: int) -> None:
    assert_that(context.world.notes["html"].count("<svg viewBox"), equal_to(count))


@then('it says instead "{text}"')
def it_says_instead(context: Any, text: str) -> None:
    assert_that(context.world.notes["html"], contains_string(text))
