"""Finds Gherkin keywords that are misspelt: behave takes such a line for prose and says nothing."""

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from behave.i18n import languages

_STRUCTURE: Final = ("scenario", "scenario_outline", "examples", "background", "rule")
_STEPS: Final = ("given", "when", "then")
_BEFORE_A_COLON: Final = re.compile(r"([^\W\d_]+(?: [^\W\d_]+)?)\s*:")
_NO_COLON: Final = re.compile(r"(Scenario(?: Outline)?)\b[^:]*")
_ORDINARY_WORDS: Final = frozenset(
    {"driven", "even", "give", "giver", "gives", "hen", "teen", "ten", "than", "the", "thee"}
    | {"them", "thence", "they", "thin", "wheel", "whence", "whens", "where"}
)
_LIKE_A_KEYWORD: Final = 0.8
_LIKE_A_STEP: Final = 0.75


def misspelt(lines: Iterable[str], language: str, *, steps: bool) -> Iterator[str]:
    """One sentence for each description line that was meant to be a keyword.

    With `steps`, the lines stand before a scenario's first step, where a lost Given would be.
    """
    known = languages[language]
    structure = [word for kind in _STRUCTURE for word in known[kind]]
    for line in lines:
        meant = _meant_as_structure(line, [*structure, known["feature"][0]])
        if meant is None and steps:
            meant = _meant_as_step(line, known)
        if meant is not None:
            yield f"'{line}' is read as plain text; was '{meant}' meant?"


def _meant_as_structure(line: str, keywords: list[str]) -> str | None:
    if _NO_COLON.fullmatch(line):
        return f"{line.split(maxsplit=1)[0]}:"
    found = _BEFORE_A_COLON.match(line)
    meant = _nearest(found.group(1), keywords, _LIKE_A_KEYWORD) if found else None
    return f"{meant}:" if meant else None


def _meant_as_step(line: str, known: Any) -> str | None:
    first, *rest = line.split()
    if not rest or first.casefold() in _ORDINARY_WORDS:
        return None
    return _nearest(first, [known[kind][-1].strip() for kind in _STEPS], _LIKE_A_STEP)


def _nearest(word: str, keywords: list[str], cutoff: float) -> str | None:
    by_folded = {keyword.casefold(): keyword for keyword in keywords}
    folded = word.casefold()
    swapped = [candidate for candidate in by_folded if sorted(candidate) == sorted(folded)]
    near = swapped or difflib.get_close_matches(folded, by_folded, n=1, cutoff=cutoff)
    return by_folded[near[0]] if near else None
