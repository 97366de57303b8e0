"""What is run through the features: the project's saboteurs, and whatever a file holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

from support.contract.promises import PROMISES
from support.simulator import Parts, ReferencePlatform
from support.targets.door import CannotBeTested, load, saboteurs_in, spelt_as_a_name

SABOTEURS: Final = "support.self_check.saboteurs"
NO_SABOTAGE: Final = f"{SABOTEURS}.control:NO_SABOTAGE"


@dataclass(frozen=True)
class Candidate:
    """`target` is what `-D target=` takes; the rest is what a saboteur declares, or ""."""

    name: str
    target: str
    promise: str = ""
    says: str = ""
    ends_in: str = ""

    @property
    def is_declared(self) -> bool:
        return bool(self.promise)


CONTROL: Final = Candidate("no sabotage", NO_SABOTAGE)


def of_the_project() -> list[Candidate]:
    """Raises CannotBeTested."""
    module = load(SABOTEURS)
    return [_declared(one, SABOTEURS) for one in module.SABOTEURS]


def in_file(path: str) -> list[Candidate]:
    """Every Saboteur, subclass of ReferencePlatform and Parts in it, in the order of the file.

    What a Saboteur of the file is made of does not count once more. Raises CannotBeTested.
    """
    module = load(path)
    things = [(name, thing) for name, thing in vars(module).items() if not name.startswith("_")]
    saboteurs = saboteurs_in(module)
    used = {id(part) for one in saboteurs for part in (one.parts, one.platform)}
    found = [_declared(one, path) for one in saboteurs]
    for name, thing in things:
        if id(thing) not in used and (isinstance(thing, Parts) or _is_a_platform(thing, module)):
            used.add(id(thing))
            found.append(Candidate(name, f"{path}:{name}"))
    return found


def twice(candidates: Sequence[Candidate]) -> Iterator[str]:
    """The targets that name more than one of these, as two saboteurs of one name would."""
    seen = set()
    for one in candidates:
        if one.target in seen:
            yield one.target
        seen.add(one.target)


def _declared(saboteur: Any, where: str) -> Candidate:
    if saboteur.promise not in PROMISES:
        raise CannotBeTested(
            f"the saboteur {saboteur.name!r} of {where} breaks {saboteur.promise!r}, "
            "and no promise has that id"
        )
    return Candidate(
        saboteur.name,
        f"{where}:{spelt_as_a_name(saboteur.name)}",
        saboteur.promise,
        saboteur.says,
        saboteur.ends_in,
    )


def _is_a_platform(thing: Any, module: ModuleType) -> bool:
    ours = isinstance(thing, type) and issubclass(thing, ReferencePlatform)
    return ours and thing.__module__ == module.__name__
