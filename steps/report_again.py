"""Steps about what is made from the results of a run, and about files that hold none."""

import json
import tempfile
from pathlib import Path
from typing import Any, Final

from behave import then, when
from hamcrest import assert_that, empty, equal_to, has_item
from typer.testing import CliRunner

from support.cli import app
from support.report.trial import again
from support.report.trial.run import Trial
from support.report.trial.sample import results_of

GOOD: Final = json.loads(results_of(1).model_dump_json())
FILES: Final[dict[str, str | None]] = {
    "a file that is not there": None,
    "a file that is not JSON": "<html>",
    "a file of another program": '{"scenarios": 12}',
    "results of the next major version": json.dumps(GOOD | {"version": "2.0"}),
    "results with a field that is wrong": json.dumps(GOOD | {"duration": "long"}),
    "results of a later minor version": json.dumps(GOOD | {"version": "1.999", "weather": "fair"}),
}


def _trial(context: Any) -> Trial:
    ended: Trial = context.world.notes["trial"]
    return ended


@when("its report is made again from the results alone")
def report_is_made_again(context: Any) -> None:
    context.world.notes["made again"] = again.made_again(_trial(context))


@when("the report is made again from {what}")
def report_is_made_from(context: Any, what: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "results.json"
        text = FILES[what]
        if text is not None:
            source.write_text(text, encoding="utf-8")
        context.world.notes["command"] = CliRunner().invoke(app, ["report", str(source)])


@then("the files made again are those that were written")
def files_are_the_same(context: Any) -> None:
    made, written = context.world.notes["made again"], again.written(_trial(context))
    assert_that(sorted(made), equal_to(sorted(written)))
    assert_that([name for name in made if made[name] != written[name]], empty())


@then("the messages hold each scenario that was run, as it ended")
def messages_hold_each_scenario(context: Any) -> None:
    assert_that(again.wrongly_told(_trial(context)), empty())


@then("each of the messages leads only to what was said before")
def messages_lead_somewhere(context: Any) -> None:
    assert_that(again.dangling(_trial(context)), empty())


@then('the messages say "{text}" of a hook')
def messages_tell_of_a_hook(context: Any, text: str) -> None:
    told = [one[: len(text)] for one in again.told_of_hooks(_trial(context))]
    assert_that(told, has_item(text))


@then('the messages say "{text}" of a hook of the run')
def messages_tell_of_a_hook_of_the_run(context: Any, text: str) -> None:
    told = [one[: len(text)] for one in again.told_of_hooks_of_the_run(_trial(context))]
    assert_that(told, has_item(text))


@then('the schema beside the results is the one that "{command}" prints')
def schema_is_the_printed_one(context: Any, command: str) -> None:
    printed = CliRunner().invoke(app, command.split()).output
    assert_that(_trial(context).files["results.schema.json"].decode() == printed, equal_to(True))


@then("each field of its results is in the schema")
def schema_names_each_field(context: Any) -> None:
    schema = json.loads(_trial(context).files["results.schema.json"])
    results = json.loads(_trial(context).files["results.json"])
    assert_that(again.fields_outside(schema, results), empty())
