"""Takes off what a leak may be wrapped in: escapes, entities, look-alike letters, base64, hex."""

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

_ENCODED: Final = re.compile(r"[A-Za-z0-9+/_-]{20,}={0,2}")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([/\"]))")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NOT_HEX: Final = re.compile(r"[^0-9a-fA-F]")
_REPLACED: Final = "\ufffd"
_REPLACEMENT: Final = _REPLACED.encode()
_CUT_OFF: Final = "unexpected end of data"
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


def plainly(text: str) -> str:
    """Without invisible characters, and with full-width letters as the plain ones."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def variants(text: str) -> Iterator[str]:
    """The text as it is, freed of what a writer may have wrapped it in, and what is encoded."""
    yield text
    plain = text if text.isascii() else plainly(text)
    if "\\" in plain:
        plain = _ESCAPE.sub(_unescaped, plain)
    if "%" in plain:
        plain = unquote(plain)
    if "&" in plain:
        plain = html.unescape(plain)
    if plain != text:
        yield plain
    for token in _ENCODED.findall(plain):
        yield from _decoded(token)


def _unescaped(found: re.Match[str]) -> str:
    code = found.group(1) or found.group(2)
    return chr(int(code, 16)) if code else found.group(3)


def _decoded(token: str) -> Iterator[str]:
    """Most words are in no code at all, so what says that at once comes before the decoding."""
    try:
        coded = [base64.urlsafe_b64decode(f"{token}==")]
    except binascii.Error:
        coded = []
    if not _NOT_HEX.search(token) and len(token) % 2 == 0:
        coded.append(bytes.fromhex(token))
    for raw in coded:
        decoded = raw.decode("utf-8", "replace")
        if _REPLACED in decoded and _REPLACEMENT not in raw:
            continue
        try:
            raw.decode()
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(decoded):
            yield decoded


@lru_cache(maxsize=1024)
def begins_no_text(coded: str) -> bool:
    """Whether whatever goes on after these four signs is no text in base64."""
    try:
        base64.urlsafe_b64decode(coded).decode()
    except UnicodeDecodeError as broken:
        return broken.reason != _CUT_OFF
    return False
