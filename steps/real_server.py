"""Real servers under test, as the suite checks it of itself."""

from typing import Any

from behave import given, then, use_fixture, when
from hamcrest import assert_that, contains_string, empty, equal_to, has_entries, less_than

from support.self_check.real_servers import (
    A_BAD_LINE,
    A_WEB_PAGE,
    ENDINGS,
    HALF_AN_ANSWER,
    LONGEST_RUN,
    OF_AN_ANSWER,
    ONE_TOO_MANY,
    RealRun,
    ServerOnTrial,
    server_on_trial,
    somebody,
)

DIES = '[launch]\ncommand = ["${python}", "-c", "raise SystemExit(3)"]\n\n'


def _trial(context: Any) -> ServerOnTrial:
    notes = context.world.notes
    if "server on trial" not in notes:
        notes["server on trial"] = use_fixture(server_on_trial, context)
    trial: ServerOnTrial = notes["server on trial"]
    return trial


def _run(context: Any) -> RealRun:
    run: RealRun = context.world.notes["real run"]
    return run


@given("the example server in other clothes")
def the_example(context: Any) -> None:
    _trial(context).is_the_example()


@given("the example server, with a link before its model")
def the_example_behind_a_link(context: Any) -> None:
    _trial(context).is_behind_a_link()


@given("the example server, which {variant}")
def a_variant_of_the_example(context: Any, variant: str) -> None:
    _trial(context).is_the_example(variant)


@given("the built-in platform, served as a server of somebody else's")
def the_built_in_platform(context: Any) -> None:
    _trial(context).is_ours()


@given("its file says that it waits {seconds:d} seconds before it tries again")
def file_says_how_long_it_waits(context: Any, seconds: int) -> None:
    _trial(context).keeps(f"backoff_base = {seconds}")


@given("its file says that it works on 1 request at a time, while 1 may wait")
def file_says_how_many_it_works_on(context: Any) -> None:
    _trial(context).is_told(concurrent_runs=1, queue_limit=1)


@when("it is put under test with one request too many")
def server_is_tested_with_one_too_many(context: Any) -> None:
    context.world.watchdog.disarm()
    context.world.notes["real run"] = _trial(context).run(ONE_TOO_MANY)


@given('its file expects "{name}" to fail, because "{reason}"')
def failure_is_expected(context: Any, name: str, reason: str) -> None:
    _trial(context).more += ["", "[expected_to_fail]", f'"{name}" = "{reason}"', ""]


@given("an address at which there is a server that dies at once")
def address_of_a_dying_server(context: Any) -> None:
    _trial(context).is_at("ws://127.0.0.1:${port}", DIES)


@given("an address at which there is {what}")
def address_of(context: Any, what: str) -> None:
    _trial(context).is_at(use_fixture(somebody, context, what))


@when("it is put under test with what goes wrong in an answer")
def server_is_tested(context: Any) -> None:
    context.world.watchdog.disarm()  # a run has a limit of its own
    context.world.notes["real run"] = _trial(context).run(OF_AN_ANSWER)


@when("it is put under test with how requests end")
def server_is_tested_with_endings(context: Any) -> None:
    context.world.watchdog.disarm()
    context.world.notes["real run"] = _trial(context).run((ENDINGS,))


@when("it is put under test with half an answer")
def server_is_tested_with_half_an_answer(context: Any) -> None:
    context.world.watchdog.disarm()
    context.world.notes["real run"] = _trial(context).run(HALF_AN_ANSWER)


@when("it is put under test with a model that sends a web page")
def server_is_tested_with_a_web_page(context: Any) -> None:
    context.world.watchdog.disarm()
    context.world.notes["real run"] = _trial(context).run(A_WEB_PAGE)


@when("it is put under test with a line to its model that fails")
def server_is_tested_with_a_bad_line(context: Any) -> None:
    context.world.watchdog.disarm()
    context.world.notes["real run"] = _trial(context).run(A_BAD_LINE)


@when("it is tried before it is put to anything")
def server_is_tried(context: Any) -> None:
    context.world.watchdog.allow(LONGEST_RUN)
    context.world.notes["refusal"] = _trial(context).begin()


@then('it is refused, because "{words}"')
def server_is_refused(context: Any, words: str) -> None:
    assert_that(context.world.notes["refusal"], contains_string(words))


@then("the run of the server ends with {code:d}")
def run_ends_with(context: Any, code: int) -> None:
    assert_that(_run(context).exit_code, equal_to(code), _run(context).output)


@then("the run of the server ends with {code:d}, within {seconds:g} seconds")
def run_ends_soon(context: Any, code: int, seconds: float) -> None:
    run_ends_with(context, code)
    assert_that(_run(context).seconds, less_than(seconds), "how long the run took")


@then("its promises are judged")
def promises_are_judged(context: Any) -> None:
    expected = dict(context.table.rows)
    assert_that(_run(context).verdicts, has_entries(expected), _run(context).output)


@then('the report gives the reason "{reason}" for "{promise}"')
def reason_is_given(context: Any, reason: str, promise: str) -> None:
    assert_that(_run(context).verdicts[promise], equal_to("expected_to_fail"))
    assert_that(_run(context).reasons[promise], equal_to(reason))


@then('the report shows that the line "{one}", "{another}" and "{third}"')
def faults_came(context: Any, one: str, another: str, third: str) -> None:
    assert_that(_run(context).faults, equal_to({one, another, third}), _run(context).output)


@then('the run of the server says "{words}"')
def run_says_that(context: Any, words: str) -> None:
    assert_that(_run(context).output, contains_string(words))


@then("none of its promises is kept")
def nothing_is_kept(context: Any) -> None:
    kept = [name for name, verdict in _run(context).verdicts.items() if verdict == "kept"]
    assert_that(kept, empty(), _run(context).output)


@then("no process of it is left")
def no_process_is_left(context: Any) -> None:
    assert_that(_trial(context).processes(), empty(), "processes that are still there")
