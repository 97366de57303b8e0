"""The contract's closed sets of words, as plain text."""

from enum import Enum

from support.contract import vocabulary


def words_of(name: str) -> str:
    """In their order, parted by spaces."""
    words: type[Enum] = getattr(vocabulary, name)
    return " ".join(str(word.value) for word in words)
