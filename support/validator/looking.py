"""What one text gives away, whoever it is told; what was looked into is remembered."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from support.validator.disguises import variants
from support.validator.innocence import is_innocent
from support.validator.leak_patterns import LEAKS, SIGNS

MOST_REMEMBERED: Final = 20_000


class Leak(NamedTuple):
    name: str
    found: str
    promise: str = "SEC-2"


@lru_cache(maxsize=MOST_REMEMBERED)
def looked_into(text: str) -> tuple[tuple[str, ...], tuple[Leak, ...]]:
    """All that the text may stand for, and what that gives away whoever it is told."""
    shapes = tuple(variants(text))
    leaks = tuple(leak for shape in shapes for leak in _leaks_of(shape))
    if shapes == (text,) and not leaks and len(plain_texts) < MOST_REMEMBERED:
        plain_texts.add(text)
    return shapes, leaks


plain_texts: set[str] = set()
"""Texts that stand for nothing but themselves, and give nothing away that others do not know."""


def _leaks_of(shape: str) -> Iterator[Leak]:
    if is_innocent(shape):
        return
    for name in suspects(shape):
        found = LEAKS[name].search(shape)
        if found:
            yield Leak(name, found.group())


def suspects(text: str) -> Iterator[str]:
    """The leaks of which a sign is in the text, so that the exact rule has to be tried."""
    has = text.lower().__contains__
    for name, signs in SIGNS.items():
        if any(map(has, signs)):
            yield name
