"""Random values from a seed, by strategies that are named as hypothesis names its own.

hypothesis itself also draws the constants of whatever modules are loaded: the command line and a
feature would not play the same inputs for the same seed.
"""

import struct
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Final, Generic, NamedTuple, TypeVar

T = TypeVar("T")
U = TypeVar("U")

_RANGES: Final = (
    *((0x20, 0x7E), (0x20, 0x7E), (0x20, 0x7E), (0, 0x1F), (0x7F, 0x2FF), (0x300, 0x36F)),
    *((0x2000, 0x206F), (0x4E00, 0x9FFF), (0xD800, 0xDFFF), (0xFE00, 0xFFFF), (0x10000, 0x10FFFF)),
)


class Strategy(NamedTuple, Generic[T]):
    """How one value is drawn."""

    draw: Callable[[Random], T]

    def map(self, change: Callable[[T], U]) -> "Strategy[U]":
        return Strategy(lambda random: change(self.draw(random)))


def just(value: T) -> Strategy[T]:
    return Strategy(lambda _: value)


def sampled_from(values: Sequence[T]) -> Strategy[T]:
    return Strategy(lambda random: random.choice(values))


def one_of(*strategies: Strategy[Any]) -> Strategy[Any]:
    return Strategy(lambda random: random.choice(strategies).draw(random))


def builds(make: Callable[..., T], *parts: Strategy[Any]) -> Strategy[T]:
    return Strategy(lambda random: make(*[part.draw(random) for part in parts]))


def tuples(*parts: Strategy[Any]) -> Strategy[tuple[Any, ...]]:
    return Strategy(lambda random: tuple(part.draw(random) for part in parts))


def lists(item: Strategy[T], *, min_size: int = 0, max_size: int) -> Strategy[list[T]]:
    return Strategy(
        lambda random: [item.draw(random) for _ in range(random.randint(min_size, max_size))]
    )


def integers(least: int, most: int) -> Strategy[int]:
    return Strategy(lambda random: random.randint(least, most))


def any_integer() -> Strategy[int]:
    """Of any size up to 200 bits, the small ones as often as the large."""
    return Strategy(
        lambda random: random.getrandbits(random.randint(1, 200)) * random.choice((1, -1))
    )


def any_float() -> Strategy[float]:
    """Any 64 bits, with infinities and NaN."""
    return Strategy(lambda random: float(struct.unpack("d", random.randbytes(8))[0]))


def text(*, max_size: int) -> Strategy[str]:
    """Letters, control characters, marks, half characters: each kind about as often."""
    character = Strategy(lambda random: chr(random.randint(*random.choice(_RANGES))))
    return lists(character, max_size=max_size).map("".join)


def binary(*, max_size: int) -> Strategy[bytes]:
    return Strategy(lambda random: random.randbytes(random.randint(0, max_size)))
