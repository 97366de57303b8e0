"""Text that any writer of ours (JSON, XML, HTML) can take, whatever came in."""

import re
from typing import Annotated, Any, Final

from pydantic import BeforeValidator

_TERMINAL_CODES: Final = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])"
)
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PICTURES: Final = 0x2400


def plain(text: str) -> str:
    """Take terminal colours out, and show what XML or UTF-8 cannot hold as a visible sign."""
    if text.isprintable():
        return text
    text = _TERMINAL_CODES.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(_PICTURES + code) if code < ord(" ") else "\ufffd"


def _plain_if_text(value: Any) -> Any:
    return plain(value) if isinstance(value, str) else value


Plain = Annotated[str, BeforeValidator(_plain_if_text)]
