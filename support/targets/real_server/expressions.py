"""JMESPath over frames, and whether what an expression yields is the server's own.

What the server did not say must not count as said: an expression that holds a literal where a value
comes from, as in `` user_message || 'Sorry.' ``, yields something derived.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import jmespath
from jmespath.exceptions import JMESPathError

_CONDITIONS: Final = frozenset({"comparator", "not_expression"})
_FAITHFUL: Final = frozenset({"join", "to_string", "to_number", "not_null", "map"})
_MADE_UP: Final = frozenset({"literal"})


class BadExpression(ValueError):  # noqa: N818 - told as a sentence
    """No JMESPath, with what is wrong and where."""


class Expression:
    """One JMESPath. `is_native`: all that it can yield stands in the frame."""

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self._compiled = jmespath.compile(text)
        except JMESPathError as wrong:
            first = str(wrong).splitlines()[0]
            raise BadExpression(f"{text!r} is no JMESPath: {first}") from wrong
        kinds = [node["type"] for node in _value_nodes(self._compiled.parsed)]
        reads = any(kind in ("field", "current") for kind in kinds)
        self.is_native = reads and not _MADE_UP.intersection(kinds)

    def of(self, value: Any) -> Any:
        """What it finds in the value; None for nothing, and where the value is of another kind."""
        try:
            return self._compiled.search(value)
        except JMESPathError:
            return None

    def holds(self, value: Any) -> bool:
        """Whether it is true of the value, as JMESPath has it: not empty, not false, not null."""
        found = self.of(value)
        return bool(found) or (found == 0 and type(found) in (int, float))


def _value_nodes(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The nodes that a value may come from; conditions only choose among them."""
    yield node
    kind, children = node["type"], node["children"]
    if kind == "filter_projection":
        children = children[:2]
    elif kind in _CONDITIONS or (kind == "function_expression" and node["value"] not in _FAITHFUL):
        # A comparison makes up true and false, and a function may make up anything.
        yield {"type": "literal"}
        return
    elif kind == "function_expression" and node["value"] == "join":
        children = children[1:]  # what stands between the parts is no part
    elif kind == "and_expression":
        children = children[1:]
    for child in children:
        yield from _value_nodes(child)
