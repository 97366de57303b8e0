"""The documents that belong to an order, as the order system hands them out."""

from collections.abc import Iterator, Mapping
from typing import Final

PIECE: Final = 16 * 1024

_DOCUMENTS: Final[Mapping[str, Mapping[str, int]]] = {
    "A-1042": {"invoice": 24 * 1024, "delivery note": 8 * 1024, "photo": 96 * 1024},
    "A-0977": {"invoice": 24 * 1024, "photo": 80 * 1024},
}
"""Orders, and how many bytes each of their documents has."""


def documents(order: str) -> Iterator[bytes]:
    """All documents of an order, in pieces of at most 16 KiB; none of an order nobody knows."""
    for name, size in _DOCUMENTS.get(order, {}).items():
        text = f"{name} of order {order}. ".encode()
        whole = (text * (size // len(text) + 1))[:size]
        for start in range(0, size, PIECE):
            yield whole[start : start + PIECE]
