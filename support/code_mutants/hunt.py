"""Runs mutants: each in a process of its own, which the features that may notice are played to."""

import gc
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType
from typing import Any, Final

from support.code_mutants import crew, wanted
from support.code_mutants.mutant import Mutant
from support.code_mutants.ways import (
    BEFORE_THE_FIRST,
    FunctionsCalled,
    Place,
    differing_function,
    functions_here,
    place,
    put_in,
)
from support.code_mutants.workshop import Workshop

Outcome = dict[str, Any]
"""`end`: killed, timed out, unloadable or survived; `by` what; `seconds`."""


_OF_ALL: Final = crew.Limits(cpu_seconds=300, wall_seconds=900.0)
"""For what plays every feature once, and sees every call: no mutant is in that."""


class HuntError(RuntimeError):
    """The features fail as they are, so that their failing says nothing."""


def hunt(mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, Outcome]]:
    """What became of each. Raises HuntError before the first where the features are not green."""
    with TemporaryDirectory() as folder:
        yield from _Hunt(mutants, Path(folder)).run()


class _Hunt:
    def __init__(self, mutants: Sequence[Mutant], folder: Path) -> None:
        sys.path.insert(0, str(Path.cwd()))
        self._mutants = mutants
        self._suites = {wanted.features_for(mutant.file) for mutant in mutants}
        self._features = list(dict.fromkeys(chain.from_iterable(self._suites)))
        self._workshop = Workshop(self._features, folder)
        self._sources: dict[str, tuple[str, CodeType]] = {}
        self._noticed: dict[str, Counter[str]] = defaultdict(Counter)
        gc.collect()
        gc.freeze()

    def run(self) -> Iterator[tuple[Mutant, Outcome]]:
        exchangeable = self._scout()
        self._check(self._play_loaded)
        by_code, by_module = [], []
        for mutant in self._mutants:
            pair = self._pair(mutant)
            if pair is not None and place(pair[0]) in exchangeable:
                by_code.append((mutant, pair))
            else:
                by_module.append(mutant)
        yield from self._results((one, partial(self._load_and_play, one)) for one in by_module)
        if not by_code:
            return
        self._workshop.load()
        self._functions = functions_here()
        gc.collect()
        gc.freeze()
        self._check(self._play)
        self._callers = self._find_callers()
        yield from self._results(
            (one, partial(self._exchange_and_play, one, *pair)) for one, pair in by_code
        )

    def _results(
        self, works: Iterable[tuple[Mutant, crew.Work]]
    ) -> Iterator[tuple[Mutant, Outcome]]:
        for mutant, outcome in crew.results(works):
            if outcome["end"] == "killed":
                self._noticed[mutant.file][outcome["by"].partition(":")[0]] += 1
            yield mutant, outcome

    def _features_for(self, file: str) -> list[str]:
        """Those first that noticed most of this file's mutants so far."""
        noticed = self._noticed[file]
        return sorted(wanted.features_for(file), key=lambda name: -noticed[name])

    def _scout(self) -> set[Place]:
        """The functions that nobody calls while everything is loaded."""

        def work() -> dict[str, Any]:
            with FunctionsCalled() as called:
                self._workshop.load()
            found = set(functions_here()) - set(called.by_name)
            found = {one for one in found if one.file.startswith(tuple(wanted.FEATURES))}
            return {"places": [list(one) for one in found]}

        told = self._alone(work)
        if "places" not in told:
            raise HuntError(f"The features could not be loaded: {told.get('by')}")
        return {Place(*one) for one in told["places"]}

    def _find_callers(self) -> dict[Place, set[str]]:
        """Which scenarios may call a function: the others cannot notice what changed in it."""

        def work() -> dict[str, Any]:
            called = self._workshop.scenarios_that_call(self._features)
            found = {one: called.by_name.get(one, set()) for one in self._functions}
            return {
                "callers": [[*one, sorted(found[one] | called.half_seen)] for one in found],
            }

        told = self._alone(work)
        if "callers" not in told:
            raise HuntError(f"Nobody knows which scenario calls what: {told.get('by')}")
        return {Place(*one): set(names) for *one, names in told["callers"]}

    def _check(self, play: Any) -> None:
        for features in self._suites:
            told = self._alone(partial(play, features))
            if told["end"] != "survived":
                raise HuntError(f"Without any change, this fails: {told.get('by') or told['end']}")

    def _alone(self, work: crew.Work) -> Outcome:
        ((_, told),) = crew.results([(None, work)], limits=_OF_ALL)
        return told

    def _pair(self, mutant: Mutant) -> tuple[CodeType, CodeType] | None:
        source, code = self._source(mutant.file)
        path = str(Path(mutant.file).resolve())
        return differing_function(code, compile(mutant.of(source), path, "exec", dont_inherit=True))

    def _source(self, file: str) -> tuple[str, CodeType]:
        if file not in self._sources:
            text = Path(file).read_text(encoding="utf-8")
            code = compile(text, str(Path(file).resolve()), "exec", dont_inherit=True)
            self._sources[file] = (text, code)
        return self._sources[file]

    def _load_and_play(self, mutant: Mutant) -> Outcome:
        text = mutant.of(self._source(mutant.file)[0])
        put_in(mutant.file, text)
        try:
            self._workshop.load()
        except BaseException as raised:  # noqa: BLE001 - a mutant may raise anything at all
            return {"end": "unloadable", "by": f"{type(raised).__name__}: {raised}"[:200]}
        return self._play(self._features_for(mutant.file))

    def _exchange_and_play(self, mutant: Mutant, ours: CodeType, mutated: CodeType) -> Outcome:
        for function in self._functions[place(ours)]:
            function.__code__ = mutated
        callers = self._callers[place(ours)]
        if BEFORE_THE_FIRST in callers:
            return self._play(self._features_for(mutant.file))
        called_in = {caller.partition(":")[0] for caller in callers}
        features = [one for one in self._features_for(mutant.file) if one in called_in]
        return self._play(features, callers)

    def _play_loaded(self, features: Sequence[str]) -> Outcome:
        self._workshop.load()
        return self._play(features)

    def _play(self, features: Sequence[str], only: Set[str] | None = None) -> Outcome:
        began = time.monotonic()
        by = self._workshop.run(features, only) if features else ""
        seconds = round(time.monotonic() - began, 2)
        return {"end": "killed" if by else "survived", "by": by, "seconds": seconds}
