"""The one sanitiser: what leaves the platform, for a customer, the store or a log, passes it."""

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Final
from urllib.parse import unquote

from pydantic import BaseModel

from support.simulator.secret_patterns import (
    BLOCKS,
    INTERNALS,
    LONGEST_TO_GO_ON,
    MAY_GO_ON,
    SECRETS,
    Kind,
)

EVERYTHING: Final = (*SECRETS, *INTERNALS)
REMOVED: Final = "[removed]"
MOST_HELD_BACK: Final = 16_384
LONGEST_REMEMBERED: Final = 500
MOST_REMEMBERED: Final = 10_000

_MARKS: Final = re.compile(r"(?:\[removed\]){2,}")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DISGUISED: Final = re.compile(r"(?<!\S)[^\s%&\\]*[%&\\]\S*|(?<![\w+/-])[\w+/-]{20,}={0,2}")
_LONG_WORD: Final = re.compile(r"\S{20}")
_ESCAPED: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_NO_WORDS: Final = frozenset(
    {
        *("failure_id", "root_failure_id", "request_id", "result_id", "run_id", "user_id"),
        *("expires_at", "message_key", "resume_token"),
    }
)


class Sanitiser:
    """Puts `[removed]` where a text gives something away. `known` are exact texts of our own.

    Operators need to see how we are built and never a secret; a customer sees neither. What is
    clean comes back as it was, and what was cleaned stays as it is when it is cleaned again.
    """

    def __init__(self, known: Collection[str] = ()) -> None:
        self.known = tuple(text for text in known if text)
        self._clean: set[str] = set()

    def for_operators(self, text: str) -> str:
        """Without credentials, keys, tokens and addresses."""
        return self._freed(text, SECRETS)

    def for_customers(self, text: str) -> str:
        """Without those, and without tracebacks, classes, paths, SQL and prompts."""
        if text in self._clean:
            return text
        freed = self._freed(text, EVERYTHING)
        if freed == text and len(text) <= LONGEST_REMEMBERED:
            self._remember(text)
        return freed

    def fields(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """An event's fields as a customer may read them, however deep; ids and codes stay."""
        return {name: self._value(name, value) for name, value in fields.items()}

    def stream(self) -> "SanitisedStream":
        """For a text that comes in pieces."""
        return SanitisedStream(self)

    def _remember(self, text: str) -> None:
        if len(self._clean) >= MOST_REMEMBERED:
            self._clean.clear()
        self._clean.add(text)

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, Enum | Sanitised) or name in _NO_WORDS:
            return value
        if isinstance(value, str):
            return self.for_customers(value)
        if isinstance(value, BaseModel):
            return value.model_copy(update=self.fields(dict(value)))
        if isinstance(value, dict):
            return self.fields(value)
        if isinstance(value, tuple | list):
            return type(value)(self._value(name, item) for item in value)
        return value

    def _freed(self, text: str, kinds: Sequence[Kind]) -> str:
        shown = self._removed(text, kinds)
        plain = shown if shown.isascii() else _plainly(shown)
        if plain != shown:
            freed = self._removed(plain, kinds)
            shown = shown if freed == plain else freed
        if not _may_be_disguised(shown):
            return shown
        return _DISGUISED.sub(lambda found: self._revealed(found.group(), kinds), shown)

    def _removed(self, text: str, kinds: Sequence[Kind]) -> str:
        for known in self.known:
            text = text.replace(known, REMOVED)
        for kind in _possible(text, kinds):
            text = kind.pattern.sub(_marked, text)
        return _MARKS.sub(REMOVED, text)

    def _revealed(self, word: str, kinds: Sequence[Kind]) -> str:
        """The word, or the mark where it is only a disguise for what would be removed."""
        for meaning in _undisguised(word):
            if self._removed(meaning, kinds) != meaning:
                return REMOVED
        return word


def beginning(text: str, longest: int) -> str:
    """At most so many characters of it, cut where no secret is cut in two."""
    if len(text) <= longest:
        return text
    split = MAY_GO_ON.search(text, 0, longest)
    return text[: split.start() if split else longest] + "…"


class Sanitised(str):
    """A text that has been through the sanitiser, and need not go through it again."""

    __slots__ = ()


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
        safe = len(text) if is_last else self._end_of_safe(text)
        told, self._held = self._sanitiser.for_customers(text[:safe]), text[safe:]
        if len(self._held) > MOST_HELD_BACK:
            self._silenced, self._held = True, ""
            told += REMOVED
        return Sanitised(told)

    def rest(self) -> "Sanitised":
        """What is left at the end of the text."""
        return self.feed("", is_last=True)

    def _end_of_safe(self, text: str) -> int:
        begun = [_begun(known, text) for known in self._sanitiser.known]
        safe = min([_end_of_whole(text), *begun])
        end = max(0, len(text) - MOST_HELD_BACK)
        for kind in _possible(text[end:], EVERYTHING):
            for found in kind.pattern.finditer(text, end):
                if found.start() < safe < found.end():
                    safe = found.start()
        return safe


def _possible(text: str, kinds: Sequence[Kind]) -> Iterator[Kind]:
    """Those of which the text has a sign."""
    small = text.lower()
    return (kind for kind in kinds if any(sign in small for sign in kind.signs))


def _end_of_whole(text: str) -> int:
    """Where that begins which its next piece may turn into something else; its length if none."""
    begin = max(0, len(text) - LONGEST_TO_GO_ON)
    held = MAY_GO_ON.search(text, begin)
    whole = held.start() if held else len(text)
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


def _may_be_disguised(text: str) -> bool:
    return any(sign in text for sign in "%&\\") or bool(_LONG_WORD.search(text))


def _marked(found: re.Match[str]) -> str:
    return "".join(group or "" for group in found.groups()) + REMOVED


def _begun(known: str, text: str) -> int:
    """Where the text ends in the beginning of a known one; its length where it does not."""
    longest = min(len(known), len(text))
    for size in range(longest, 0, -1):
        if text.endswith(known[:size]):
            return len(text) - size
    return len(text)


def _plainly(text: str) -> str:
    """Without invisible characters, and with full-width letters as the plain ones."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def _undisguised(word: str) -> Iterator[str]:
    """What a word stands for where it is escaped or encoded, once and twice."""
    for _ in range(2):
        plain = _ESCAPED.sub(_character, html.unescape(unquote(word)))
        if plain == word:
            break
        word = plain
        yield word
    for decode in (_from_base64, bytes.fromhex):
        try:
            meaning = decode(word).decode()
        except (binascii.Error, ValueError):
            continue
        if not _UNPRINTABLE.search(meaning):
            yield meaning


def _character(found: re.Match[str]) -> str:
    return chr(int(found.group(1) or found.group(2), 16))


def _from_base64(word: str) -> bytes:
    standard = word.rstrip("=").replace("-", "+").replace("_", "/")
    return base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
