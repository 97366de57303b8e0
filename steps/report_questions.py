"""Steps about what a product owner asks the report, and where it answers."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, contains_string, equal_to

from support.report.trial.reading import Page
from support.self_check.small_suite import Ended, SmallSuite


def _part(context: Any, place: str) -> str:
    """The words of a part of the report's page, without spaces in a row."""
    ended: Ended = context.world.notes["small run"]
    page = Page((ended.reports / "index.html").read_text(encoding="utf-8"))
    sections = {s.attributes.get("aria-labelledby", ""): s for s in page.root.all("section")}
    return " ".join(sections[place].text.split())


@given("a small suite in which Maya is answered, and that breaks")
def maya_is_answered_and_it_breaks(context: Any) -> None:
    _write_steps(context, "Maya is answered")


@given("a small suite in which Maya is there, and that breaks")
def maya_is_there_and_it_breaks(context: Any) -> None:
    _write_steps(context, "Maya is here")


def _write_steps(context: Any, step: str) -> None:
    context.execute_steps("Given a small suite that is well written")
    suite: SmallSuite = context.world.notes["small suite"]
    suite.write_step(f"{step}\n      And Maya is told nothing")


@when("a small suite that was kept is run again, and breaks")
def run_again_and_breaks(context: Any) -> None:
    context.execute_steps("""
        Given a small suite of which an earlier run was kept
        And its step is now "Maya is told nothing"
        When the command line runs the small suite
    """)


@then('the first screen says "{words}"')
def first_screen_says(context: Any, words: str) -> None:
    assert_that(_part(context, "verdict"), contains_string(words))


@then('the first screen says nothing of "{word}"')
def first_screen_does_not_say(context: Any, word: str) -> None:
    assert_that(_part(context, "verdict").count(word), equal_to(0))


@then('what broke says "{words}"')
def what_broke_says(context: Any, words: str) -> None:
    assert_that(_part(context, "h-broke"), contains_string(words))
