"""The steps of the trial suite: one for each way to end."""

from typing import Any

from behave import step
from behave.api.pending_step import StepNotImplementedError
from hamcrest import assert_that, equal_to

_HOSTILE = "\x1b[31mMaya\x1b[0m <b>was</b> told \ud800 \x00 \uffff ]]> ☂"


def passes(context: Any) -> None:
    pass


def passes_with(context: Any, what: str) -> None:
    pass


def fails(context: Any) -> None:
    print("what the step printed")
    assert_that(1, equal_to(2), "Maya was told once, not twice")


def fails_with_a_log(context: Any) -> None:
    raise AssertionError(f"{_HOSTILE}\n{_HOSTILE} in the log")


def fails_without_a_reason(context: Any) -> None:
    assert_that(1, equal_to(2))


def fails_silently(context: Any) -> None:
    raise AssertionError


def crashes(context: Any) -> None:
    raise KeyError("sequence")


def skips(context: Any) -> None:
    context.scenario.skip("not on this machine")


def is_pending(context: Any) -> None:
    raise StepNotImplementedError("later")


def is_interrupted(context: Any) -> None:
    raise KeyboardInterrupt


step("it passes")(passes)
step("it passes with")(passes)
step('it passes with "{what}"')(passes_with)
step("it fails")(fails)
step("it fails and shows a log")(fails_with_a_log)
step("it fails without a reason")(fails_without_a_reason)
step("it fails and says nothing")(fails_silently)
step("it crashes")(crashes)
step("it skips the rest")(skips)
step("it is not written yet")(is_pending)
step("it is interrupted")(is_interrupted)
step("the hook after it breaks")(passes)
