"""The three pages and the two published documents, as files by name."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup, escape

from support.contract.catalogue import CATALOGUE
from support.contract.defaults import PlatformSettings
from support.contract.envelope import Envelope
from support.contract.events import EVENTS, EVERYDAY_EVENTS, FAILURE_EVENTS
from support.contract.failure_events import FAILURE_FIELDS, FailureEvent
from support.contract.parts import CircuitBreakerConfig
from support.contract.promises import AREAS
from support.contract.published import FRAMES, asyncapi, json_schema
from support.contract.vocabulary import SCHEMA_VERSION, CloseCode
from support.documentation import examples
from support.documentation.fields import Field, fields_of
from support.documentation.owed import owed_for, sentences_of
from support.documentation.stated import Places
from support.documentation.words import (
    EVERY_EVENT,
    EVERY_FAILURE,
    Words,
    require,
    shipped_words,
    tells_a_failure,
)
from support.installed import PROGRAM
from support.report.about import RunInfo
from support.report.judgement import promises_of
from support.report.page import VERDICTS, templates, tightened
from support.report.results import PromiseResult, Results

DOCUMENTS: Final[Mapping[str, str]] = {
    "promises.html": "What is promised",
    "events.html": "Events",
    "failures.html": "Failures",
}
"""The pages beside the report, and how links call them."""
SCHEMA: Final = "contract.schema.json"
ASYNCAPI: Final = "asyncapi.json"
_TICKED: Final = re.compile(r"`([^`]+)`")


class Frame(NamedTuple):
    """One kind of event, or of what a customer sends, as its page shows it."""

    name: str
    when: str
    note: str
    fields: Sequence[Field]
    example: str
    promises: Sequence[str]
    tells_a_failure: bool


def document_files(
    places: Places, results: Results | None = None, words: Words | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every file by its name; without results, no promise has a verdict.

    Raises WordsMissingError where something of the contract has no words.
    """
    said = words or shipped_words()
    require(said)
    environment = _environment(said, results)
    for page in DOCUMENTS:
        text = environment.get_template(f"{page}.jinja").render(_view(page, said, places, results))
        yield page, tightened(text).encode()
    yield SCHEMA, published(json_schema(open_to_new_fields=False))
    yield ASYNCAPI, published(asyncapi(open_to_new_fields=False))


def published(document: Mapping[str, Any]) -> bytes:
    """As `python -m support contract` prints it."""
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def _environment(words: Words, results: Results | None) -> Environment:
    environment = templates()
    ours = [PackageLoader("support.documentation"), PackageLoader("support.report")]
    environment.loader = ChoiceLoader(ours)
    environment.filters["ticked"] = _ticked
    environment.globals.update(
        words=words,
        program=PROGRAM,
        pages=DOCUMENTS,
        report="index.html" if results is not None else "",
        kill_matrix=results.kill_matrix if results is not None else "",
        schema=SCHEMA,
        asyncapi=ASYNCAPI,
        version=SCHEMA_VERSION,
    )
    return environment


def _view(page: str, words: Words, places: Places, results: Results | None) -> dict[str, Any]:
    promises = results.promises if results is not None else promises_of([], RunInfo())
    if page == "promises.html":
        shown = {"areas": _by_area(promises), "places": places, "verdicts": VERDICTS}
        return {"page": page, "results": results, **shown}
    if page == "events.html":
        return {"page": page, **_of_events(words, promises)}
    return {"page": page, **_of_failures(promises)}


def _of_events(words: Words, promises: Sequence[PromiseResult]) -> dict[str, Any]:
    return {
        "promise": {one.id: one for one in promises},
        "groups": _groups(words),
        "envelope": fields_of(Envelope),
        "failure": [f for f in fields_of(FailureEvent) if f.name not in Envelope.model_fields],
        "eleven": FAILURE_FIELDS,
        "of_every": words.spoken[EVERY_EVENT],
        "of_failures": words.spoken[EVERY_FAILURE],
    }


def _of_failures(promises: Sequence[PromiseResult]) -> dict[str, Any]:
    return {
        "catalogue": CATALOGUE.values(),
        "owed_for": owed_for,
        "sentences_of": sentences_of,
        "closes": list(CloseCode),
        "breaker": fields_of(CircuitBreakerConfig),
        "settings": _settings(),
        "rules": [one for one in promises if one.id.startswith("CB-")],
    }


def _by_area(promises: Sequence[PromiseResult]) -> list[tuple[str, str, list[PromiseResult]]]:
    return [
        (short, name, [one for one in promises if one.id.partition("-")[0] == short])
        for short, name in AREAS.items()
    ]


def _groups(words: Words) -> list[tuple[str, str, list[Frame]]]:
    """Their anchor, their heading, and the frames themselves."""
    everyday = [*EVERYDAY_EVENTS]
    return [
        ("failures", "Failure events", [_event(name, words) for name in FAILURE_EVENTS]),
        ("everyday", "Everyday events", [_event(name, words) for name in everyday]),
        ("sent", "What a customer sends", [_sent(name, words) for name in FRAMES]),
    ]


def _event(name: str, words: Words) -> Frame:
    model = EVENTS[name]
    shared = FailureEvent.model_fields if tells_a_failure(name) else Envelope.model_fields
    return Frame(
        name=name,
        when=words.events[name],
        note=_note(model),
        fields=[f for f in fields_of(model) if f.name not in shared and f.name != "type"],
        example=_pretty(examples.events()[name]),
        promises=words.spoken[name],
        tells_a_failure=tells_a_failure(name),
    )


def _sent(name: str, words: Words) -> Frame:
    return Frame(
        name=name,
        when=words.frames[name],
        note=_note(FRAMES[name]),
        fields=[field for field in fields_of(FRAMES[name]) if field.name != "type"],
        example=_pretty(examples.frames()[name]),
        promises=(),
        tells_a_failure=False,
    )


def _note(model: type) -> str:
    """What the model says of itself, in one line; nothing where that is its base's."""
    return " ".join((model.__doc__ or "").split())


def _ticked(text: str) -> Markup:
    """As HTML, in which what stood between backticks is code."""
    return Markup(_TICKED.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - it is escaped


def _pretty(example: Mapping[str, Any]) -> str:
    return json.dumps(example, indent=2, ensure_ascii=False)


def _settings() -> list[tuple[Field, str]]:
    """The platform's numbers, each with what it means."""
    described = PlatformSettings.model_fields
    return [(one, described[one.name].description or "") for one in fields_of(PlatformSettings)]
