"""What the contract's names mean, from `words.toml`, and whether each name has its words."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from support.contract.events import EVENTS
from support.contract.failure_events import FailureEvent
from support.contract.parts import CircuitBreakerConfig
from support.contract.promises import PROMISES
from support.contract.published import FRAMES
from support.contract.vocabulary import (
    BreakerState,
    CloseCode,
    ProtocolErrorCode,
    RejectionReason,
    SuggestedAction,
)
from support.documentation.fields import fields_of

Meanings = Mapping[str, str]
EVERY_EVENT: Final = "every event"
EVERY_FAILURE: Final = "every failure"
_FILE: Final = Path(__file__).with_name("words.toml")


class WordsMissingError(ValueError):
    """The words and the contract do not fit; the text says which, a line each."""


class Words(NamedTuple):
    """By name. `spoken` holds the promises that speak of each event, of all, and of failures."""

    events: Meanings
    frames: Meanings
    spoken: Mapping[str, tuple[str, ...]]
    fields: Meanings
    actions: Meanings
    reasons: Meanings
    codes: Meanings
    states: Meanings
    closes: Meanings
    breaker: Meanings

    def promises_of(self, event: str) -> list[str]:
        """Those that speak of it, its own first."""
        shared = [*self.spoken[EVERY_FAILURE]] if tells_a_failure(event) else []
        return list(dict.fromkeys([*self.spoken[event], *shared, *self.spoken[EVERY_EVENT]]))

    def problems(self) -> list[str]:
        """A sentence for each name without words, and for words without a name."""
        found = [f"nothing says when {name} is sent" for name in _without(EVENTS, self.events)]
        found += [f"nothing says when {name} is sent" for name in _without(FRAMES, self.frames)]
        found += [f"no promise speaks of {name}" for name in _without(EVENTS, self.spoken)]
        found += [
            f"{name} is a promise of nobody"
            for promises in self.spoken.values()
            for name in promises
            if name not in PROMISES
        ]
        for names, meanings in self._meant():
            found += [f"nothing says what {name} means" for name in _without(names, meanings)]
            found += [
                f"{name} is said to mean something, and is nowhere in the contract"
                for name in _without(meanings, names)
            ]
        return found

    def _meant(self) -> Iterator[tuple[Iterable[str], Meanings]]:
        models = (*EVENTS.values(), *FRAMES.values())
        yield {field.last_name for model in models for field in fields_of(model)}, self.fields
        yield list(SuggestedAction), self.actions
        yield list(RejectionReason), self.reasons
        yield list(ProtocolErrorCode), self.codes
        yield list(BreakerState), self.states
        yield [code.name for code in CloseCode], self.closes
        yield CircuitBreakerConfig.model_fields, self.breaker


def tells_a_failure(event: str) -> bool:
    """It carries the failure fields: one of the seven, or a rejection."""
    return issubclass(EVENTS[event], FailureEvent)


def _without(names: Iterable[str], words: Iterable[str]) -> list[str]:
    there = {str(word) for word in words}
    return [str(name) for name in names if str(name) not in there]


@cache
def shipped_words() -> Words:
    """Those of `words.toml`."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    spoken = {event: tuple(promises) for event, promises in read.pop("spoken").items()}
    return Words(spoken=spoken, **read)


def require(words: Words) -> None:
    """Raise WordsMissingError where the words are not the contract's."""
    problems = words.problems()
    if problems:
        raise WordsMissingError("\n".join(problems))
