"""Steps about a platform that Sam serves, and makes fail, by hand."""

from typing import Any

from behave import given, then, use_fixture, when
from hamcrest import (
    assert_that,
    contains_string,
    empty,
    equal_to,
    has_entries,
    has_items,
    has_length,
    is_,
)

from support.self_check.readme_session import readme_session, routes_in_the_readme
from support.self_check.served import (
    HttpAnswer,
    ServedPlatform,
    asking,
    faults_without_a_line,
    refused_otherwise,
    served,
    told_until,
)

ANY_PORTS = ("--port", "0", "--control-port", "0")
STATE_ROUTES = ("capabilities", "state")
ANYWHERE = (*ANY_PORTS, "-D", "backoff_base=0.1")


def _served(context: Any) -> ServedPlatform:
    context.world.watchdog.disarm()  # a process has a limit of its own
    platform: ServedPlatform = context.world.notes["served"]
    return platform


def _told(context: Any) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = context.world.notes["told"]
    return told


def _refused(answer: HttpAnswer, status: int) -> None:
    assert_that(answer.status, equal_to(status), answer.text)
    assert_that(answer.told["errors"][0], has_entries(problem=is_(str), fix=is_(str)))


@given("Sam serves the platform")
def platform_is_served(context: Any) -> None:
    platform_is_served_with(context, "")


@given('Sam serves the platform with "{options}"')
def platform_is_served_with(context: Any, options: str) -> None:
    context.world.notes["served"] = use_fixture(served, context, *ANYWHERE, *options.split())
    _served(context).wait_until_ready()


@given("Sam serves the platform with the README's settings")
def platform_is_served_as_in_the_readme(context: Any) -> None:
    context.world.notes["served"] = use_fixture(served, context, *ANY_PORTS)
    _served(context).wait_until_ready()


@when("Sam does again what the README's session does")
def readme_session_is_done(context: Any) -> None:
    session = use_fixture(readme_session, context, _served(context))
    context.world.notes["differences"] = session.differences()


@when("Sam plans a fault with {body}")
def fault_is_planned_with(context: Any, body: str) -> None:
    answer = _served(context).ask_control("POST", "/faults", body)
    assert_that(answer.status, equal_to(201), answer.text)


@when('Sam plans the fault "{fault}", {times:d} time')
@when('Sam plans the fault "{fault}", {times:d} times')
def fault_is_planned(context: Any, fault: str, times: int) -> None:
    fault_is_planned_with(context, f'{{"fault": "{fault}", "times": {times}}}')


@when("Sam lifts all faults")
def faults_are_lifted(context: Any) -> None:
    answer = _served(context).ask_control("DELETE", "/faults")
    assert_that((answer.status, answer.told), equal_to((200, {"lifted": 1})))


@when('Sam makes a token for "{user_id}"')
def token_is_made(context: Any, user_id: str) -> None:
    answer = _served(context).ask_control("POST", "/tokens", f'{{"user_id": "{user_id}"}}')
    context.world.notes["token"] = answer.told["token"]


@when("a customer asks for a refund")
def customer_asks(context: Any) -> None:
    context.world.notes["told"] = _served(context).told_after_asking()


@when("a customer has asked for a refund")
def customer_has_asked(context: Any) -> None:
    context.world.notes["socket"] = use_fixture(asking, context, _served(context))


@when("the server is sent {name}")
def server_is_signalled(context: Any, name: str) -> None:
    context.world.notes["exit code"] = _served(context).end(name)


@when("Sam serves another one with {option} at the same port")
def another_is_served(context: Any, option: str) -> None:
    first = _served(context)
    options = [*ANYWHERE, option, first.port_of(option)]
    second = use_fixture(served, context, *options)
    context.world.notes |= {"exit code": second.ended(), "second": second}


@then('the customer is told of "{error_type}", and then of the recovery')
def customer_is_told_of_recovery(context: Any, error_type: str) -> None:
    told = [(event["type"], event.get("error_type")) for event in _told(context)]
    assert ("agent_error", error_type) in told, told
    assert ("system_recovered", error_type) in told, told


@then('the customer is told of "{error_type}", and finally')
def customer_is_told_finally(context: Any, error_type: str) -> None:
    assert_that(_told(context)[-1], has_entries(error_type=error_type, terminal=True))


@then("the answer begins, and no failure was told before")
def answer_begins(context: Any) -> None:
    told = told_until(context.world.notes["socket"], "agent_output")
    assert_that(told, equal_to(["agent_output"]))


