"""Steps about platforms that do nothing: what the specification says of them."""

from typing import Any

from behave import then, when
from hamcrest import assert_that, contains_string, empty, equal_to, less_than_or_equal_to

from support.self_check.null_runs import NullRuns, run_in_a_process


def _runs(context: Any) -> NullRuns:
    runs: NullRuns = context.world.notes["null runs"]
    return runs


@when("every null platform is run on two scenarios of each promise")
def null_platforms_are_run(context: Any) -> None:
    context.world.watchdog.disarm()  # each run has a limit of its own
    context.world.notes["null runs"] = run_in_a_process()


@then("each of them keeps none of the promises that it was tried on, and the report says")
def none_is_kept(context: Any) -> None:
    runs = {run.platform: run for run in _runs(context).runs}
    assert_that(sorted(runs), equal_to(sorted(row[0] for row in context.table)), "who was run")
    for platform, words in context.table:
        run = runs[platform]
        assert_that(run.ended, equal_to(""), f"how the run of one that {platform} ended")
        assert_that(run.kept, empty(), f"promises that one that {platform} is said to keep")
        assert_that(run.sentence, contains_string(words), platform)
        counted = f"0 of {len(run.tried)} promises"
        assert_that(run.sentence, contains_string(counted), platform)
        nobody = words.startswith("Nothing could be tested")
        assert_that(run.exit_code, equal_to(2 if nobody else 1), platform)


@then("each was tried on every promise that a platform can be tried on")
def each_was_tried_on_all(context: Any) -> None:
    stated = _runs(context).stated
    assert stated, "no promise is stated by a scenario that tries a platform"
    for run in _runs(context).runs:
        missing = [promise for promise in stated if promise not in run.tried]
        assert_that(missing, empty(), f"what one that {run.platform} was not tried on")


@then("each took at most {seconds:g} seconds")
def each_was_quick(context: Any, seconds: float) -> None:
    for run in _runs(context).runs:
        assert_that(run.seconds, less_than_or_equal_to(seconds), run.platform)
