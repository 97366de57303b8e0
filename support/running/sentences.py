"""behave's steps, found by the words that are fixed in them, so that few are tried for a step."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from behave.matchers import ParseMatcher, make_step_matcher
from behave.step_registry import AmbiguousStep, StepRegistry

_FIELD: Final = re.compile(r"[{}]")


@dataclass
class _Sentence:
    """One step; every text that it matches begins and ends as given."""

    begins: str
    ends: str
    matcher: Any
    number: int
    is_good: bool | None = None

    @classmethod
    def of(cls, matcher: Any, number: int) -> "_Sentence":
        if not isinstance(matcher, ParseMatcher):
            return cls("", "", matcher, number)
        parts = _FIELD.split(matcher.pattern)
        return cls(parts[0], parts[-1], matcher, number)

    @property
    def first_word(self) -> str:
        """The word that every text begins with, or "" where its first one is not fixed."""
        word, space, _ = self.begins.partition(" ")
        return word if space else ""


class Sentences(StepRegistry):  # type: ignore[misc]
    """Finds and refuses what behave's own registry does, in the same order and words.

    That one compiles every sentence and compares each with all before it. Here a sentence is
    compiled when a text begins and ends as it does; one that cannot be compiled is told then.
    """

    def __init__(self) -> None:
        super().__init__()
        self._whole: dict[tuple[str, str], _Sentence] = {}
        self._others: dict[tuple[str, str], list[_Sentence]] = defaultdict(list)
        self._found: dict[tuple[str, str], Any] = {}

    def clear(self) -> None:
        super().clear()
        self._whole.clear()
        self._others.clear()
        self._found.clear()

    def add_step_definition(self, keyword: str, step_text: str, func: Callable[..., Any]) -> None:
        """Raises behave's AmbiguousStep where an earlier step would take what this one is for."""
        kind = keyword.lower()
        self._found.clear()
        new = make_step_matcher(func, step_text, kind)
        for existing in self._fitting(kind, step_text):
            if self.same_step_matcher(existing, new):
                return
            if existing.matches(step_text):
                there = existing.describe(existing.SCHEMA_AT_LOCATION)
                raise AmbiguousStep(
                    f"{new.describe()} has already been defined in\n  existing step {there}"
                )
        sentence = _Sentence.of(new, len(self.steps[kind]))
        self.steps[kind].append(new)
        if isinstance(new, ParseMatcher) and not _FIELD.search(new.pattern):
            self._whole[kind, new.pattern] = sentence
        else:
            self._others[kind, sentence.first_word].append(sentence)

    def find_step_definition(self, step: Any) -> Any:
        """What matches the step, or None; looked for once for each text."""
        key = (step.step_type, step.name)
        if key not in self._found:
            found = (one for one in self._candidates(step) if one.match(step.name))
            self._found[key] = next(found, None)
        return self._found[key]

    def find_match(self, step: Any) -> Any:
        """How the first that matches does so, or None."""
        found = self.find_step_definition(step)
        return found and found.match(step.name)

    def _candidates(self, step: Any) -> Iterator[Any]:
        for kind in dict.fromkeys((step.step_type, "step")):
            yield from self._fitting(kind, step.name)

    def _fitting(self, kind: str, text: str) -> Iterator[Any]:
        """All that could match the text, in the order in which they were defined."""
        word = text.partition(" ")[0]
        found = [
            one
            for key in dict.fromkeys((word, ""))
            for one in self._others.get((kind, key), ())
            if text.startswith(one.begins) and text.endswith(one.ends)
        ]
        whole = self._whole.get((kind, text))
        for one in sorted([*found, whole] if whole else found, key=lambda one: one.number):
            if one.is_good is None:
                one.is_good = self.is_good_step_definition(one.matcher)
            if one.is_good:
                yield one.matcher
