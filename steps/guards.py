"""Steps about the guards, which read a feature before any of it runs."""

from typing import Any

from behave import then, when
from behave.parser import parse_feature
from hamcrest import assert_that, contains_string, empty

from support.running.guards import problems_of
from support.self_check.written import WELL_WRITTEN, problems_of_project, with_line


@when("the guards read the well-written feature")
def guards_read_the_well_written(context: Any) -> None:
    context.world.notes["guards"] = problems_of(parse_feature(WELL_WRITTEN))


@when('the guards read the well-written feature with "{line}" written as "{written}"')
def guards_read_a_changed_line(context: Any, line: str, written: str) -> None:
    changed = parse_feature(with_line(WELL_WRITTEN, line, written))
    context.world.notes["guards"] = problems_of(changed)


@when('the guards read the well-written feature with "{line}" written as ""')
def guards_read_a_missing_line(context: Any, line: str) -> None:
    guards_read_a_changed_line(context, line, "")


@when('the guards read the well-written feature with the further tag "{tag}"')
def guards_read_a_further_tag(context: Any, tag: str) -> None:
    guards_read_a_changed_line(context, "@integration @P1", f"@integration @P1 @{tag}")


@when("the guards read the feature")
def guards_read(context: Any) -> None:
    context.world.notes["guards"] = problems_of(parse_feature(context.text))


@when("the guards read every feature of this project")
def guards_read_this_project(context: Any) -> None:
    context.world.notes["guards"] = problems_of_project()


@then("they find nothing")
def guards_find_nothing(context: Any) -> None:
    assert_that(context.world.notes["guards"], empty())


@then('they say "{words}"')
def guards_say(context: Any, words: str) -> None:
    assert_that("\n".join(context.world.notes["guards"]), contains_string(words))
