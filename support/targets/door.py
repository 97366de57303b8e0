"""What `-D target=` names: the reference platform, or a class of somebody's own."""

import difflib
import importlib
import importlib.util
import inspect
import re
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from support.clock import Clock
from support.configuration import DESCRIPTION, REFERENCE, Configuration, ConfigurationError
from support.simulator import Parts, ReferencePlatform
from support.targets.base import Target
from support.targets.process import ProcessTarget
from support.targets.reference import ReferenceTarget
from support.targets.setup import Build, PlatformSetup

if TYPE_CHECKING:
    from support.targets.real_server import RealServer


class CannotBeTested(Exception):  # noqa: N818 - a reason, told in a ConfigurationError
    """Says of what was named as a target why it is none."""


WANTED: Final = (
    "a subclass of ReferencePlatform, a Parts, a Saboteur, or what makes a Target from a clock"
)
_FILE: Final = ".py"
_loaded: dict[Path, ModuleType] = {}


@dataclass(frozen=True)
class UnderTest:
    """`make` is None for whatever is built as the reference platform is.

    `server` is a real one, which is there for the whole of the run.
    """

    name: str = ReferenceTarget.name
    build: Build = field(default_factory=Build)
    make: Callable[[Clock], Target] | None = None
    reference: str = REFERENCE
    server: "RealServer | None" = None

    def target(
        self,
        clock: Clock,
        configuration: Configuration,
        setup: PlatformSetup,
        *,
        in_a_process: bool = False,
    ) -> Target:
        """One of its own for each scenario."""
        if self.make is not None:
            return self.make(clock)
        if in_a_process:
            return ProcessTarget(self.name, self.reference)
        return ReferenceTarget(clock, configuration, setup, name=self.name)


def under_test(reference: str) -> UnderTest:
    """What this value of the setting `target` names.

    Raises ConfigurationError, with what is wrong and how to mend it.
    """
    if reference == REFERENCE:
        return UnderTest()
    if reference.endswith(DESCRIPTION):
        return _described(Path(reference))
    try:
        return as_under_test(_named(reference), reference)
    except CannotBeTested as wrong:
        problem = f"target = {reference!r}: {wrong.args[0]}. Set it with -D target=…."
        raise ConfigurationError((problem,)) from wrong


def _described(path: Path) -> UnderTest:
    from support.targets.real_server import RealServer  # noqa: PLC0415 - only for whoever has one

    server = RealServer(path)
    return UnderTest(server.name, make=server.target, reference=str(path), server=server)


def load(where: str) -> ModuleType:
    """The module of this name, or the file of this path, once.

    Raises CannotBeTested where there is none, and where its own code raises.
    """
    file = Path(where) if where.endswith(_FILE) else None
    if file is not None and not file.is_file():
        raise CannotBeTested(f"there is no file {where!r}")
    try:
        return importlib.import_module(where) if file is None else _load_file(file.resolve())
    except ModuleNotFoundError as missing:
        known = missing.name is not None and f"{where}.".startswith(f"{missing.name}.")
        what = f"there is no module {where!r}" if known else _raised(where, missing)
        raise CannotBeTested(what) from missing
    except Exception as problem:  # it is somebody's own code, and may raise anything
        raise CannotBeTested(_raised(where, problem)) from problem


def as_under_test(found: Any, reference: str) -> UnderTest:
    """Raises CannotBeTested for what cannot be put under test."""
    if isinstance(found, Parts):
        return UnderTest(f"the parts {reference}", Build(found), reference=reference)
    if isinstance(found, type) and issubclass(found, ReferencePlatform):
        return UnderTest(f"the platform {reference}", Build(Parts(), found), reference=reference)
    if _is_a_saboteur(found):
        build = Build(found.parts, found.platform)
        return UnderTest(f"the saboteur that {found.name}", build, reference=reference)
    if part := _part_that_it_is(found):
        raise CannotBeTested(
            f"{found.__name__} is a part of a platform; Parts({part}={found.__name__}) is wanted"
        )
    if callable(found) and _takes_one_argument(found):
        return UnderTest(f"the target {reference}", make=found, reference=reference)
    raise CannotBeTested(f"that is {_kind(found)}; wanted is {WANTED}")


def saboteurs_in(module: ModuleType) -> list[Any]:
    """Those that a module names or lists, as in `SABOTEURS = (…, …)`, each once."""
    named = [thing for name, thing in vars(module).items() if not name.startswith("__")]
    lists = [thing for thing in named if isinstance(thing, tuple | list)]
    everything = [*named, *(one for listed in lists for one in listed)]
    return list({id(one): one for one in everything if _is_a_saboteur(one)}.values())


def _is_a_saboteur(thing: Any) -> bool:
    """Told by what it has, for the package of saboteurs lies above this one."""
    has_parts = isinstance(getattr(thing, "parts", None), Parts)
    return has_parts and not isinstance(thing, type) and hasattr(thing, "promise")


def spelt_as_a_name(words: str) -> str:
    """`opens at four` as `opens_at_four`, for a saboteur that is listed and has no other name."""
    return re.sub(r"\W+", "_", words).strip("_")


def _named(reference: str) -> Any:
    where, _, name = reference.rpartition(":")
    module = load(where)
    listed = {spelt_as_a_name(one.name): one for one in saboteurs_in(module)}
    if name in listed:
        return listed[name]
    if not hasattr(module, name):
        near = difflib.get_close_matches(name, [*vars(module), *listed], n=1)
        guess = f"; perhaps {near[0]!r} is meant" if near else ""
        raise CannotBeTested(f"{where} has no {name!r}{guess}")
    return getattr(module, name)


def _load_file(file: Path) -> ModuleType:
    if file not in _loaded:
        spec = importlib.util.spec_from_file_location(f"under_test_{file.stem}", file)
        assert spec is not None, file
        assert spec.loader is not None, file
        module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        _loaded[file] = module
    return _loaded[file]


def _raised(where: str, problem: Exception) -> str:
    last = traceback.extract_tb(problem.__traceback__)[-1]
    at = f"{Path(last.filename).name}, line {last.lineno}"
    return f"{where} cannot be loaded: {type(problem).__name__}: {problem} ({at})"


def _part_that_it_is(found: Any) -> str | None:
    if not isinstance(found, type):
        return None
    kinds = ((part.name, part.default) for part in fields(Parts))
    return next(
        (n for n, kind in kinds if isinstance(kind, type) and issubclass(found, kind)), None
    )


def _takes_one_argument(found: Callable[..., Any]) -> bool:
    try:
        inspect.signature(found).bind(None)
    except (TypeError, ValueError):
        return False
    return True


def _kind(found: Any) -> str:
    noun = found.__name__ if isinstance(found, type) else type(found).__name__
    return f"the class {noun}" if isinstance(found, type) else f"an object of {noun}"