@then("the customer is told of reduced service, and is answered all the same")
def customer_is_told_of_reduced_service(context: Any) -> None:
    types = told_until(context.world.notes["socket"], "agent_output")
    told = ("circuit_breaker_triggered", "graceful_degradation", "agent_output")
    assert_that(types, has_items(*told))


@then('Sam reads that the fault "{fault}" was met once')
def fault_was_met_once(context: Any, fault: str) -> None:
    read = _served(context).ask_control("GET", "/faults").told
    assert_that([receipt["fault"] for receipt in read["receipts"]], equal_to([fault]))
    assert_that([one["touched"] for one in read["planned"]], equal_to([1]))


@then("a customer with that token is let in")
def token_lets_in(context: Any) -> None:
    first = _served(context).first_event_for(context.world.notes["token"])
    assert_that(first, equal_to("session_started"))


@then("a customer with another token is not")
def other_token_does_not(context: Any) -> None:
    first = _served(context).first_event_for("x" + context.world.notes["token"])
    assert_that(first, equal_to("protocol_error"))


@then("each of these requests is refused with what is wrong")
def requests_are_refused(context: Any) -> None:
    assert_that(refused_otherwise(_served(context), context.table), empty())


@then('a body of {size:d} bytes is refused with {status:d} and "{words}"')
def large_body_is_refused(context: Any, size: int, status: int, words: str) -> None:
    answer = _served(context).ask_control("POST", "/faults", " " * size)
    _refused(answer, status)
    assert_that(answer.text, contains_string(words))


@then('a body is refused with {status:d} where "{header}" is "{value}"')
def body_is_refused(context: Any, status: int, header: str, value: str) -> None:
    _refused(_served(context).ask_control("POST", "/faults", "{}", {header: value}), status)


@then('a request is refused with {status:d} where "{header}" is "{value}"')
def request_is_refused(context: Any, status: int, header: str, value: str) -> None:
    _refused(_served(context).ask_control("GET", "/faults", "", {header: value}), status)


@then('a request is answered with {status:d} where "Origin" is the endpoint\'s own')
def own_origin_is_answered(context: Any, status: int) -> None:
    own = {"Origin": _served(context).control}
    answer = _served(context).ask_control("GET", "/faults", "", own)
    assert_that(answer.status, equal_to(status), answer.text)


@then('a page of "{origin}" can connect')
def page_can_connect(context: Any, origin: str) -> None:
    assert_that(_served(context).lets_in(origin), is_(True))


@then('a page of "{origin}" cannot connect')
def page_cannot_connect(context: Any, origin: str) -> None:
    assert_that(_served(context).lets_in(origin), is_(False))


@then("the server has ended with {code:d}")
@then("that server has ended with {code:d}")
def server_has_ended(context: Any, code: int) -> None:
    output = _served(context).output
    assert_that(context.world.notes["exit code"], equal_to(code), output)


@then("it has left no file, and shown its token only once")
def nothing_is_left(context: Any) -> None:
    server = _served(context)
    assert_that(list(server.folder.iterdir()), empty())
    assert_that(server.output.split(server.token), has_length(2))


@then('it said "{words}"')
def server_said(context: Any, words: str) -> None:
    assert_that(context.world.notes["second"].output, contains_string(words))


@then('Sam reads that "{fault}" can be asked for, and has come')
def state_tells_of_the_fault(context: Any, fault: str) -> None:
    can, state = (_served(context).ask_control("GET", f"/{it}").told for it in STATE_ROUTES)
    told = (fault in can["faults"], can["state"])
    assert_that(told, equal_to((True, ["connected", "receipts"])), str(can))
    assert_that([receipt["fault"] for receipt in state["receipts"]], equal_to([fault]))


@then('Sam reads that "{user_id}" is there, and nobody else')
def state_tells_who_is_there(context: Any, user_id: str) -> None:
    state = _served(context).ask_control("GET", "/state").told
    assert_that(state["connected"], equal_to([user_id]))


@then("Sam reads where customers connect, and all that he may ask")
def endpoint_says_what_it_does(context: Any) -> None:
    told = _served(context).ask_control("GET", "/").told
    assert_that(told["customers_connect_to"], equal_to(_served(context).url))
    assert_that(sorted(told["routes"]), equal_to(routes_in_the_readme()))


@then("he reads what the README says")
def readme_is_true(context: Any) -> None:
    assert_that("\n".join(context.world.notes["differences"]), equal_to(""))


@then("the help lists every fault with what it does")
def help_lists_faults(context: Any) -> None:
    assert_that(faults_without_a_line(context.world.notes["command"].output), empty())
