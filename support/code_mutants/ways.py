"""How a mutant gets into a process: by one function's code, or by a module loaded with it."""

import gc
import importlib.util
import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, Final, NamedTuple

BEFORE_THE_FIRST: Final = ""
"""What is called under this name may be noticed under any."""

_IS_FUNCTION: Final = 0x1  # inspect.CO_OPTIMIZED; a class's body has no such flag


class Place(NamedTuple):
    """Where a function stands; `module` is its file, from the root."""

    file: str
    name: str
    line: int


def place(code: CodeType) -> Place:
    path = Path(code.co_filename)
    file = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return Place(str(file), code.co_qualname, code.co_firstlineno)


class FunctionsCalled:
    """While it is entered: which functions of ours are called, and under which name.

    What follows the calls is dropped by Python where it is interrupted itself, or runs out of
    stack: it goes on with the next name, and `half_seen` are the names whose calls are not all
    known.
    """

    def __init__(self) -> None:
        self.by_name: dict[Place, set[str]] = {}
        self.half_seen: set[str] = set()
        self._codes: dict[CodeType, set[str]] = {}
        self._name = BEFORE_THE_FIRST

    def name(self, name: str) -> None:
        self._see_whether_dropped()
        sys.setprofile(self._see)
        self._name = name

    def __enter__(self) -> "FunctionsCalled":
        sys.setprofile(self._see)
        return self

    def __exit__(self, *_: object) -> None:
        self._see_whether_dropped()
        sys.setprofile(None)
        ours = f"{Path.cwd()}/support/"
        for code, names in self._codes.items():
            if code.co_filename.startswith(ours):
                self.by_name.setdefault(place(code), set()).update(names)

    def _see_whether_dropped(self) -> None:
        if sys.getprofile() is None:
            self.half_seen.add(self._name)

    def _see(self, frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            self._codes.setdefault(frame.f_code, set()).add(self._name)


def functions_here() -> dict[Place, list[FunctionType]]:
    """Every function of ours that is loaded."""
    found: dict[Place, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if type(thing) is FunctionType and str(thing.__module__).startswith("support."):
            found.setdefault(place(thing.__code__), []).append(thing)
    return found


def differing_function(ours: CodeType, mutated: CodeType) -> tuple[CodeType, CodeType] | None:
    """The one outermost function in which two sources differ; None where more differs than that."""
    pairs = list(_differing(ours, mutated))
    if len(pairs) != 1 or pairs[0] is None:
        return None
    before, after = pairs[0]
    is_same_kind = before.co_freevars == after.co_freevars and before.co_flags == after.co_flags
    return (before, after) if is_same_kind else None


def _differing(ours: CodeType, theirs: CodeType) -> Iterator[tuple[CodeType, CodeType] | None]:
    mine = [const for const in ours.co_consts if isinstance(const, CodeType)]
    other = [const for const in theirs.co_consts if isinstance(const, CodeType)]
    if not _same_but_for_inner(ours, theirs) or len(mine) != len(other):
        yield None
        return
    for one, two in zip(mine, other, strict=True):
        if one.co_flags & _IS_FUNCTION:
            if not _same(one, two):
                yield (one, two)
        else:
            yield from _differing(one, two)


def _same(one: CodeType, two: CodeType) -> bool:
    if not _same_but_for_inner(one, two):
        return False
    inner = [
        [const for const in code.co_consts if isinstance(const, CodeType)] for code in (one, two)
    ]
    return len(inner[0]) == len(inner[1]) and all(map(_same, *inner))


def _same_but_for_inner(one: CodeType, two: CodeType) -> bool:
    return _outside(one) == _outside(two)


def _outside(code: CodeType) -> tuple[object, ...]:
    consts = [
        (type(const), repr(const)) for const in code.co_consts if not isinstance(const, CodeType)
    ]
    return (code.co_name, code.co_code, code.co_names, code.co_varnames, code.co_flags, consts)


def put_in(file: str, text: str) -> None:
    """From here on the file's module is loaded from this text, and so is all that reads it.

    What was loaded of ours before, as the command line reads some, is forgotten.
    """
    for name in [name for name in sys.modules if name.startswith("support.")]:
        if not name.startswith("support.code_mutants"):
            del sys.modules[name]
    sys.meta_path.insert(0, _MutatedModule(file, text))


class _MutatedModule(MetaPathFinder):
    """Put before the other finders, it loads one module from another text."""

    def __init__(self, file: str, text: str) -> None:
        path = Path(file)
        self._is_package = path.name == "__init__.py"
        parts = path.parent.parts if self._is_package else path.with_suffix("").parts
        self._name = ".".join(parts)
        self._path = path.resolve()
        self._text = text

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name != self._name:
            return None
        inside = [str(self._path.parent)] if self._is_package else None
        loader = _FromText(name, str(self._path), self._text)
        return importlib.util.spec_from_file_location(
            name, self._path, loader=loader, submodule_search_locations=inside
        )


class _FromText(SourceFileLoader):
    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self._text = text

    def get_code(self, _: str) -> CodeType:
        return compile(self._text, self.path, "exec", dont_inherit=True)
