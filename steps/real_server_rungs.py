"""Backchannels, classes of one's own and the end of patience, for real servers under test."""

from typing import Any

from behave import given, then, use_fixture, when
from hamcrest import assert_that, contains_string, empty, equal_to, has_items, instance_of

from support.blame import NotTestable, SuiteAtFault
from support.self_check import rungs
from support.self_check.real_servers import LONGEST_RUN, server_on_trial


@given("a server with a backchannel, which {what}")
def server_with_a_backchannel(context: Any, what: str) -> None:
    context.world.notes["routes"] = use_fixture(rungs.routes, context, what)
    context.world.notes["its target"] = rungs.target_of(context.world.notes["routes"])


@given('"{fault}" had come before')
def fault_had_come(context: Any, fault: str) -> None:
    context.world.notes["routes"].receipts.append({"fault": fault, "at": 0.5})


@given("a server without a backchannel")
def server_without_a_backchannel(context: Any) -> None:
    context.world.notes["its target"] = rungs.target_of(None)


@given("the example's file, which leaves its frames to a class of one's own")
def file_with_a_class(context: Any) -> None:
    file_names_a_class(context, "mine.py:Mine")


@given('the example\'s file, which names the class "{reference}"')
def file_names_a_class(context: Any, reference: str) -> None:
    context.world.notes["trial"] = use_fixture(server_on_trial, context)
    rungs.with_own_class(context.world.notes["trial"], reference)


@given("a server that has said nothing in 3 scenarios")
def server_is_silent(context: Any) -> None:
    context.world.notes["patience"] = rungs.impatient()


@given("a server whose run has lasted too long")
def run_is_too_long(context: Any) -> None:
    context.world.notes["patience"] = rungs.late()


@given("a server that wants a session made first")
def server_wants_a_session(context: Any) -> None:
    context.world.notes["routes"] = use_fixture(rungs.routes, context)


@when('"{fault}" is planned by it')
def fault_is_planned(context: Any, fault: str) -> None:
    target = context.world.notes["its target"]
    context.world.notes["verdict"] = rungs.attempt(lambda: target.inject(fault))


@when('somebody asks whether "{user_id}" is there')
def somebody_asks(context: Any, user_id: str) -> None:
    target = context.world.notes["its target"]
    context.world.notes["verdict"] = rungs.attempt(lambda: target.is_connected(user_id))


@when("it is tried with that class")
def class_is_tried(context: Any) -> None:
    context.world.watchdog.allow(LONGEST_RUN)
    context.world.notes["verdict"] = context.world.notes["trial"].begin()


@when("a customer's way to it is prepared")
def way_is_prepared(context: Any) -> None:
    context.world.notes["way"] = rungs.way_to(context.world.notes["routes"])


@then("the fault has not come yet")
def fault_has_not_come(context: Any) -> None:
    faults = [one.fault for one in context.world.notes["its target"].untouched_faults()]
    assert_that(faults, equal_to(["never answers"]))
    assert_that([one["fault"] for one in context.world.notes["routes"].faults], equal_to(faults))


@then("when the server says so, it has")
def fault_has_come(context: Any) -> None:
    context.world.notes["routes"].receipts.append({"fault": "never answers", "at": 1.5})
    assert_that(context.world.notes["its target"].untouched_faults(), empty())


@then('it believes that "{one}" is there, and "{other}" is not')
def who_is_there(context: Any, one: str, other: str) -> None:
    target = context.world.notes["its target"]
    there = [target.is_connected(user_id) for user_id in (one, other)]
    assert_that(there, equal_to([True, False]))


@then('that is not testable, because "{words}"')
def that_is_not_testable(context: Any, words: str) -> None:
    assert_that(context.world.notes["verdict"], instance_of(NotTestable))
    assert_that(str(context.world.notes["verdict"]), contains_string(words))


@then('the suite is at fault, because "{words}"')
def suite_is_at_fault(context: Any, words: str) -> None:
    assert_that(context.world.notes["verdict"], instance_of(SuiteAtFault))
    assert_that(str(context.world.notes["verdict"]), contains_string(words))


@then("nothing is in the way")
def nothing_is_in_the_way(context: Any) -> None:
    assert_that(context.world.notes["verdict"], equal_to(""))


@then("the class began, prepared, spoke, heard and ended")
def class_did_all(context: Any) -> None:
    notes = (context.world.notes["trial"].folder / "notes").read_text("utf-8").splitlines()
    assert_that(notes, has_items("began", "prepared", "spoke", "heard", "ended"))


@then('it is refused by its name, because "{words}"')
def class_is_refused(context: Any, words: str) -> None:
    assert_that(context.world.notes["verdict"], contains_string(words))


@then('nothing more is put to it, because "{words}"')
def nothing_more_is_put(context: Any, words: str) -> None:
    verdict = rungs.attempt(context.world.notes["patience"].require)
    assert_that(verdict, instance_of(SuiteAtFault))
    assert_that(str(verdict), contains_string(words))


@then("the address names that session")
def address_names_the_session(context: Any) -> None:
    url = context.world.notes["way"].url
    assert_that(url, equal_to("ws://127.0.0.1:1/talk/for%20user-maya"))
