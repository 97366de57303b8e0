"""What is changed in a piece of code: mutmut's operators, and three of our own."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

import libcst as cst
from mutmut.mutation.mutators import mutation_operators


class Change(NamedTuple):
    operator: str
    before: cst.CSTNode
    after: cst.CSTNode


def changes(node: cst.CSTNode) -> Iterator[Change]:
    for kind, operator in _OPERATORS:
        if isinstance(node, kind):
            name = operator.__name__.removeprefix("operator_").replace("_", " ")
            yield from (Change(name, before, after) for before, after in _made(operator, node))


def _made(
    operator: Callable[[Any], Iterable[Any]], node: cst.CSTNode
) -> Iterator[tuple[cst.CSTNode, cst.CSTNode]]:
    for made in operator(node):
        before, after = made if isinstance(made, tuple) else _narrowed(node, made)
        if not _touches_documentation(before, after):
            yield before, after


def _narrowed(before: cst.CSTNode, after: cst.CSTNode) -> tuple[cst.CSTNode, cst.CSTNode]:
    """Of an assignment only its value."""
    values = [
        node.value for node in (before, after) if isinstance(node, cst.Assign | cst.AnnAssign)
    ]
    match values:
        case [cst.CSTNode() as ours, cst.CSTNode() as theirs]:
            return ours, theirs
        case _:
            return before, after


def _string(node: cst.SimpleString) -> Iterable[cst.CSTNode]:
    """The first of mutmut's three: in another case a text is as wrong, and no more than that."""
    yield from list(_OF_MUTMUT["operator_string"](node))[:1]


def _arguments(node: cst.Call) -> Iterator[cst.CSTNode]:
    """Without one that is given by name. None in an argument's place mostly just crashes."""
    by_name = sum(arg.keyword is not None for arg in node.args)
    for made in _OF_MUTMUT["operator_arg_removal"](node):
        left = cst.ensure_type(made, cst.Call).args
        if len(left) < len(node.args) and sum(arg.keyword is not None for arg in left) < by_name:
            yield made


def _assignment(node: cst.Assign | cst.AnnAssign) -> Iterable[cst.CSTNode]:
    """None says no more than what is empty or false, and marks no enumeration's member."""
    is_marker = isinstance(node.value, cst.Call) and _is(node.value.func, "auto")
    if node.value is None or is_marker or _is_nothing(node.value):
        return []
    return _OF_MUTMUT["operator_assignment"](node)


def operator_condition_turned(
    node: cst.If | cst.While | cst.CompIf,
) -> Iterator[tuple[cst.CSTNode, cst.CSTNode]]:
    """Comparisons and `not` are mutmut's own, and turn a condition round just the same."""
    if isinstance(node.test, cst.Comparison | cst.UnaryOperation):
        return
    inner = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    yield node.test, cst.UnaryOperation(cst.Not(), inner)


def operator_statement_left_out(node: cst.Expr) -> Iterator[cst.CSTNode]:
    if isinstance(node.value, cst.Call | cst.Yield | cst.Await):
        yield cst.Pass()


def operator_nothing_returned(node: cst.Return) -> Iterator[cst.CSTNode]:
    if node.value is not None and not _is_nothing(node.value):
        yield node.with_changes(value=cst.Name("None"))


def _is_nothing(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.SimpleString):
        return not node.raw_value
    return _is(node, "None") or _is(node, "False")


def _is(node: cst.CSTNode, name: str) -> bool:
    return isinstance(node, cst.Name) and node.value == name


def _touches_documentation(before: cst.CSTNode, after: cst.CSTNode) -> bool:
    """Whether all that differs is the `description` of a field."""
    if not (isinstance(before, cst.Call) and isinstance(after, cst.Call)):
        return False
    kept = [
        [
            arg.value
            for arg in call.args
            if arg.keyword is None or arg.keyword.value != "description"
        ]
        for call in (before, after)
    ]
    return len(kept[0]) == len(kept[1]) and all(map(lambda a, b: a is b, *kept))


_string.__name__ = "operator_string"
_assignment.__name__ = "operator_assignment"
_arguments.__name__ = "operator_argument_left_out"

_OF_MUTMUT: Final[dict[str, Callable[[Any], Iterable[cst.CSTNode]]]] = {
    operator.__name__: operator for _, operator in mutation_operators
}
_OURS_INSTEAD: Final[dict[str, Callable[[Any], Iterable[cst.CSTNode]]]] = {
    "operator_string": _string,
    "operator_arg_removal": _arguments,
    "operator_assignment": _assignment,
}
_OPERATORS: Final[
    list[tuple[type[Any] | tuple[type[Any], ...], Callable[[Any], Iterable[Any]]]]
] = [
    *[(kind, _OURS_INSTEAD.get(made.__name__, made)) for kind, made in mutation_operators],
    ((cst.If, cst.While, cst.CompIf), operator_condition_turned),
    (cst.Expr, operator_statement_left_out),
    (cst.Return, operator_nothing_returned),
]
