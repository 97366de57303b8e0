"""A cheap look that says of most texts, and never wrongly, that there is nothing to find in them.

A leak shows in one of its words: by a rare character, by letters and digits or large and small
letters run together, by its length, or by what the word is. Where none shows it, the exact rules
are spared.
"""

import re
from functools import lru_cache
from typing import Final

from support.validator.disguises import begins_no_text, plainly

MOST_WORDS: Final = 20_000
LONGEST_WORD: Final = 40

_TELLING_SHAPES: Final = re.compile(
    r"[^A-Za-z0-9.,;:!?'\"()_\x80-\U0010ffff-]|"
    r"[a-z][A-Z0-9]|[A-Z]{2}|[A-Z][0-9]|[0-9][A-Za-z]|[a-z]:[0-9]|[a-z]{20}"
)
_LETTERS: Final = re.compile(r"[a-z]+")
_TELLING_WORDS: Final = frozenset(
    word
    for words in (
        "traceback line panic goroutine exception packages",
        "asyncio builtins httpx openai anthropic aiohttp urllib requests sqlalchemy psycopg sqlite",
        "pydantic websockets postgres postgresql mysql mongodb redis",
        "select insert delete table database schema pragma syntax such exist constraint sqlstate",
        "ora sk pk rk xoxa xoxb xoxe xoxp xoxr xoxs glpat ghp gho ghu ghs ghr github hf npm ya",
        "whsec dop ssh bearer password passwd pwd passphrase secret token authorization cookie key",
        "prompt role assistant agent chatbot language localhost",
    )
    for word in words.split()
)


HEXADECIMAL: Final = "0123456789abcdef"
_SHORTEST_NAME: Final = 3
plain_words: set[str] = {""}
"""Words that came before and tell nothing, without a quote, a backslash or what cannot be seen."""


def is_innocent(text: str) -> bool:
    """Whether nothing in the text could be a leak; False only asks for the closer look."""
    words = text.split()
    return plain_words.issuperset(words) or all(map(_is_plain, words))


def _is_plain(word: str) -> bool:
    """Remembered where it is so, for most words come again."""
    if word in plain_words:
        return True
    if len(word) > LONGEST_WORD or plainly(word) != word or _TELLING_SHAPES.search(word):
        return False
    if not _TELLING_WORDS.isdisjoint(_LETTERS.findall(word.lower())):
        return False
    if len(plain_words) >= MOST_WORDS:
        plain_words.clear()
        plain_words.add("")
    plain_words.add(word)
    return True


def is_plain_identifier(text: str) -> bool:
    """Whether it is words that tell nothing, hexadecimal digits after a hyphen, and no code.

    Each event has one that never came before, so that nothing is gained by remembering it.
    """
    words, _, digits = text.rpartition("-")
    return name_something(words) and not digits.strip(HEXADECIMAL)


@lru_cache(maxsize=1024)
def name_something(words: str) -> bool:
    """Whether an identifier begins with words that tell nothing, and not with a code."""
    parts = words.split("-")
    if not all(map(_LETTERS.fullmatch, parts)) or len(parts[0]) < _SHORTEST_NAME:
        return False
    return _TELLING_WORDS.isdisjoint(parts) and begins_no_text(f"{words}-"[:4])
