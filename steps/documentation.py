"""Steps about the contract as pages, and about its published documents as files."""

from typing import Any

from behave import given, then, when
from hamcrest import assert_that, contains_string, empty, equal_to, has_entries, has_item, has_items
from typer.testing import CliRunner

from support.cli import app
from support.contract.events import EVENTS
from support.contract.published import FRAMES
from support.documentation import DOCUMENTS
from support.documentation.words import Words, WordsMissingError
from support.self_check import documented
from support.self_check.documented import Documented
from support.self_check.on_the_pages import missing
from support.self_check.small_suite import Ended, SmallSuite


def _pages(context: Any) -> Documented:
    pages: Documented = context.world.notes["documentation"]
    return pages


def _left(context: Any) -> Documented:
    ended: Ended = context.world.notes["small run"]
    return documented.read_back(ended.reports)


def _try(context: Any, words: Words) -> None:
    try:
        documented.documented_with(words)
    except WordsMissingError as refused:
        context.world.notes["refused"] = str(refused)


@given("the documentation of the contract")
def the_documentation(context: Any) -> None:
    context.world.notes["documentation"] = documented.documented()


@given("the documentation of the contract without the words for {what}")
def documentation_without(context: Any, what: str) -> None:
    _try(context, documented.without(what))


@given('the documentation of the contract with words for a field "{name}"')
def documentation_with(context: Any, name: str) -> None:
    _try(context, documented.with_field(name))


@when("the command line writes its documentation")
def command_writes_documentation(context: Any) -> None:
    _write_documentation(context, "reports")


@when("the command line writes its documentation to a file's place")
def command_writes_to_a_file(context: Any) -> None:
    _write_documentation(context, "pyproject.toml")


def _write_documentation(context: Any, folder: str) -> None:
    suite: SmallSuite = context.world.notes["small suite"]
    context.world.watchdog.disarm()  # a run has a limit of its own
    context.world.notes["small run"] = suite.run("support", "docs", "--reports", folder)


@then('"{page}" has {what}')
def page_has(context: Any, page: str, what: str) -> None:
    assert page in DOCUMENTS, f"there is no page {page}"
    assert_that("\n".join(missing(_pages(context), what)), empty())


@then('"{page}" opens from disk, asks nobody for anything, and stays under 1 MB')
def page_stands_alone(context: Any, page: str) -> None:
    assert_that("\n".join(_pages(context).faults(page)), empty())


@then("each event and each frame has an example on its page")
def examples_are_there(context: Any) -> None:
    assert_that([*_pages(context).examples()], has_items(*EVENTS, *FRAMES))


@then("the contract reads each example as what it is said to be")
def examples_are_read(context: Any) -> None:
    assert_that("\n".join(documented.misread_examples(_pages(context))), empty())


@then("the validator finds nothing wrong with the stories that they are from")
def stories_are_good(context: Any) -> None:
    assert_that("\n".join(documented.findings_in_stories()), empty())


@then("each promise that the validator ever names of an event is said to speak of it")
def promises_are_said(context: Any) -> None:
    assert_that("\n".join(documented.unsaid_promises(_pages(context))), empty())


@then('the documentation is refused, because "{why}"')
def documentation_is_refused(context: Any, why: str) -> None:
    assert_that(context.world.notes.get("refused", "nothing"), contains_string(why))


@then('its page of promises says that "{promise}" is "{verdict}"')
def page_says_verdict(context: Any, promise: str, verdict: str) -> None:
    entry = _left(context).entry("promises.html", promise)
    assert_that([mark.text for mark in entry.all("i")], equal_to([verdict]))


@then("its page of promises leads to the rule in the report")
def page_leads_to_the_report(context: Any) -> None:
    places = _left(context).places_in_the_report("NSF-1")
    assert_that(places, equal_to(["A request ends once"]))


@then("its report leads to the pages, and they lead back")
def report_leads_to_pages(context: Any) -> None:
    links = _left(context).links_of_each_page()
    assert_that(links.pop("index.html"), has_items(*DOCUMENTS))
    assert_that(links, has_entries({page: has_items("index.html", *DOCUMENTS) for page in links}))


@then('its page of promises names the feature that states "{promise}"')
def page_names_the_feature(context: Any, promise: str) -> None:
    entry = _left(context).entry("promises.html", promise)
    files = [span.text for span in entry.all("span")]
    assert_that(files, has_item("features/small.feature"))


@then('"{file}" beside its report is what "{command}" prints')
def file_is_what_is_printed(context: Any, file: str, command: str) -> None:
    printed = CliRunner().invoke(app, command.split()).stdout_bytes
    assert_that(_left(context).files[file] == printed, equal_to(True))
