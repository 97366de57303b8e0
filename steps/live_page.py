"""Steps about the live page of a platform that Sam serves, in a real browser."""

from typing import Any

from behave import then, when
from hamcrest import assert_that, empty, equal_to, has_items

from support.self_check.browser.checks import complaints, inaccessible, open_all
from support.self_check.browser.live import LivePage, out_of_order
from support.self_check.browser.opened import browser_of


def _live(context: Any) -> LivePage:
    if "live page" not in context.world.notes:
        opened = browser_of(context).open(context.world.notes["address"])
        context.world.notes["live page"] = LivePage(opened)
    page: LivePage = context.world.notes["live page"]
    return page


@when("Lena opens the live page")
def live_page_is_opened(context: Any) -> None:
    context.world.notes["address"] = context.world.notes["served"].control + "/"


@when('on it she asks, with the fault "{fault}"')
def she_asks(context: Any, fault: str) -> None:
    _live(context).ask(fault)


@when('on it she asks, and in the step "{step}" meets the fault "{fault}"')
def she_asks_in_a_step(context: Any, step: str, fault: str) -> None:
    _live(context).ask(fault, step)


@when("on it she asks, disconnects, and comes back")
def she_goes_away(context: Any) -> None:
    _live(context).ask()
    _live(context).go_away_once_at_work()


@then('she reads "{first}", and then "{second}", and then "{third}"')
def she_reads(context: Any, first: str, second: str, third: str) -> None:
    words = (first, second, third)
    text = _live(context).read(*words)
    assert_that(out_of_order(text, words), empty(), text)
    assert_that(complaints(_live(context).opened), empty())


@then('the wire shows "{first}", "{second}" and "{third}", and no token')
def wire_shows(context: Any, first: str, second: str, third: str) -> None:
    frames = _live(context).frames()
    assert_that([frame["type"] for frame in frames], has_items(first, second, third))
    sent = [frame["token"] for frame in frames if "token" in frame]
    assert_that(sent, equal_to(["(hidden)"]))


@then("what was kept is shown to her when she asks for it")
def kept_is_shown(context: Any) -> None:
    before = _live(context).read()
    assert_that(before.count("Order A-1042"), equal_to(1), before)
    _live(context).show_what_was_kept()
    _live(context).wait_for_kept("Order A-1042: one lamp, delivered.")


@then("no event is on the wire twice, and none is missing")
def nothing_is_missing(context: Any) -> None:
    events = _live(context).received()
    (session,) = {one["session_id"] for one in events if one["type"] == "session_resumed"}
    numbers = [one["sequence"] for one in events if one["session_id"] == session]
    assert_that(numbers, equal_to(list(range(1, len(numbers) + 1))))


@then("she can choose each fault that can be had there, and reads what it does")
def each_fault_is_offered(context: Any) -> None:
    listed = context.world.notes["served"].ask_control("GET", "/faults").told["faults"]
    offered = {(one["port"], one["fault"], one["description"]) for one in listed}
    assert_that(_live(context).offered(), equal_to(offered))
    assert_that({port for port, _, _ in offered}, equal_to({"primary", "tools"}))


@then("with all of it unfolded, neither light nor dark has anything inaccessible")
def nothing_is_inaccessible(context: Any) -> None:
    opened = _live(context).opened
    open_all(opened)
    for scheme in ("light", "dark"):
        opened.wear(scheme)
        assert_that(inaccessible(opened), empty(), scheme)


@then('the browser refuses it to ask another host, by "{rule}"')
def other_host_is_refused(context: Any, rule: str) -> None:
    assert_that(_live(context).rule_that_refuses("http://127.0.0.1:9/"), equal_to(rule))
