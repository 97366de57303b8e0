"""What is not mutated: words for people, and what other checks than features are for."""

from collections.abc import Set
from typing import Final

import libcst as cst

WORDS_OF_A_SENTENCE: Final = 4

ASIDE: Final[dict[str, frozenset[str]]] = {
    "support/contract/promises.py": frozenset({"AREAS", "_ROWS", "PROMISES"}),
    "support/contract/published.py": frozenset({"TITLE", "DESCRIPTION"}),
}
"""Tables whose words are documentation; by file, their names."""


def is_aside(node: cst.CSTNode, names: Set[str]) -> bool:
    """`names` are of tables that are left alone."""
    match node:
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
            return name in names or name == "__all__" or _is_callable(node)
        case cst.AnnAssign(target=cst.Name(value=name)):
            return name in names or _is_alias(node)
        case cst.Decorator():
            return _is_dataclass(node)
        case _:
            return isinstance(node, cst.Import | cst.ImportFrom) or _is_documentation(node)


def _is_documentation(node: cst.CSTNode) -> bool:
    match node:
        case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):
            return True
        case cst.Arg(keyword=cst.Name(value="description")):
            return True
        case cst.SimpleString():
            return _is_wording(node)
        case _:
            return False


def _is_wording(text: cst.SimpleString) -> bool:
    """A plain text of several words is a sentence. A pattern (raw) is none, however long."""
    return "r" not in text.prefix and len(text.raw_value.split()) >= WORDS_OF_A_SENTENCE


def _is_dataclass(node: cst.Decorator) -> bool:
    """`frozen` and `slots` are for whoever writes code: mypy and a crash tell, no promise does."""
    called = node.decorator.func if isinstance(node.decorator, cst.Call) else node.decorator
    return isinstance(called, cst.Name) and called.value == "dataclass"


def _is_callable(node: cst.Assign) -> bool:
    match node.value:
        case cst.Subscript(value=cst.Name(value="Callable")):
            return True
        case _:
            return False


def _is_alias(node: cst.AnnAssign) -> bool:
    kind = node.annotation.annotation
    return isinstance(kind, cst.Name) and kind.value == "TypeAlias"
