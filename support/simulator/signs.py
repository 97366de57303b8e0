"""Whether a text has a sign of anything at all: told quickly, as nearly all texts have none."""

import re
from collections.abc import Collection, Sequence
from itertools import chain
from typing import Final

from support.simulator.disguises import has_long_word
from support.simulator.secret_patterns import (
    INTERNALS,
    OF_A_WORD,
    OPENING,
    SECRETS,
    SENTENCE_MAY_GO_ON,
    Kind,
)

EVERYTHING: Final = (*SECRETS, *INTERNALS)
SHORT: Final = 500
"""In longer texts, looking for one sign after the other is faster than for all at once."""


def _any_of(words: Collection[str]) -> str:
    """A pattern for them that looks at a letter once, however many words begin with it."""
    rests: dict[str, set[str]] = {}
    for word in words:
        rests.setdefault(word[:1], set()).add(word[1:])
    if "" in rests:
        return ""
    return "(?:" + "|".join(re.escape(one) + _any_of(rests[one]) for one in sorted(rests)) + ")"


_SIGN: Final = re.compile(_any_of([*chain.from_iterable(kind.signs for kind in EVERYTHING)]))
_OPENING: Final = re.compile(_any_of(OPENING) + r"|you\s")
_WORD: Final = re.compile(f"[{OF_A_WORD}]*")
_WITHOUT_SIGNS: Final = tuple(kind for kind in EVERYTHING if not kind.signs)


def shows_something(text: str) -> bool:
    """Whether anything is possible."""
    small = text.lower()
    if len(small) <= SHORT:
        return bool(_SIGN.search(small)) or has_long_word(text)
    return any(_is_possible(kind, small) for kind in EVERYTHING)


def possible(text: str, kinds: Sequence[Kind]) -> Sequence[Kind]:
    """Those that the text may hold."""
    small = text.lower()
    if len(small) <= SHORT and not _SIGN.search(small):
        return _WITHOUT_SIGNS if has_long_word(text) else ()
    return [kind for kind in kinds if _is_possible(kind, small)]


def where_it_may_go_on(text: str, begin: int = 0) -> int:
    """Where its last word begins, or a sentence that may go on; at `begin` at the earliest."""
    end = text[begin:]
    word = _WORD.match(end[::-1])
    at = len(text) - (word.end() if word else 0)
    if _OPENING.search(end.lower()):
        sentence = SENTENCE_MAY_GO_ON.search(text, begin)
        at = min(at, sentence.start()) if sentence else at
    return at


def _is_possible(kind: Kind, small: str) -> bool:
    signs = kind.signs
    return any(map(small.__contains__, signs)) if signs else has_long_word(small)
