"""Steps about loads: what is counted of one, and what its command does."""

import signal
from pathlib import Path
from typing import Any

from behave import given, register_type, then, use_fixture, when
from hamcrest import assert_that, close_to, contains_string, empty, equal_to, is_
from parse_type import TypeBuilder
from typer.testing import CliRunner

from support.cli import app
from support.load.figures import Outcome
from support.load.plan import LoadPlan
from support.load.telling import lines
from support.load.thresholds import threshold
from support.self_check.loads import (
    SEVENTH,
    WRONG,
    PlayedLoad,
    TwoSwarms,
    all_told,
    outcome_of,
    played_load,
)

register_type(
    GoneWrong=TypeBuilder.make_choice(list(WRONG)),
    Kept=TypeBuilder.make_enum({"kept": True, "not kept": False}),
)


def _load(context: Any) -> PlayedLoad:
    """Begun at first use; a process has a limit of its own."""
    context.world.watchdog.disarm()
    if "played" not in context.world.notes:
        context.world.notes["played"] = use_fixture(played_load, context)
    load: PlayedLoad = context.world.notes["played"]
    return load


def _outcome(context: Any) -> Outcome:
    outcome: Outcome = context.world.notes["outcome"]
    return outcome


@given("a load of {count:d} customers, whose requests all failed")
def load_is_given(context: Any, count: int) -> None:
    context.world.notes["accounts"] = all_told(count)


@given('a file of thresholds "{text}"')
def file_of_thresholds(context: Any, text: str) -> None:
    file: Path = _load(context).folder / "limits.toml"
    file.write_text(text, encoding="utf-8")


@given("a platform under load that stands by itself")
def platform_stands(context: Any) -> None:
    context.world.notes["swarms"] = TwoSwarms(_load(context))


@when("{what:GoneWrong} is played to it")
def something_is_played(context: Any, what: str) -> None:
    accounts = context.world.notes["accounts"]
    accounts[SEVENTH] = accounts[SEVENTH]._replace(**WRONG[what])
    context.world.notes["outcome"] = outcome_of(accounts)


@when('the threshold "{text}" is held against such a load')
def threshold_is_held(context: Any, text: str) -> None:
    context.world.notes["kept"] = threshold(text).held_against(outcome_of(all_told(100)))


@when("{count:d} customers come at {rate:g} a second, after a ramp of {ramp:g} s")
def customers_come(context: Any, count: int, rate: float, ramp: float) -> None:
    plan = LoadPlan(sessions=count, rate=rate, ramp=ramp)
    context.world.notes["parts"] = list(plan.parts())


@when("a load is to keep them")
def load_is_to_keep_them(context: Any) -> None:
    file = str(_load(context).folder / "limits.toml")
    context.world.notes["command"] = CliRunner().invoke(app, ["load", "--thresholds", file])


@when('a load with "{options}" is played')
def load_is_played(context: Any, options: str) -> None:
    _load(context).play(*options.split())


@when('a load with "{options}" is interrupted in its middle')
def load_is_interrupted(context: Any, options: str) -> None:
    load = _load(context)
    load.end(load.begin_and_be_in_the_middle(*options.split()), signal.SIGINT)


@when("two swarms of {count:d} customers come to it, and it has ended")
def two_swarms_come(context: Any, count: int) -> None:
    context.world.watchdog.disarm()
    context.world.notes["swarms"].come(count)


@when("one of two swarms is killed in its middle")
def one_swarm_is_killed(context: Any) -> None:
    context.world.watchdog.disarm()
    context.world.notes["swarms"].come_and_one_is_killed()


@then('the load says "{words}"')
def load_says(context: Any, words: str) -> None:
    assert_that(" ".join(lines(_outcome(context))), contains_string(words))


@then("the load ends with {code:d}")
def load_ends_with(context: Any, code: int) -> None:
    assert_that(_outcome(context).exit_code, equal_to(code))


@then("the threshold is {kept:Kept}")
def threshold_is(context: Any, kept: bool) -> None:
    assert_that(context.world.notes["kept"].kept, is_(kept))


@then("the last of them comes after {seconds:g} s")
def last_comes_after(context: Any, seconds: float) -> None:
    assert_that(context.world.notes["parts"][-1].at, close_to(seconds, 1e-9))


@then("the played load ends with {code:d}")
def it_ends_with(context: Any, code: int) -> None:
    assert_that(_load(context).exit_code, equal_to(code), _load(context).output)


@then('the page of the load says "{words}"')
def page_says(context: Any, words: str) -> None:
    assert_that(_load(context).page, contains_string(words))


@then("nothing of it is left")
def nothing_is_left(context: Any) -> None:
    assert_that(_load(context).left(), empty())


@then("their ledgers and its account, merged, end with {code:d}")
def merged_they_end_with(context: Any, code: int) -> None:
    context.world.notes["swarms"].merge(2)
    assert_that(_load(context).exit_code, equal_to(code), _load(context).output)


@then('merged they say "{words}"')
def merged_they_say(context: Any, words: str) -> None:
    assert_that(_load(context).output, contains_string(words))


@then("with a third swarm that left no ledger they end with {code:d}")
def with_a_third_swarm(context: Any, code: int) -> None:
    context.world.watchdog.disarm()
    context.world.notes["swarms"].merge(3)
    assert_that(_load(context).exit_code, equal_to(code), _load(context).output)
