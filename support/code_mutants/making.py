"""All mutants of a source file."""

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Final

import libcst as cst
from libcst.metadata import (
    CodeRange,
    MetadataWrapper,
    ParentNodeProvider,
    PositionProvider,
    WhitespaceInclusivePositionProvider,
)

from support.code_mutants.aside import ASIDE, is_aside
from support.code_mutants.mutant import Mutant
from support.code_mutants.operators import Change, changes

LONGEST_PIECE: Final = 100


def mutants_of(file: str) -> list[Mutant]:
    """All of them, in the order of the source; those that do not even compile are no mutants."""
    source = Path(file).read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Visitor(file)
    wrapper.visit(visitor)
    return list(_told_apart(file, source, wrapper.module, visitor.found))


class _Visitor(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (
        PositionProvider,
        WhitespaceInclusivePositionProvider,
        ParentNodeProvider,
    )

    def __init__(self, file: str) -> None:
        super().__init__()
        self.found: list[tuple[Change, CodeRange, int]] = []
        self._aside = ASIDE.get(file, frozenset())

    def on_visit(self, node: cst.CSTNode) -> bool:
        if self._is_aside(node):
            return False
        for change in changes(node):
            where = self.get_metadata(WhitespaceInclusivePositionProvider, change.before, None)
            line = self.get_metadata(PositionProvider, change.before, where)
            if where is not None and line is not None:
                self.found.append((change, where, line.start.line))
        return True

    def _is_aside(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Annotation):
            self._see_rules_in(node)
            return True
        return is_aside(node, self._aside)

    def _see_rules_in(self, annotation: cst.Annotation) -> None:
        """A type is no behaviour; what a model asks of a value (`Field(ge=1)`) is."""
        for call in _calls_in(annotation):
            call.visit(self)


def _calls_in(node: cst.CSTNode) -> Iterator[cst.Call]:
    for child in node.children:
        if isinstance(child, cst.Call):
            yield child
        else:
            yield from _calls_in(child)


def _told_apart(
    file: str, source: str, module: cst.Module, found: list[tuple[Change, CodeRange, int]]
) -> Iterator[Mutant]:
    lines = source.splitlines(keepends=True)
    offsets = list(accumulate(map(len, lines), initial=0))
    named: Counter[str] = Counter()
    seen: set[str] = set()
    for change, where, line in found:
        start = offsets[where.start.line - 1] + where.start.column
        end = offsets[where.end.line - 1] + where.end.column
        before, after = (module.code_for_node(node) for node in (change.before, change.after))
        if source[start:end].split() != before.split():  # within brackets it is indented otherwise
            raise ValueError(f"{file}:{line}: {before!r} is not where it was found")
        changed = f"{_piece(before)} => {_piece(after)}"
        name = " :: ".join((file, lines[line - 1].strip(), change.operator, changed))
        named[name] += 1
        if named[name] > 1:
            name += f" :: {named[name]}"
        mutant = Mutant(name, file, line, start, end, after)
        text = mutant.of(source)
        if text not in seen and _compiles(text):
            seen.add(text)
            yield mutant


def _piece(code: str) -> str:
    flat = " ".join(code.split())
    return flat if len(flat) <= LONGEST_PIECE else flat[:LONGEST_PIECE] + "…"


def _compiles(text: str) -> bool:
    try:
        compile(text, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True
