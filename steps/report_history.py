"""Steps about runs that follow each other: history, known breaks, comparisons."""

import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

from behave import given, then, when
from hamcrest import assert_that, contains_string, equal_to, has_length
from typer.testing import CliRunner

from support.cli import app
from support.report.standing import Since
from support.report.trial.sample import ended_as
from support.self_check.small_suite import Ended, SmallSuite

WHERE: Final = "features/small.feature"
HISTORY: Final = "reports/history"
WHY: Final = 'reason = "we wait for the vendor"\nissue = "https://tracker.example/7"'
LISTED: Final = {
    "the promise": f'promise = "NSF-1"\n{WHY}',
    "another promise": f'promise = "REC-1"\n{WHY}',
    "the scenario": f'scenario = "{WHERE}: Her answer comes"\n{WHY}',
    "a scenario that is gone": f'scenario = "{WHERE}: She sings"\n{WHY}',
    "a promise without a reason": 'promise = "NSF-1"\nreason = " "',
    "a promise of nobody": f'promise = "XYZ-1"\n{WHY}',
}


def _suite(context: Any) -> SmallSuite:
    suite: SmallSuite = context.world.notes["small suite"]
    return suite


def _run(context: Any) -> Ended:
    ended: Ended = context.world.notes["small run"]
    return ended


def _history(context: Any) -> list[Path]:
    return sorted((_suite(context).folder / HISTORY).glob("*.json"))


@given("a small suite of which an earlier run was kept")
def an_earlier_run(context: Any) -> None:
    context.execute_steps("Given a small suite that is well written")
    it_was_run(context, 1)


@given('its step is now "{step}"')
def step_is_now(context: Any, step: str) -> None:
    _suite(context).write_step(step)


@given("it was run {times:d} times more")
def it_was_run(context: Any, times: int) -> None:
    context.world.watchdog.disarm()  # a run has a limit of its own
    for _ in range(times):
        _suite(context).run("support", "run")


@given("its history holds {count:d} runs of the past")
def history_holds_runs(context: Any, count: int) -> None:
    (kept,) = _history(context)
    for number in range(1, count):
        shutil.copy(kept, kept.with_name(kept.name.replace(".json", f".{number}.json")))


@given("a list of known breaks with {what}")
def a_list_of_known_breaks(context: Any, what: str) -> None:
    _suite(context).write("known.toml", f"[[known]]\n{LISTED[what]}\n")


@given("a list of known breaks made from its first run")
def a_first_list(context: Any) -> None:
    it_was_run(context, 1)
    listed = _suite(context).run("support", "baseline", "reports")
    _suite(context).write("known.toml", listed.output)


@given('the results of a run in which the scenario "{how}"')
def results_of_a_run(context: Any, how: str) -> None:
    context.world.notes["first run"] = ended_as(how)


@given('the results of another in which it "{how}"')
def results_of_another(context: Any, how: str) -> None:
    context.world.notes["second run"] = ended_as(how)


@when("that run's file is damaged, and the small suite is run again")
def a_file_is_damaged(context: Any) -> None:
    (kept,) = _history(context)
    kept.write_bytes(kept.read_bytes()[:100])
    context.execute_steps("When the command line runs the small suite")


@when("the two are compared")
def two_are_compared(context: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name in ("first run", "second run"):
            files.append(str(Path(folder) / f"{name}.json"))
            Path(files[-1]).write_text(context.world.notes[name].model_dump_json(), "utf-8")
        context.world.notes["command"] = CliRunner().invoke(app, ["compare", *files])


@then('the promise is told as "{words}"')
def promise_is_told_as(context: Any, words: str) -> None:
    told = [one for one in _run(context).results["promises"] if one["since"]]
    assert_that([one["id"] for one in told], equal_to(["NSF-1"]))
    assert_that(Since(**told[0]["since"]).sentence, contains_string(words))
    page_says(context, words)


@then('its page says "{words}"')
def page_says(context: Any, words: str) -> None:
    page = (_run(context).reports / "index.html").read_text("utf-8")
    assert_that(page, contains_string(words))


@then("the history holds {count:d} files")
@then("the history holds {count:d} file")
def history_holds(context: Any, count: int) -> None:
    assert_that(_history(context), has_length(equal_to(count)))
