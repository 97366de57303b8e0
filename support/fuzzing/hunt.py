"""Plays random inputs to a reader until one breaks a rule, and makes that one short."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final, NamedTuple

from support.fuzzing.draw import Strategy
from support.fuzzing.smaller import smaller

SECONDS_OF_SHORTENING: Final = 0.5
"""Of process time; a short input is worth no more."""

Broken = tuple[str, str]
"""The rule that is broken, in few words that are the same for each input, and what happened."""


class Reader(NamedTuple):
    """What reads what others wrote.

    `inputs` are Python literals. `breach` plays one of them, counts in `seen` what was met on the
    way, and answers None where every rule is kept.
    """

    name: str
    inputs: Strategy[Any]
    breach: Callable[[Any, Counter[str]], Broken | None]
    each_round: int


class Find(NamedTuple):
    """An input that breaks a rule, as short as it could be made."""

    rule: str
    what: str
    input: Any


@dataclass
class Hunt:
    """What was played to one reader, and how often what was met; `find` is the first breach."""

    reader: str
    seed: int
    played: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    find: Find | None = None


def hunt(reader: Reader, seed: int, inputs: int | None = None) -> Hunt:
    """Plays that many inputs, always the same ones for one seed; stops at the first breach."""
    done = Hunt(reader.name, seed)
    random = Random(seed)  # noqa: S311 - nothing here is a secret
    for _ in range(inputs or reader.each_round):
        given = reader.inputs.draw(random)
        done.played += 1
        broken = reader.breach(given, done.seen)
        if broken is not None:
            done.find = _shortened(reader, given, broken)
            break
    return done


def _shortened(reader: Reader, given: Any, broken: Broken) -> Find:
    """Goes on with whatever is smaller and breaks the same rule, as long as the time lasts."""
    until = time.process_time() + SECONDS_OF_SHORTENING
    shortest, (rule, what) = given, broken
    candidates: Iterator[Any] = smaller(shortest)
    while time.process_time() < until:
        candidate = next(candidates, None)
        if candidate is None:
            break
        again = reader.breach(candidate, Counter())
        if again is not None and again[0] == rule:
            shortest, what = candidate, again[1]
            candidates = smaller(shortest)
    return Find(rule, what, shortest)
