"""Smaller versions of an input, the much smaller ones first."""

from collections.abc import Iterator
from typing import Any, Final

DEEPEST: Final = 30
LONG_NAME: Final = 20


def smaller(value: Any, depth: int = 0) -> Iterator[Any]:
    """Each differs from the value in one place. A tuple's first item says what it is, and stays."""
    if isinstance(value, str | bytes | list):
        yield from _pieces(value)
    elif isinstance(value, dict):
        for out in value:
            rest = {name: value[name] for name in value if name != out}
            yield rest
            yield from [rest | {out[: len(out) // 2]: value[out]}] * (len(out) > LONG_NAME)
    elif isinstance(value, int) and abs(value) > 1:
        yield value // 2
    if depth < DEEPEST:
        yield from _with_a_smaller_part(value, depth + 1)


def _with_a_smaller_part(value: Any, depth: int) -> Iterator[Any]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from (value | {name: part} for part in smaller(item, depth))
    elif isinstance(value, list | tuple):
        first = 0 if isinstance(value, list) else 1
        for at, item in enumerate(value[first:], first):
            for part in smaller(item, depth):
                yield type(value)((*value[:at], part, *value[at + 1 :]))


def _pieces(value: Any) -> Iterator[Any]:
    """Without a half, a quarter and so on, down to a single place where it is short."""
    size = len(value) // 2 or len(value)
    while size:
        for at in range(0, len(value), size):
            yield value[:at] + value[at + size :]
        size = size // 2 if len(value) // size < 64 else 0  # noqa: PLR2004 - tries enough
