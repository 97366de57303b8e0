"""What of the contract is not on its pages: a check for each kind of thing that is in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from support.contract.catalogue import CATALOGUE
from support.contract.defaults import PlatformSettings
from support.contract.events import EVENTS
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
from support.documentation.words import shipped_words
from support.report.trial.reading import Node
from support.self_check.documented import SUMMED_UP, Documented, links_of
from support.self_check.written import PROJECT
from support.simulator.wording import shipped

_RULE: Final = re.compile(r"^ *@(?P<tags>.+)\n *Rule: (?P<name>.+)$", re.MULTILINE)
_Check = Callable[[Documented], Iterator[str]]


def missing(pages: Documented, what: str) -> list[str]:
    """A sentence for each that is not there."""
    return list(CHECKS[what](pages))


def _unsaid(entry: Node, *words: object) -> Iterator[str]:
    told = entry.text
    yield from (f"{word} is not said in {told[:60]!r}" for word in words if str(word) not in told)


def _promises(pages: Documented) -> Iterator[str]:
    for one in PROMISES.values():
        entry = pages.entry("promises.html", one.id)
        profile = f"({one.profile.value})"
        yield from _unsaid(entry, one.statement, one.strength.value, profile, one.source)


def _rules(pages: Documented) -> Iterator[str]:
    """Read from the files by their text alone, so that no parser is asked twice."""
    stated = 0
    for path in sorted((PROJECT / "features").rglob("*.feature")):
        text = path.read_text(encoding="utf-8")
        if "@self_check" in text.partition("Feature:")[0]:
            continue
        for rule in _RULE.finditer(text):
            for tag in re.findall(r"[A-Z]+-\d", rule["tags"]):
                stated += 1
                file = path.relative_to(PROJECT).as_posix()
                yield from _unsaid(pages.entry("promises.html", tag), rule["name"].strip(), file)
    assert stated, "no rule states a promise"


def _events(pages: Documented) -> Iterator[str]:
    for name in EVENTS:
        yield from _unsaid(pages.entry("events.html", name), shipped_words().events[name])
        if not links_of(pages, name):
            yield f"no promise is said to speak of {name}"


def _cells(entry: Node) -> dict[str, list[str]]:
    rows = (row for row in entry.all("tr") if any(row.all("td")))
    return {next(row.all("th")).text: [cell.text for cell in row.all("td")] for row in rows}


def _fields(pages: Documented) -> Iterator[str]:
    for name, model in EVENTS.items():
        told = _cells(pages.entry("events.html", name))
        for base, place in SUMMED_UP.items():
            if issubclass(model, base):
                told |= _cells(pages.entry("events.html", place))
        yield from _without_a_row(name, {*model.model_fields} - {"type"}, told)


def _frames(pages: Documented) -> Iterator[str]:
    for name, model in FRAMES.items():
        told = _cells(pages.entry("events.html", name))
        yield from _without_a_row(name, {*model.model_fields} - {"type"}, told)


def _without_a_row(name: str, fields: set[str], told: Mapping[str, list[str]]) -> Iterator[str]:
    for field in sorted(fields):
        if len(told.get(field, ())) < 2 or not all(told[field]):  # noqa: PLR2004
            yield f"{name}: {field} does not say what fits and what it means"


def _failures(pages: Documented) -> Iterator[str]:
    summary = _cells(pages.entry("failures.html", "catalogue"))
    words = {True: "yes", False: "no"}
    for entry in CATALOGUE.values():
        answers = (entry.is_recoverable, entry.retry_possible, entry.counts_for_breaker)
        row = [entry.category, *(words[one] for one in answers), entry.final_action, entry.severity]
        if summary.get(entry.error_type) != row:
            yield f"{entry.error_type}: {summary.get(entry.error_type)} is not {row}"
        told = pages.entry("failures.html", entry.error_type)
        yield from _unsaid(told, entry.shows_as, entry.final_action)
        if not list(next(told.all("ol")).all("li")):
            yield f"nothing is owed for {entry.error_type}"


def _sentences(pages: Documented) -> Iterator[str]:
    for locale, sentences in shipped().items():
        for error_type in CATALOGUE:
            told = pages.entry("failures.html", error_type)
            spans = [s.text for s in told.all("span") if s.attributes.get("lang") == locale]
            said = sentences[error_type].values()
            yield from (f"{error_type} has no {one!r}" for one in said if one not in spans)


def _words(pages: Documented) -> Iterator[str]:
    sets = (SuggestedAction, RejectionReason, ProtocolErrorCode, BreakerState)
    rows = _cells(pages.pages["failures.html"].root)
    for word in (word for one in sets for word in one):
        if not rows.get(word, [""])[-1]:
            yield f"{word} has no meaning"
    yield from (f"{c.value} is missing" for c in CloseCode if str(c.value) not in rows)


def _numbers(pages: Documented) -> Iterator[str]:
    for model, place in ((CircuitBreakerConfig, "breaker"), (PlatformSettings, "numbers")):
        rows = _cells(pages.entry("failures.html", place))
        for name, field in model.model_fields.items():
            told = rows.get(name, ["", "", ""])
            if not all(told):
                yield f"{name} does not say its default, what fits and what it means"
            elif _is_number(field.default) and float(told[0].replace(",", "")) != field.default:
                yield f"{name} is said to be {told[0]}, and is {field.default}"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


CHECKS: Final[Mapping[str, _Check]] = {
    "every promise: its words, strength, profile and source": _promises,
    "the rule of a feature for each promise that has one": _rules,
    "every event: when it is sent, and which promises speak of it": _events,
    "every field: what fits, and what it means": _fields,
    "every frame of a customer, with its fields": _frames,
    "every kind of failure, as the catalogue has it": _failures,
    "every sentence about it, in English and in German": _sentences,
    "every action, reason, code and state": _words,
    "every setting of the breaker and of the platform": _numbers,
}
