"""Texts that give something away, or only look so, in an event or in the pieces of an answer."""

import json
from typing import Any

from behave import then, when
from hamcrest import assert_that, empty, equal_to, has_item, is_

from support.self_check.hostile import LeakTrial
from support.validator import Finding


def _found(context: Any) -> list[Finding]:
    trial: LeakTrial = context.world.notes["trial"]
    return trial.findings()


@when("the text {text} stands in the {place} of an event")
def text_stands_in_an_event(context: Any, text: str, place: str) -> None:
    context.world.notes["trial"] = LeakTrial(json.loads(text), place)


@when("an answer comes in the pieces {pieces}")
def answer_comes_in_pieces(context: Any, pieces: str) -> None:
    context.world.notes["trial"] = LeakTrial.in_pieces(json.loads(pieces))


@then("it is found as {kind}")
def leak_is_found(context: Any, kind: str) -> None:
    found = _found(context)
    said = [f.sentence for f in found if f.promise == "SEC-2"]
    assert any(f" {kind} in " in sentence for sentence in said), f"found {said}"


@then("{promise} is broken by {kind} that is shown")
def leak_breaks_a_promise(context: Any, kind: str, promise: str) -> None:
    found = _found(context)
    told = [(f.promise, f" {kind} in " in f.sentence) for f in found]
    assert_that(told, has_item((promise, True)), f"found {[f.sentence for f in found]}")


@then("nothing is found in it")
def no_leak_is_found(context: Any) -> None:
    found = _found(context)
    assert_that([f.sentence for f in found], is_(empty()))


@then('all that is found in it is {promise}: "{sentence}"')
def all_that_is_found_in_it(context: Any, promise: str, sentence: str) -> None:
    found = [(f.promise, f.sentence) for f in _found(context)]
    assert_that(found, equal_to([(promise, sentence)]))
