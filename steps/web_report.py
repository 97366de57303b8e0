"""Steps about the report in a real browser, and about what others read."""

import json
from pathlib import Path
from typing import Any

from behave import then, when
from hamcrest import (
    assert_that,
    contains_string,
    empty,
    greater_than_or_equal_to,
    less_than,
)

from support.contract.published import asyncapi, json_schema
from support.self_check.browser import tools
from support.self_check.browser.checks import (
    HOW,
    NAMED,
    milliseconds_to_open,
    open_all,
    text_of,
)
from support.self_check.browser.opened import browser_of
from support.self_check.browser.reports import (
    kill_matrix_of,
    missing_on_the_formatters_page,
    report_of,
    scenario_count,
    sentences_of_the_verdict,
)


def _folder(context: Any) -> Path:
    folder: Path = context.world.notes["report"]
    return folder


@when("the report of {run} is opened")
def report_is_opened(context: Any, run: str) -> None:
    context.world.watchdog.disarm()  # a run has a limit of its own
    context.world.notes["report"] = report_of(run)
    context.world.notes["address"] = (_folder(context) / "index.html").as_uri()


@when('the page "{page}" beside the report of {run} is opened')
def page_beside_the_report_is_opened(context: Any, page: str, run: str) -> None:
    report_is_opened(context, run)
    context.world.notes["address"] = (_folder(context) / page).as_uri()


@when("the kill matrix of some saboteurs is opened")
def kill_matrix_is_opened(context: Any) -> None:
    context.world.watchdog.disarm()  # a matrix has a limit of its own
    page = kill_matrix_of("opens at") / "kill-matrix.html"
    context.world.notes["address"] = page.as_uri()


@then('with all of it open the check for "{check}" finds nothing')
def check_finds_nothing_in_all(context: Any, check: str) -> None:
    opened = browser_of(context).open(context.world.notes["address"], **HOW.get(check, {}))
    open_all(opened)
    assert_that("\n".join(NAMED[check](opened)), empty())


@then("without a script its verdict is the one of the results")
def verdict_is_readable(context: Any) -> None:
    opened = browser_of(context).open(context.world.notes["address"], scripts=False)
    for sentence in sentences_of_the_verdict(_folder(context)):
        assert_that(text_of(opened), contains_string(sentence))


@then("it holds at least {count:d} scenarios")
def it_holds_scenarios(context: Any, count: int) -> None:
    assert_that(scenario_count(_folder(context)), greater_than_or_equal_to(count))


@then("it takes less than {most:d} bytes a scenario, which is 2 megabytes for 500")
def it_is_a_small_file(context: Any, most: int) -> None:
    size = (_folder(context) / "index.html").stat().st_size
    assert_that(size / scenario_count(_folder(context)), less_than(most), "bytes a scenario")


@then("how long it took is written down")
def time_is_written_down(context: Any) -> None:
    took = milliseconds_to_open(browser_of(context).open(context.world.notes["address"]))
    measured = {
        "scenarios": scenario_count(_folder(context)),
        "bytes": (_folder(context) / "index.html").stat().st_size,
        "milliseconds to open": round(took),
    }
    kept = context.world.configuration.reports / "measured-in-the-browser.json"
    kept.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


def _judge(context: Any, script: str, *documents: Any) -> None:
    context.world.watchdog.disarm()
    folder = context.world.configuration.reports
    paths = []
    for number, document in enumerate(documents):
        paths.append(folder / f"judged-{number}.json")
        paths[-1].write_text(json.dumps(document), encoding="utf-8")
    try:
        context.world.notes["found"] = tools.judged_by_node(script, *paths)
    finally:
        for path in paths:
            path.unlink()


@when("the published schema of the events is read by ajv")
def schema_is_read(context: Any) -> None:
    _judge(context, "schemas.mjs", json_schema(open_to_new_fields=False))


@when("the published AsyncAPI document is read by its parser")
def asyncapi_is_read(context: Any) -> None:
    _judge(context, "asyncapi.mjs", asyncapi(open_to_new_fields=False))


@when("the results of {run} are read by ajv")
def results_are_read(context: Any, run: str) -> None:
    context.world.watchdog.disarm()
    written = [report_of(run) / name for name in ("results.schema.json", "results.json")]
    _judge(context, "schemas.mjs", *(json.loads(path.read_bytes()) for path in written))


@when("Cucumber's formatter makes a page of the messages of {run}")
def formatter_makes_a_page(context: Any, run: str) -> None:
    context.world.watchdog.disarm()
    context.world.notes["report"] = report_of(run)
    messages, page = _folder(context) / "messages.ndjson", _folder(context) / "cucumber.html"
    context.world.notes["found"] = tools.judged_by_node("cucumber.mjs", messages, page)


@then("its page holds each feature that was run, in a browser")
def formatter_page_holds_features(context: Any) -> None:
    opened = browser_of(context).open((_folder(context) / "cucumber.html").as_uri())
    assert_that(missing_on_the_formatters_page(opened, _folder(context)), empty())


@then("it finds nothing")
def it_finds_nothing(context: Any) -> None:
    assert_that("\n".join(context.world.notes["found"]), empty())
