"""A cheap look that says of most texts, and never wrongly, that there is nothing to find in them.

A leak shows in one of its words: by a rare character, by letters and digits or large and small
letters run together, by its length, or by what the word is. Where none shows it, the exact rules
are spared.
"""

import string
from typing import Final

from support.validator.disguises import plainly

MOST_WORDS: Final = 50_000

_PLAIN: Final = (string.ascii_letters + string.digits + " \n.,;:!?'\"()-_").encode()
_SHAPES: Final = bytes(
    ord("l") if chr(code) in string.ascii_lowercase
    else ord("U") if chr(code) in string.ascii_uppercase
    else ord("d") if chr(code) in string.digits
    else code
    for code in range(256)
)  # fmt: skip
_WORDS: Final = bytes(
    ord(chr(code).lower()) if chr(code) in string.ascii_letters else ord(" ") for code in range(256)
)
_TELLING_SHAPES: Final = (b"lU", b"UU", b"ld", b"dl", b"Ud", b"dU", b"l:d", b"l" * 20)
_TELLING_WORDS: Final = frozenset(
    word.encode()
    for words in (
        "traceback line panic goroutine exception packages",
        "asyncio builtins httpx openai anthropic aiohttp urllib requests sqlalchemy psycopg sqlite",
        "pydantic websockets postgres postgresql mysql mongodb redis",
        "select insert delete table database schema pragma syntax such exist constraint sqlstate",
        "union ora",
        "sk pk rk xoxa xoxb xoxe xoxp xoxr xoxs glpat ghp gho ghu ghs ghr github hf npm ya whsec",
        "dop ssh bearer password passwd pwd passphrase secret token authorization cookie key",
        "prompt role assistant agent chatbot language localhost",
    )
    for word in words.split()
)


class Innocence:
    """Remembers the words that it found plain, for most words come again."""

    def __init__(self) -> None:
        self._plain: set[str] = set()

    def of(self, text: str) -> bool:
        """Whether nothing in the text could be a leak; False only asks for the closer look."""
        words = text.split()
        if self._plain.issuperset(words):
            return True
        if len(self._plain) > MOST_WORDS:
            self._plain.clear()
        for word in words:
            if word not in self._plain:
                if not _is_plain(word):
                    return False
                self._plain.add(word)
        return True


def _is_plain(word: str) -> bool:
    if not word.isascii() and plainly(word) != word:
        return False
    data = word.encode("ascii", "replace")
    if data.translate(None, _PLAIN):
        return False
    shapes = data.translate(_SHAPES)
    for telling in _TELLING_SHAPES:
        if telling in shapes:
            return False
    return _TELLING_WORDS.isdisjoint(data.translate(_WORDS).split())
