"""Classes that a stranger may hand in, which lie, break or never end."""

from collections.abc import Iterator, Mapping
from typing import Any


class Liar:
    """Says that it is a text, and breaks whoever believes it."""

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return str

    def __len__(self) -> int:
        raise OverflowError


class Endless(Mapping[str, Any]):
    def __getitem__(self, key: str) -> int:
        return len(key)

    def __len__(self) -> int:
        return 2**62

    def __iter__(self) -> Iterator[str]:
        number = 0
        while True:
            yield str(number)
            number += 1


class Broken(dict[str, Any]):
    def items(self) -> Any:
        raise LookupError
