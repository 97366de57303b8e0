"""Steps about the report: what it says of a small suite's run."""

from typing import Any

from behave import then, when
from hamcrest import assert_that, contains_string, empty, equal_to, has_length, starts_with

from support.report.page import render
from support.report.trial import checks
from support.report.trial.run import EVERY_OUTCOME, LONGEST_TEXT, TAKEN, Trial, trial


def _trial(context: Any) -> Trial:
    ended: Trial = context.world.notes["trial"]
    return ended


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


@then("each scenario that broke has the command that runs it alone")
def what_broke_can_be_run_alone(context: Any) -> None:
    places = checks.places_of_what_broke(_trial(context))
    commands = [code.text for code in _trial(context).page.by_id("broke").all("code")]
    assert places, "nothing broke in this trial"
    assert_that(commands, equal_to([f"python -m support run {place}" for place in places]))


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


@then("the page makes no request and runs nothing but its own script")
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
