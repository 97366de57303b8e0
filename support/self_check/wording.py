"""Whether every sentence is there in every language, says the same, and says it in plain words."""

import copy
import re
import string
from collections.abc import Iterator, Mapping
from typing import Any, Final

from support.contract.catalogue import CATALOGUE
from support.contract.vocabulary import ErrorType, SuggestedAction
from support.evidence.language import LOCALES, is_in
from support.simulator.wording import shipped

FEWEST_LETTERS: Final = 11
MOST_LETTERS: Final = 400
NOT_RETRIED: Final = frozenset({ErrorType.CIRCUIT_OPEN, ErrorType.CANCELLED})

_CODES: Final = frozenset(word.value for word in (*ErrorType, *SuggestedAction) if "_" in word)
_OF_THE_TRADE: Final = re.compile(
    r"(?i)\b(?:api|backend|circuit|code|database|datenbank|exception|failover|http|json|llm|null|"
    r"provider|quota|server|socket|stream|timeout|token|tool|traceback|websocket|\d{3})\b"
)
Catalogues = Mapping[str, Mapping[str, Mapping[str, str]]]


def faults(catalogues: Catalogues | None = None) -> list[str]:
    """One sentence for each fault of the catalogues: the shipped ones, where none are given."""
    flat = {locale: _flat(one) for locale, one in (catalogues or shipped()).items()}
    keys = sorted({key for one in flat.values() for key in one})
    found = [f"{key} is missing" for key in _needed() if key not in keys]
    for key in keys:
        found += [f"{key} is missing in {locale}" for locale in flat if key not in flat[locale]]
        found += _differing(key, flat)
        for locale, sentences in flat.items():
            found += [f"{key} {why} in {locale}" for why in _faults_of(sentences.get(key), locale)]
    return found


def rewritten(key: str, sentence: str) -> Catalogues:
    """The shipped sentences with one German sentence written anew; without it, where it is ""."""
    catalogues = copy.deepcopy(_shipped())
    subject, _, case = key.partition(".")
    if sentence:
        catalogues["de"][subject][case] = sentence
    else:
        del catalogues["de"][subject][case]
    return catalogues


def without(subject: str, *locales: str) -> Catalogues:
    """The shipped sentences without a subject, in these languages or in all."""
    catalogues = copy.deepcopy(_shipped())
    for locale in locales or tuple(catalogues):
        del catalogues[locale][subject]
    return catalogues


def _shipped() -> dict[str, dict[str, dict[str, str]]]:
    return {locale: {k: dict(v) for k, v in one.items()} for locale, one in shipped().items()}


def _flat(sentences: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {
        f"{subject}.{case}": sentence
        for subject, cases in sentences.items()
        if subject != "units"
        for case, sentence in cases.items()
    }


def _needed() -> Iterator[str]:
    """What the platform may have to say of each kind of failure."""
    for error_type in ErrorType:
        yield f"{error_type}.final"
        if CATALOGUE[error_type].is_recoverable and error_type not in NOT_RETRIED:
            yield f"{error_type}.retrying"


def _differing(key: str, flat: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    values = {locale: _values(one[key]) for locale, one in flat.items() if key in one}
    if len(set(values.values())) > 1:
        told = ", ".join(f"{locale}: {sorted(names)}" for locale, names in values.items())
        yield f"{key} fills in other values in each language ({told})"


def _values(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def _faults_of(sentence: Any, locale: str) -> Iterator[str]:
    if sentence is None:
        return
    plain = re.sub(r"\{\w+\}", "7", sentence)
    if len(plain) < FEWEST_LETTERS:
        yield "says too little"
    if len(plain) > MOST_LETTERS:
        yield "says too much"
    if not re.search(r"[.!]$", plain):
        yield "is no whole sentence"
    if "_" in plain or _OF_THE_TRADE.search(plain) or any(code in plain for code in _CODES):
        yield "shows a code"
    language = next(name for name, known in LOCALES.items() if known == locale)
    if not is_in(plain, language):
        yield f"is not in {language}, though"
