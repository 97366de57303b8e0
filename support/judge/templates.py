"""Which of the frames that were sent asks something: those that fit what a description sends."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

_NAME: Final = re.compile(r"\$\{([^}]*)\}")
_REQUEST: Final = "request_id"
_AS_THE_CONTRACT: Final = {"type": "ask", _REQUEST: "${request_id}", "text": "${text}"}


class AskTemplate:
    """The first frame of `[ask]`, which others may follow; None: as the contract asks."""

    def __init__(self, send: Sequence[Any] | None) -> None:
        first = _AS_THE_CONTRACT if send is None else send[0]
        self._template = _parsed(first) if isinstance(first, str) else first

    def request_in(self, frame: str | bytes) -> str | None:
        """The id of the request that the frame asks, "" where it has none; None if it asks not."""
        text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
        said = text if isinstance(self._template, str) else _parsed(text)
        found: list[str] = []
        if not _fits(self._template, said, found):
            return None
        return found[0] if found else ""


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _fits(template: Any, said: Any, found: list[str]) -> bool:
    if isinstance(template, Mapping):
        return isinstance(said, Mapping) and all(
            key in said and _fits(one, said[key], found) for key, one in template.items()
        )
    if isinstance(template, list | tuple):
        return (
            isinstance(said, list)
            and len(said) == len(template)
            and all(_fits(one, other, found) for one, other in zip(template, said, strict=True))
        )
    if not isinstance(template, str):
        return bool(template == said)
    parts = _NAME.split(template)
    if len(parts) == 1:
        return bool(template == said)
    return _fits_text(parts, said if isinstance(said, str) else json.dumps(said), found)


def _fits_text(parts: list[str], said: str, found: list[str]) -> bool:
    """`parts` are what stands between names, and the names, in turn."""
    pattern = "".join(re.escape(p) if n % 2 == 0 else "(.*?)" for n, p in enumerate(parts))
    fits = re.fullmatch(pattern, said, re.DOTALL)
    if fits is None:
        return False
    found += [
        value for name, value in zip(parts[1::2], fits.groups(), strict=True) if name == _REQUEST
    ]
    return True
