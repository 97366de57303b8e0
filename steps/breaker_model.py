"""Steps about the breaker and the model of it that was written from the rules."""

from typing import TYPE_CHECKING, Any

from behave import then, when
from hamcrest import assert_that, empty, equal_to, greater_than_or_equal_to, has_entries

if TYPE_CHECKING:
    from support.self_check.breaker_machine import Played


def _played(context: Any) -> "Played":
    played: Played = context.world.notes["played"]
    return played


@when("{count:d} random sequences are played to a breaker that judges by {mode}")
def sequences_are_played(context: Any, count: int, mode: str) -> None:
    from support.self_check.breaker_machine import play  # noqa: PLC0415 - the rest runs without it

    context.world.notes["played"] = play(mode, count)


@then("all {count:d} sequences were played")
def all_were_played(context: Any, count: int) -> None:
    played = _played(context)
    assert_that(played.sequences, greater_than_or_equal_to(count), played.disagreement)


@then("it did in every step what the rules say")
def no_disagreement(context: Any) -> None:
    assert_that(_played(context).disagreement, equal_to(""))


@then("each of these happened at least {times:d} times")
def events_happened(context: Any, times: int) -> None:
    wanted = {row["what"]: greater_than_or_equal_to(times) for row in context.table}
    assert_that(_played(context).seen, has_entries(wanted))


@then("no other change of state happened but by hand")
def no_other_change(context: Any) -> None:
    assert_that(_played(context).unlawful_changes(), empty())
