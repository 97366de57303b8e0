"""A provider that is well, and slow: each answer is whole, and takes long to begin."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from support.simulator.model.replies import Moment, Reply, healthy

TO_BEGIN: Final = 8.0
"""Seconds; less than the longest wait for the first word, so that it is no failure."""


class SlowFault(StrEnum):
    """Nothing fails: what a person would see is that she waits."""

    SLOW = "is slow"


def slow(reply: Reply) -> Iterator[Moment]:
    head, *rest = healthy(reply)
    yield head._replace(after=TO_BEGIN)
    yield from rest
