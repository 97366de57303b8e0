"""Steps about mutants of the judges: how they are made, run and judged."""

import json
import sys
from typing import Any

from behave import given, register_type, then, use_fixture, when
from hamcrest import (
    assert_that,
    contains_string,
    empty,
    equal_to,
    has_item,
    is_,
    none,
    starts_with,
)
from parse_type import TypeBuilder

from support.self_check.mutant_trials import (
    COMMITS,
    PROCESSES,
    REASONS,
    Kept,
    Source,
    end_of,
    folder,
    published,
    seen_calls,
    verdict,
    word_after_a_change,
)

register_type(
    Commit=TypeBuilder.make_choice(list(COMMITS)),
    Process=TypeBuilder.make_choice(list(PROCESSES)),
    Reasons=TypeBuilder.make_choice(list(REASONS)),
    Good=TypeBuilder.make_enum({"good enough": True, "too bad": False}),
)


@given("a source with the lines {lines}")
def source_with_lines(context: Any, lines: str) -> None:
    context.world.notes["source"] = Source(use_fixture(folder, context), json.loads(lines))


@given("{count:d} mutants of which {killed:d} were killed")
def some_were_killed(context: Any, count: int, killed: int) -> None:
    context.world.notes["killed"] = killed


@given("three scenarios that call the same function, the second without end")
def three_scenarios_call(context: Any) -> None:
    context.world.notes["calls"] = seen_calls


@given("an outcome that was kept")
def outcome_was_kept(context: Any) -> None:
    context.world.notes["kept"] = Kept(use_fixture(folder, context))


@given("the contract's promises were read")
def promises_were_read(context: Any) -> None:
    assert "support.contract.promises" in sys.modules


@when("its mutants are made")
def mutants_are_made(context: Any) -> None:
    context.world.notes["mutants"] = context.world.notes["source"].texts()


@when("its mutants are made, and made again after a line was put before it")
def mutants_are_made_twice(context: Any) -> None:
    source = context.world.notes["source"]
    first = source.names()
    source.put_before("import math")
    context.world.notes["names"] = (first, source.names())


@when("a process is forked that {process:Process}")
def process_is_forked(context: Any, process: str) -> None:
    context.world.notes["end"] = end_of(process)


@when('a process changes their word "{before}" to "{after}", and reads them again')
def process_changes_a_word(context: Any, before: str, after: str) -> None:
    context.world.notes["end"] = word_after_a_change(before, after)


@when("it is seen who calls it")
def calls_are_seen(context: Any) -> None:
    context.world.notes["seen"], context.world.notes["half seen"] = context.world.notes["calls"]()


@when("they are judged with {reasons:Reasons}")
def mutants_are_judged(context: Any, reasons: str) -> None:
    context.world.notes["verdict"] = verdict(context.world.notes["killed"], reasons)


@when('their verdict is published from {commit:Commit}, at "{moment}"')
def verdict_is_published(context: Any, commit: str, moment: str) -> None:
    notes, place = context.world.notes, use_fixture(folder, context)
    notes["published"] = published(place, notes["killed"], commit, moment)


@when("the ledger is read again")
def ledger_is_read_again(context: Any) -> None:
    context.world.notes["outcome"] = context.world.notes["kept"].outcome()


@then("one of them has {line} instead")
def one_has(context: Any, line: str) -> None:
    assert_that(context.world.notes["mutants"], has_item(json.loads(line)))


@then("there are none")
def there_are_none(context: Any) -> None:
    assert_that(context.world.notes["mutants"], empty())


@then("they have the same names both times")
def same_names(context: Any) -> None:
    first, second = context.world.notes["names"]
    assert_that(second, equal_to(first))
    assert first, "no mutant was made"


@then('its end is told as "{end}"')
def end_is_told(context: Any, end: str) -> None:
    assert_that(context.world.notes["end"], equal_to(end))


@then("the first and the third are seen")
def first_and_third_are_seen(context: Any) -> None:
    assert_that(context.world.notes["seen"], equal_to({"first", "third"}))


@then("the second is known to be seen in part only")
def second_is_half_seen(context: Any) -> None:
    assert_that(context.world.notes["half seen"], equal_to({"second"}))


@then("that is {good:Good}")
def that_is(context: Any, good: bool) -> None:
    judged = context.world.notes["verdict"]
    assert_that(judged.is_good, is_(good), "\n".join(judged.lines()))


@then('what was published begins with "{words}"')
def published_begins(context: Any, words: str) -> None:
    assert_that(context.world.notes["published"], starts_with(f"{words}\n"))


@then('it names the one that lives, and says "{share}"')
def published_names(context: Any, share: str) -> None:
    text = context.world.notes["published"]
    assert_that(text, contains_string("source.py:9"))
    assert_that(text, contains_string(share))


@then("the outcome is known")
def outcome_is_known(context: Any) -> None:
    assert_that(context.world.notes["outcome"]["end"], equal_to("killed"))


@then("it is unknown after the source was changed")
def outcome_is_unknown(context: Any) -> None:
    kept = context.world.notes["kept"]
    kept.source.put_before("import math")
    assert_that(kept.outcome(), none())
