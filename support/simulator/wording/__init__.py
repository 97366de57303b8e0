"""What customers read, in their language. The codes beside it never change with the language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from support.contract.envelope import Scalar

FALLBACK_LOCALE: Final = "en"
MINIMAL_NOTICE: Final = "Something went wrong on our side. Please contact our support."

Sentences = Mapping[str, Mapping[str, str]]


@cache
def shipped() -> Mapping[str, Sentences]:
    """The sentences that we have, by locale, subject and case."""
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(Path(__file__).parent.glob("*.toml"))
    }


class Wording:
    """The sentences by locale; a language that we do not have falls back to English."""

    def __init__(self, sentences: Mapping[str, Sentences] | None = None) -> None:
        self._sentences = shipped() if sentences is None else sentences

    def negotiate(self, asked: str | None) -> str:
        """The locale that we shall use for somebody who asked for this one."""
        language = (asked or FALLBACK_LOCALE).split("-")[0]
        return language if language in self._sentences else FALLBACK_LOCALE

    def say(self, key: str, params: Mapping[str, Scalar], locale: str) -> str:
        """The sentence for a key such as `llm_timeout.final`; `{wait}` says `seconds` in words.

        Raises KeyError for a sentence, or a parameter in it, that does not exist.
        """
        subject, _, case = key.partition(".")
        sentences = self._sentences[locale]
        filled = dict(params)
        if "seconds" in params:
            unit = sentences["units"]["second" if params["seconds"] == 1 else "seconds"]
            filled["wait"] = f"{params['seconds']} {unit}"
        return sentences[subject][case].format_map(filled)
