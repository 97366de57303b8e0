"""Every operator, by family; those of one family share a file."""

from collections.abc import Iterator
from itertools import chain, zip_longest
from random import Random
from typing import Final

from support.self_check.mutants import fields, late, leaked, misplaced, missing, repeated, strangers
from support.self_check.mutants.change import Change, Operator
from support.self_check.mutants.story import Story

OPERATORS: Final[tuple[Operator, ...]] = (
    *(missing.drop, missing.lose, missing.end_early, missing.miss_the_ending),
    *(repeated.send_again, repeated.tell_again),
    *(misplaced.overtake, misplaced.swap, misplaced.misplace),
    *(late.tell_late, late.fall_silent, late.tell_too_soon, late.turn_back_the_clock),
    *(fields.null, fields.leave_out, fields.change_type, fields.exceed),
    *(strangers.name_a_stranger, strangers.hear_a_stranger),
    *(leaked.leak, leaked.leak_beside),
)

OPERATOR_NAMES: Final = frozenset(
    {"drop", "lose", "end early", "missing ending", "send again", "tell again", "overtake", "swap"}
    | {"wrong order", "delay, told late", "delay, silence", "delay, told too soon"}
    | {"delay, clock turned back", "null a field", "leave a field out", "change a type"}
    | {"out of range", "foreign user", "foreign event", "leaked secret"}
)


def all_changes(story: Story) -> Iterator[Change]:
    """Every change that an operator makes to this story."""
    return chain.from_iterable(operator(story) for operator in OPERATORS)


def some_changes(story: Story, count: int, seed: str) -> list[Change]:
    """So many at most, drawn by seed; each operator gives as many as the others, while it can."""
    random = Random(seed)  # noqa: S311 - the same draw for the same seed is what is wanted
    operators = random.sample(OPERATORS, len(OPERATORS))
    made = [list(operator(story)) for operator in operators]
    for changes in made:
        random.shuffle(changes)
    in_turn = chain.from_iterable(zip_longest(*made))
    return [change for change in in_turn if change is not None][:count]
