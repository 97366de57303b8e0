"""Steps about what the judge wrote."""

import json
from typing import Any

from behave import then
from hamcrest import assert_that, contains_string, equal_to, has_items, has_length

from support.self_check.captured_logs import CapturedLog, junit_counts, sarif_places


def _log(context: Any) -> CapturedLog:
    log: CapturedLog = context.world.notes["captured log"]
    return log


@then('the judge says "{words}"')
def judge_says(context: Any, words: str) -> None:
    assert_that(" ".join(_log(context).output.split()), contains_string(words))


@then('the judge writes "{name}", and says nothing')
def judge_writes(context: Any, name: str) -> None:
    log = _log(context)
    assert_that(log.output, equal_to(""))
    assert_that((log.folder / name).read_text("utf-8"), contains_string('"ruleId": "NSF-1"'))


@then("it is JSON with {count:d} findings, each with its line")
def is_json(context: Any, count: int) -> None:
    told = json.loads(_log(context).output)
    assert_that(told["verdict"], equal_to("broken"))
    assert_that(told["broken"], has_items("NSF-1", "EVT-1"))
    assert_that([one["line"] for one in told["findings"]], equal_to([1, 5]), str(count))


@then("it is JUnit with {failures:d} failures in {cases:d} cases")
def is_junit(context: Any, failures: int, cases: int) -> None:
    counted, found = junit_counts(_log(context).output)
    assert_that(counted, equal_to((cases, failures)), "as it says")
    assert_that(found, equal_to((cases, failures)), "as it is")


@then("it is SARIF 2.1.0 with {count:d} results, each with a rule, a file and a line")
def is_sarif(context: Any, count: int) -> None:
    version, places = sarif_places(_log(context).output)
    assert_that(version, equal_to("2.1.0"))
    assert_that(places, equal_to([("EVT-1", "log.ndjson", 1), ("NSF-1", "log.ndjson", 5)]))
    assert_that(places, has_length(count))
