"""A text in pieces, cut as a model may cut it: anywhere."""

import random
from collections.abc import Iterator
from typing import Final, NamedTuple

from support.simulator.sanitiser import Sanitiser

LONGEST_PIECE: Final = 7
WAYS: Final = 100


class Pieces(NamedTuple):
    """How a text was cut, and what was told of it piece by piece."""

    cut: list[str]
    told: list[str]


def cut_in_many_ways(text: str) -> Iterator[Pieces]:
    """The text through the sanitiser's stream, cut anew each time, and alike in every run."""
    chance = random.Random(len(text))  # noqa: S311 - it wants repeatable, not secret
    for _ in range(WAYS):
        yield _in_pieces(text, chance)


def _in_pieces(text: str, chance: random.Random) -> Pieces:
    cut, at = [], 0
    while at < len(text):
        size = chance.randint(1, LONGEST_PIECE)
        cut.append(text[at : at + size])
        at += size
    stream = Sanitiser().stream()
    return Pieces(cut, [*(stream.feed(piece) for piece in cut), stream.rest()])


def longest_held_back(text: str) -> int:
    """The most letters that waited at a time, of a text that comes a thousand at a time."""
    stream, most = Sanitiser().stream(), 0
    for at in range(0, len(text), 1000):
        stream.feed(text[at : at + 1000])
        most = max(most, stream.held_back)
    return most
