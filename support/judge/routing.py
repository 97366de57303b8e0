"""Whose event a line is, read from its bytes: the session that it names.

The events of one session go to one stream, whatever else is wrong with them, and however many
processes read the log. So the answer depends on nothing but the line.
"""

import json
import re
from typing import Any, Final

KEY: Final = b'"session_id"'
BEFORE: Final = KEY + b':"'
AFTER: Final = len(BEFORE)
_VALUE: Final = re.compile(rb'\s*:\s*"([^"\\]+)"')


def session_of(line: bytes) -> str | None:
    """The session that the event in this line names, None where nobody can tell."""
    at = line.find(KEY)
    if at < 0:
        return None
    begin = at + AFTER
    name = line[begin : line.find(b'"', begin)]
    if line.startswith(BEFORE, at) and line.find(KEY, begin) < 0 and name and b"\\" not in name:
        return name.decode("utf-8", "replace")
    return _as_parsed(line)


def _as_parsed(line: bytes) -> str | None:
    """The same for what is written in an unusual way; of what is no JSON, the first that fits."""
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError):
        found = re.search(KEY + _VALUE.pattern, line)
        return found[1].decode("utf-8", "replace") if found else None
    name = value.get("session_id") if isinstance(value, dict) else None
    return _printable(name) if isinstance(name, str) and name else None


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()
