"""Steps about captured logs, judged offline."""

import json
import shlex
from pathlib import Path
from typing import Any

from behave import given, then, use_fixture, when
from hamcrest import assert_that, contains_string, equal_to, has_item
from typer.testing import CliRunner, Result

from support.cli import app
from support.self_check.captured_forms import saved_by_a_browser
from support.self_check.captured_logs import (
    NO_LOG,
    CapturedLog,
    captured_log,
    customers,
    said_by,
)
from support.self_check.streams import ExampleStream
from support.targets.real_server.installing import descriptions


def _given(command: list[str], standard_input: bytes | None) -> Result:
    return CliRunner().invoke(app, command, input=standard_input)


def _log(context: Any) -> CapturedLog:
    notes: dict[str, Any] = context.world.notes
    if "captured log" not in notes:
        notes["captured log"] = use_fixture(captured_log, context, _given)
    log: CapturedLog = notes["captured log"]
    return log


def _judge(context: Any, *options: str) -> None:
    log = _log(context)
    log.options = options
    log.judge(*options)


@given('a log of "{story}"')
def log_of_a_story(context: Any, story: str) -> None:
    _log(context).write_story(ExampleStream(story))


@given('a log of "{story}", in which {event} is never told')
def log_without_an_event(context: Any, story: str, event: str) -> None:
    stream = ExampleStream(story)
    stream.never_tell(event)
    _log(context).write_story(stream)


@given('a log of "{story}", in which the failure is told before the kept work')
def log_in_another_order(context: Any, story: str) -> None:
    stream = ExampleStream(story)
    stream.tell_before("agent_error", "partial_result_preserved")
    _log(context).write_story(stream)


@given('a log of "{story}", with one more request that is sent')
def log_with_a_request(context: Any, story: str) -> None:
    _log(context).write_recorded(ExampleStream(story), sent=["req-1", "req-2"])


@given('a log in which {count:d} customers were told "{story}" {order} the same time')
@given('a log in which {count:d} customers were told "{story}" one {order} the other')
def log_of_customers(context: Any, count: int, story: str, order: str) -> None:
    told = customers(count, story, at_once=order == "at")
    _log(context).write_lines([json.dumps(event) for turn in told for event in turn])


@given("of the last customer's events the line with {event} is lost")
def line_is_lost(context: Any, event: str) -> None:
    lost = _log(context).lose_the_last(event)
    context.world.notes["session"] = lost["session_id"]


@given("the last event of all bears the id of the first")
def same_id(context: Any) -> None:
    log = _log(context)
    first, *between, last = log.lines
    name = json.loads(first)["event_id"]
    log.write_lines([first, *between, json.dumps(json.loads(last) | {"event_id": name})])


@given("its first line broke off")
def line_broke_off(context: Any) -> None:
    log = _log(context)
    first, *others = log.lines
    log.write_lines([first[:-2], *others])


@given("a line before it that nobody can read")
def unreadable_line(context: Any) -> None:
    log = _log(context)
    log.write_lines(["rubbish", *log.lines])


@given("a line of {count:n} signs after it")
def line_without_end(context: Any, count: int) -> None:
    log = _log(context)
    log.write_lines([*log.lines, "x" * count])


@given("a log of {count:d} lines of which nobody can read any but the first")
def unreadable_log(context: Any, count: int) -> None:
    log = _log(context)
    log.write_lines([log.lines[2], *(["rubbish"] * (count - 1))])


@given("it was kept as {form}")
def kept_as(context: Any, form: str) -> None:
    _log(context).keep_as(form)


@given("a file that is {what}")
def no_log(context: Any, what: str) -> None:
    content = NO_LOG[what]
    if content is not None:
        _log(context).file.write_bytes(content)
    else:
        _log(context).file = Path("not there")


@given("what {server:w} sends when its model {mood}, as a browser saved it")
def browser_saved(context: Any, server: str, mood: str) -> None:
    context.world.notes["frames"] = said_by(server, mood)
    _log(context).file.write_text(saved_by_a_browser(context.world.notes["frames"]), "utf-8")


@given("its last word comes twice")
def comes_twice(context: Any) -> None:
    frames = context.world.notes["frames"]
    _log(context).file.write_text(saved_by_a_browser([*frames, frames[-1]]), "utf-8")


@when("{person:w} judges the log")
def log_is_judged(context: Any, person: str) -> None:
    _judge(context)


@when('{person:w} judges the log with "{options}"')
def log_is_judged_with(context: Any, person: str, options: str) -> None:
    log = _log(context)
    words = shlex.split(options)
    if "--output" in words:
        at = words.index("--output") + 1
        words[at] = str(log.folder / words[at])
    _judge(context, *words)


@when("{person:w} judges the log by the description of {server:w}")
def log_is_judged_by(context: Any, person: str, server: str) -> None:
    _judge(context, "--mapping", str(descriptions()[server]))


@when("another program hands it to the judge")
def handed_over(context: Any) -> None:
    log = _log(context)
    log.judge(standard_input=log.file.read_bytes())


@then('a promise is broken, with "{promise}" on line {line:d}')
def broken_on_line(context: Any, promise: str, line: int) -> None:
    log = _log(context)
    assert_that(log.exit_code, equal_to(1), log.output)
    found = [(one["promise"], one["line"]) for one in log.findings()]
    assert_that(found, has_item((promise, line)), log.output)


@then('a promise is broken, with "{promise}"')
def broken_somewhere(context: Any, promise: str) -> None:
    log = _log(context)
    assert_that(log.exit_code, equal_to(1), log.output)
    assert_that([one["promise"] for one in log.findings()], has_item(promise), log.output)


@then('a promise is broken, with "{promise}" on the last line')
def broken_on_the_last_line(context: Any, promise: str) -> None:
    broken_on_line(context, promise, len(_log(context).lines))


@then('a promise is broken, with "{promise}" at the end of the log')
def broken_at_the_end(context: Any, promise: str) -> None:
    log = _log(context)
    found = [(one["promise"], one["line"], one["at_end"]) for one in log.findings()]
    assert_that(found, equal_to([(promise, len(log.lines), True)]), log.output)


@then('a promise is broken, with "{promise}" at the end of that customer\'s session')
def broken_in_a_session(context: Any, promise: str) -> None:
    log, session = _log(context), context.world.notes["session"]
    last = max(n for n, line in enumerate(log.lines, 1) if f'"{session}"' in line)
    found = [(one["promise"], one["stream"], one["line"]) for one in log.findings()]
    assert_that(found, has_item((promise, session, last)), log.output)


@then("nothing else is found")
def nothing_else(context: Any) -> None:
    assert_that(len(_log(context).findings()), equal_to(1), _log(context).output)


@then("nothing is wrong in its {events:d} events and {streams:d} stream")
def nothing_is_wrong_in(context: Any, events: int, streams: int) -> None:
    nothing_is_wrong(context)
    said = f"{events} events in {streams} stream, and nothing is wrong in them."
    assert_that(_log(context).output, contains_string(said))


@then("nothing is wrong")
def nothing_is_wrong(context: Any) -> None:
    assert_that(_log(context).exit_code, equal_to(0), _log(context).output)


@then('there is no verdict, because "{why}"')
def no_verdict(context: Any, why: str) -> None:
    log = _log(context)
    assert_that(log.exit_code, equal_to(2), log.output)
    assert_that(log.output, contains_string(why))
