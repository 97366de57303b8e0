"""What a text stands for: letters that only look different, and words that are encoded."""

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

DISGUISED: Final = re.compile(r"(?<![\w+/-])(?:(?<!\S)[^\s%&\\]*[%&\\]\S*|[\w+/-]{20,}={0,2})")
"""A word that may stand for another one."""

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LONG_WORD: Final = re.compile(r"\s\S{20}")
_ESCAPED: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


def has_long_word(text: str) -> bool:
    """Whether there is a word in it of 20 letters at least."""
    return bool(_LONG_WORD.search(" " + text))


def may_be_disguised(text: str) -> bool:
    """Whether DISGUISED can be found in it."""
    return "%" in text or "&" in text or "\\" in text or has_long_word(text)


def plainly(text: str) -> str:
    """Without invisible characters, and with full-width letters as the plain ones."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def undisguised(word: str) -> Iterator[str]:
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
