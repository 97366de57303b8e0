"""Steps about pages in a real browser, and about the tools that this needs."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from behave import then, when
from hamcrest import assert_that, contains_string, empty

from support.blame import SuiteAtFault
from support.self_check.browser import tools
from support.self_check.browser.bad_pages import SCRIPTS, page_that, written
from support.self_check.browser.checks import NAMED, found_by
from support.self_check.browser.opened import browser_of


def _folder(context: Any) -> Path:
    folder: tempfile.TemporaryDirectory[str] = tempfile.TemporaryDirectory(prefix="web ")
    context.add_cleanup(folder.cleanup)
    return Path(folder.name)


def _found(context: Any, check: str) -> str:
    return "\n".join(found_by(check, browser_of(context), context.world.notes["address"]))


@when("a page that {does} is opened")
def page_is_opened(context: Any, does: str) -> None:
    page = _folder(context) / "page.html"
    page.write_text(page_that(does), encoding="utf-8")
    context.world.notes["address"] = page.as_uri()


@then('the check for "{check}" says "{words}"')
def check_says(context: Any, check: str, words: str) -> None:
    assert_that(_found(context, check), contains_string(words))


@then('the check for "{check}" finds nothing')
def check_finds_nothing(context: Any, check: str) -> None:
    assert_that(_found(context, check), empty())


@then("every check of the browser finds nothing")
def every_check_finds_nothing(context: Any) -> None:
    for check in NAMED:
        check_finds_nothing(context, check)


@when("{judge} reads {file} that {fault}")
def judge_reads(context: Any, judge: str, file: str, fault: str) -> None:
    context.world.watchdog.disarm()  # a judge has a limit of its own
    paths = written(_folder(context), file, fault)
    context.world.notes["found"] = tools.judged_by_node(SCRIPTS[judge], *paths)


@then('it finds "{words}"')
def it_finds(context: Any, words: str) -> None:
    assert_that("\n".join(context.world.notes["found"]), contains_string(words))


@when("{what} is looked for where there is none")
def tool_is_looked_for(context: Any, what: str) -> None:
    looks: dict[str, Callable[[], object]] = {
        "a browser": tools.chromium,
        "Node": lambda: tools.judged_by_node("schemas.mjs"),
    }
    with mock.patch.dict(os.environ, {"PATH": str(_folder(context))}):
        os.environ.pop("CHROME", None)
        try:
            looks[what]()
        except SuiteAtFault as said:
            context.world.notes["said"] = str(said)


@then('the suite is said to be at fault, with "{words}"')
def suite_is_at_fault(context: Any, words: str) -> None:
    assert_that(context.world.notes["said"], contains_string(words))
