"""The one sanitiser: what leaves the platform, for a customer, the store or a log, passes it."""

import re
from collections.abc import Collection, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any, Final

from pydantic import BaseModel

from support.simulator.disguises import DISGUISED, may_be_disguised, plainly, undisguised
from support.simulator.secret_patterns import (
    BLOCKS,
    LONGEST_TO_GO_ON,
    SECRETS,
    Kind,
)
from support.simulator.signs import EVERYTHING, possible, shows_something, where_it_may_go_on

REMOVED: Final = "[removed]"
MOST_HELD_BACK: Final = 16_384
LONGEST_REMEMBERED: Final = 500
MOST_REMEMBERED: Final = 10_000
MOST_KINDS_OF_SANITISER: Final = 16

_TWO_MARKS: Final = REMOVED * 2
_MARKS: Final = re.compile(r"(?:\[removed\]){2,}")
_NO_WORDS: Final = frozenset(
    {
        *("failure_id", "root_failure_id", "request_id", "result_id", "run_id", "user_id"),
        *("expires_at", "message_key", "resume_token"),
    }
)


class Sanitised(str):
    """A text that has been through the sanitiser, and need not go through it again."""

    __slots__ = ()


_AS_IT_IS: Final = (Sanitised, Enum, int, float)


class Sanitiser:
    """Puts `[removed]` where a text gives something away. `known` are exact texts of our own.

    Operators need to see how we are built and never a secret; a customer sees neither. What is
    clean comes back as it was, and what was cleaned stays as it is when it is cleaned again.
    """

    def __init__(self, known: Collection[str] = ()) -> None:
        self.known = tuple(text for text in known if text)
        mine: Any = type(self)
        self._clean = _clean_texts(mine, self.known, EVERYTHING)
        self._without_secrets = _clean_texts(mine, self.known, SECRETS)

    def for_operators(self, text: str) -> str:
        """Without credentials, keys, tokens and addresses."""
        return self._told(text, SECRETS, self._without_secrets)

    def for_customers(self, text: str) -> str:
        """Without those, and without tracebacks, classes, paths, SQL and prompts."""
        return self._told(text, EVERYTHING, self._clean)

    def fields(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """An event's fields as a customer may read them, however deep; ids and codes stay."""
        return {name: self._value(name, value) for name, value in fields.items()}

    def stream(self) -> "SanitisedStream":
        """For a text that comes in pieces."""
        return SanitisedStream(self)

    def sees_nothing_in(self, text: str) -> bool:
        """Whether a glance tells that it is clean, and so is each part of it.

        What may be a disguise has a sign as well: a backslash, or a long word.
        """
        return not (
            shows_something(text)
            or "%" in text
            or "&" in text
            or _TWO_MARKS in text
            or any(known in text for known in self.known)
            or not (text.isascii() or plainly(text) == text)
        )

    def _told(self, text: str, kinds: Sequence[Kind], clean: set[str]) -> str:
        if text in clean:
            return text
        freed = self._freed(text, kinds)
        if freed == text and len(text) <= LONGEST_REMEMBERED:
            if len(clean) >= MOST_REMEMBERED:
                clean.clear()
            clean.add(text)
        return freed

    def _value(self, name: str, value: Any) -> Any:
        if value is None or name in _NO_WORDS or isinstance(value, _AS_IT_IS):
            return value
        if isinstance(value, str):
            return self.for_customers(value)
        if isinstance(value, dict):
            return self.fields(value)
        if isinstance(value, (tuple, list)):
            return type(value)(self._value(name, item) for item in value)
        if isinstance(value, BaseModel):
            return value.model_copy(update=self.fields(dict(value)))
        return value

    def _freed(self, text: str, kinds: Sequence[Kind]) -> str:
        shown = self._removed(text, kinds)
        plain = shown if shown.isascii() else plainly(shown)
        if plain != shown:
            freed = self._removed(plain, kinds)
            shown = shown if freed == plain else freed
        if not may_be_disguised(shown):
            return shown
        return DISGUISED.sub(lambda found: self._revealed(found.group(), kinds), shown)

    def _removed(self, text: str, kinds: Sequence[Kind]) -> str:
        for known in self.known:
            text = text.replace(known, REMOVED)
        for kind in possible(text, kinds):
            text = kind.pattern.sub(_marked, text)
        return _MARKS.sub(REMOVED, text) if _TWO_MARKS in text else text

    def _revealed(self, word: str, kinds: Sequence[Kind]) -> str:
        """The word, or the mark where it is only a disguise for what would be removed."""
        for meaning in undisguised(word):
            if self._removed(meaning, kinds) != meaning:
                return REMOVED
        return word


def beginning(text: str, longest: int) -> str:
    """At most so many characters of it, cut where no secret is cut in two."""
    if len(text) <= longest:
        return text
    return text[: where_it_may_go_on(text[:longest])] + "…"


@lru_cache(maxsize=MOST_KINDS_OF_SANITISER)
def _clean_texts(
    _of: type[Sanitiser], _known: tuple[str, ...], _kinds: tuple[Kind, ...]
) -> set[str]:
    """The texts in which sanitisers of one class found nothing: what was clean stays clean."""
    return set()


class SanitisedStream:
    """Tells a text piece by piece, and holds back its end while that may become a secret.

    An end that is longer than `MOST_HELD_BACK` characters is nothing to read: it is removed, and
    so is all that follows in this stream.
    """

    def __init__(self, sanitiser: Sanitiser) -> None:
        self._sanitiser = sanitiser
        self._held = ""
        self._silenced = False

    @property
    def held_back(self) -> int:
        """How many characters wait for what comes next."""
        return len(self._held)

    def feed(self, piece: str, *, is_last: bool = False) -> "Sanitised":
        """What may be told now; "" where all of it has to wait."""
        if self._silenced:
            return Sanitised()
        text = self._held + piece
        if is_last:
            told, self._held = self._sanitiser.for_customers(text), ""
        else:
            told, self._held = self._parted(text)
        if len(self._held) > MOST_HELD_BACK:
            self._silenced, self._held = True, ""
            told += REMOVED
        return Sanitised(told)

    def rest(self) -> "Sanitised":
        """What is left at the end of the text."""
        return self.feed("", is_last=True)

    def _parted(self, text: str) -> tuple[str, str]:
        """What may be told of it, and what has to wait."""
        safe = _end_of_whole(text)
        for known in self._sanitiser.known:
            safe = min(safe, _begun(known, text))
        if 0 < safe < len(text):
            if self._sanitiser.sees_nothing_in(text):
                return text[:safe], text[safe:]
            safe = _before_what_is_found(text, safe)
        return self._sanitiser.for_customers(text[:safe]), text[safe:]


def _before_what_is_found(text: str, safe: int) -> int:
    """An end that cuts nothing in two."""
    end = max(0, len(text) - MOST_HELD_BACK)
    for kind in possible(text[end:], EVERYTHING):
        for found in kind.pattern.finditer(text, end):
            if found.start() < safe < found.end():
                safe = found.start()
    return safe


def _end_of_whole(text: str) -> int:
    """Where that begins which its next piece may turn into something else; its length if none."""
    begin = max(0, len(text) - LONGEST_TO_GO_ON)
    whole = where_it_may_go_on(text, begin)
    if begin and whole == begin:
        whole = _beginning_of_word(text, begin)
    for opening, block in BLOCKS:
        at = text.rfind(opening)
        if at >= 0 and not block.match(text, at):
            whole = min(whole, at)
    return whole


def _beginning_of_word(text: str, at: int) -> int:
    """A word that is longer than the end that was looked at begins before it."""
    return max(text.rfind(space, 0, at) for space in " \n\t") + 1


def _marked(found: re.Match[str]) -> str:
    return "".join(group or "" for group in found.groups()) + REMOVED


def _begun(known: str, text: str) -> int:
    """Where the text ends in the beginning of a known one; its length where it does not."""
    at = text.find(known[0], max(0, len(text) - len(known)))
    while at >= 0 and not known.startswith(text[at:]):
        at = text.find(known[0], at + 1)
    return at if at >= 0 else len(text)
