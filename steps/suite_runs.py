"""Steps about runs of a small suite: what behave and the command line make of it."""

from collections.abc import Callable
from typing import Any

from behave import given, then, use_fixture, when
from hamcrest import assert_that, contains_string, equal_to, has_entries, is_

from support.self_check.small_suite import Ended, SmallSuite, small_suite

NOBODY_THERE = "support.self_check.null_platforms:RefusesTheConnection"


def _suite(context: Any) -> SmallSuite:
    suite: SmallSuite = context.world.notes["small suite"]
    return suite


def _run(context: Any) -> Ended:
    ended: Ended = context.world.notes["small run"]
    return ended


def _let_it_run(context: Any, run: Callable[[], Ended]) -> None:
    context.world.watchdog.disarm()  # a run has a limit of its own
    context.world.notes["small run"] = run()


@given("a small suite that is well written")
def a_small_suite(context: Any) -> None:
    context.world.notes["small suite"] = use_fixture(small_suite, context)


@given('a small suite whose only step is "{step}"')
def a_small_suite_with_a_step(context: Any, step: str) -> None:
    a_small_suite(context)
    _suite(context).write_step(step)


@given("a small suite with the feature")
def a_small_suite_with_a_feature(context: Any) -> None:
    a_small_suite(context)
    _suite(context).write_feature(context.text)


@given("its settings in pyproject.toml are")
def settings_in_a_file(context: Any) -> None:
    _suite(context).configure(dict(context.table.rows))


@given("a feature file that is empty")
def an_empty_feature_file(context: Any) -> None:
    _suite(context).write_feature("", name="empty")


@given('it has another step for "{words}"')
def another_step(context: Any, words: str) -> None:
    _suite(context).write_another_step(words)


@given('its hook "{hook}" is asynchronous')
def an_asynchronous_hook(context: Any, hook: str) -> None:
    _suite(context).make_asynchronous(hook)


@given("a signal comes before its first scenario")
def a_signal_comes_early(context: Any) -> None:
    _suite(context).interrupt_before_the_first_scenario()


@when('behave runs the small suite with "{arguments}"')
def behave_runs_it_with(context: Any, arguments: str) -> None:
    _let_it_run(context, lambda: _suite(context).run("behave", *arguments.split()))


@when("behave runs the small suite")
def behave_runs_it(context: Any) -> None:
    _let_it_run(context, lambda: _suite(context).run("behave"))


@when('the command line runs the small suite with "{arguments}"')
def command_line_runs_it_with(context: Any, arguments: str) -> None:
    _let_it_run(context, lambda: _suite(context).run("support", "run", *arguments.split()))


@when("the command line runs the small suite on a platform that refuses the connection")
def command_line_runs_it_on_nobody(context: Any) -> None:
    command_line_runs_it_with(context, f"-D target={NOBODY_THERE}")


@when("the command line runs the small suite")
def command_line_runs_it(context: Any) -> None:
    _let_it_run(context, lambda: _suite(context).run("support", "run"))


@when("the command line compares two runs of the small suite")
def command_line_compares(context: Any) -> None:
    _let_it_run(context, lambda: _suite(context).run("support", "determinism"))


@when("its time is measured")
def time_is_measured(context: Any) -> None:
    _let_it_run(
        context, lambda: _suite(context).run("support", "bench", "specification", "--rounds", "1")
    )


@when('the command line plays hostile input with "{arguments}"')
def hostile_input_is_played(context: Any, arguments: str) -> None:
    _let_it_run(context, lambda: _suite(context).run("support", "fuzz", *arguments.split()))


@when('its configuration is shown with "{arguments}"')
def configuration_is_shown(context: Any, arguments: str) -> None:
    command = ["support", "validate-config", *arguments.split()]
    _let_it_run(context, lambda: _suite(context).run(*command))


@when("behave is sent {name} while a step waits")
def behave_is_signalled(context: Any, name: str) -> None:
    _let_it_run(context, lambda: _suite(context).run_until_signalled(name, "behave"))


@when("the command line is sent {name} while a step waits")
def command_line_is_signalled(context: Any, name: str) -> None:
    command = ("support", "run")
    _let_it_run(context, lambda: _suite(context).run_until_signalled(name, *command))


@when("behave is sent {name} until it is gone")
def behave_is_signalled_again(context: Any, name: str) -> None:
    _let_it_run(context, lambda: _suite(context).run_until_signalled_again(name, "behave"))


@then("the small run ends with {code:d}")
def run_ends_with(context: Any, code: int) -> None:
    assert_that(_run(context).exit_code, equal_to(code), _run(context).output)


@then('it says "{words}"')
def run_says(context: Any, words: str) -> None:
    assert_that(_run(context).output, contains_string(words))


@then('its report says "{words}"')
def report_says(context: Any, words: str) -> None:
    assert_that(_run(context).report_text(), contains_string(words))


@then('its promise is "{verdict}"')
def promise_is(context: Any, verdict: str) -> None:
    promises = {one["id"]: one["verdict"] for one in _run(context).results["promises"]}
    assert_that(promises["NSF-1"], equal_to(verdict), _run(context).output)


@then('the scenario "{name}" was not run, because "{reason}"')
def scenario_was_left_out(context: Any, name: str, reason: str) -> None:
    assert_that(
        _run(context).left_out().get(name, ""), contains_string(reason), _run(context).output
    )


@then("it leaves no report")
def no_report(context: Any) -> None:
    assert_that(_run(context).has_report, is_(False), "a report was written")


@then("it leaves a report")
def a_report(context: Any) -> None:
    assert_that(_run(context).has_report, is_(True), _run(context).output)


@then("its scenarios ended as")
def scenarios_ended_as(context: Any) -> None:
    expected = dict(context.table.rows)
    assert_that(_run(context).scenarios(), has_entries(expected), _run(context).output)
