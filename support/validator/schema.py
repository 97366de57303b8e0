"""EVT-1: does the event fit the published schema? What does not is still read as far as it goes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import SimpleNamespace
from typing import Any, Final, Literal, NamedTuple, NoReturn, get_origin

from pydantic import TypeAdapter, ValidationError

from support.contract.envelope import Envelope, Frame
from support.contract.events import EVENTS, event
from support.contract.vocabulary import SCHEMA_VERSION
from support.validator.findings import listed, quoted
from support.validator.parsing import MAX_DIGITS, UnreadableError, loads, may_hold_a_huge_number

MOST_FAULTS_TOLD: Final = 3

_OURS_MAJOR, _OURS_MINOR = (int(part) for part in SCHEMA_VERSION.split("."))
_OF_OUR_MAJOR: Final = re.compile(rf"{_OURS_MAJOR}\.(\d{{1,14}})")
_any_event: Final[TypeAdapter[Envelope]] = TypeAdapter(Envelope)


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read of one event.

    `event` holds the event's fields as attributes; those that do not fit are None and named in
    `damaged`. `data` is the plain JSON object, `faults` say what is wrong with it, each a
    sentence's end. `foreign` marks a type that the contract does not know, of which
    only the envelope is read.
    """

    event: Any
    data: dict[str, Any]
    faults: tuple[str, ...]
    damaged: frozenset[str]
    foreign: bool = False


_validate: Final = event.validator.validate_json


def read_exact(text: str | bytes) -> Any | None:
    """The event in a text that holds just that, as almost all do; None asks for `read_text`.

    The text may be as it came, in UTF-8.
    """
    try:
        model: Any = _validate(text)
    except ValidationError:
        return None
    if model.schema_version != SCHEMA_VERSION:
        return None
    if len(text) > MAX_DIGITS and may_hold_a_huge_number(
        text if isinstance(text, str) else text.decode()
    ):
        return None
    return model if _keys_told_once(text, model) else None


def read_text(text: str) -> Read:
    """The event in a JSON text. Raises UnreadableError where there is no JSON object in it."""
    try:
        model = event.validate_json(text, extra="ignore")
    except ValidationError as misfit:
        return _salvaged(text, misfit)
    faults = _version_faults(model.schema_version)
    data, repeated = _object(text)
    return Read(model, data, (*faults, *_repeats(repeated)), frozenset())


def _object(text: str) -> tuple[dict[str, Any], list[str]]:
    data, repeated = loads(text)
    if not isinstance(data, dict):
        raise UnreadableError(f"is {_json_name(data)} and not an object")
    return data, repeated


def _json_name(value: Any) -> str:
    if isinstance(value, str):
        return "a text"
    if isinstance(value, list):
        return "a list"
    return json.dumps(value)[:40]


def _salvaged(text: str, misfit: ValidationError) -> Read:
    data, repeated = _object(text)
    whole = _without_lone_surrogates(data)
    if whole is not None:
        read = read_text(whole)
        faults = ("it holds half a character (a lone surrogate)", *_repeats(repeated))
        return replace(read, faults=(*faults, *read.faults))
    errors = misfit.errors()
    if errors[0]["type"] == "json_invalid":
        _only_some_can_read(errors[0]["msg"])
    kind = data.get("type")
    if not isinstance(kind, str) or kind not in EVENTS:
        return _of_unknown_type(data, repeated)
    faults = (*_told(errors), *_repeats(repeated))
    damaged = frozenset(str(field) for error in errors for field in error["loc"][1:2])
    model = EVENTS[kind]
    partly = model.model_construct(**_sound(model, data, damaged))
    return Read(partly, data, faults, damaged)


def _only_some_can_read(why: str) -> NoReturn:
    """Python reads it and others do not, as where objects are some hundred levels deep."""
    raise UnreadableError(f"is not JSON that everybody can read ({why})")


def _without_lone_surrogates(data: dict[str, Any]) -> str | None:
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return None


def _of_unknown_type(data: dict[str, Any], repeated: list[str]) -> Read:
    faults = _repeats(repeated)
    kind = data.get("type")
    named = isinstance(kind, str) and kind != ""
    if not named or not _is_newer_minor(data.get("schema_version")):
        unknown = f"its type is {quoted(kind)}, which the contract does not know"
        faults = (unknown if "type" in data else "it has no type", *faults)
        kind = f"an event of the type {quoted(kind)}" if "type" in data else "an event without type"
    damaged: frozenset[str] = frozenset()
    try:
        _any_event.validate_python(data, extra="ignore")
    except ValidationError as misfit:
        errors = misfit.errors()
        damaged = frozenset(str(error["loc"][0]) for error in errors)
        faults = (*faults, *_told(errors, 0))
    fields = _sound(Envelope, data, damaged)
    return Read(SimpleNamespace(type=kind, **fields), data, faults, damaged, foreign=True)


def _sound(model: type[Envelope], data: dict[str, Any], damaged: frozenset[str]) -> dict[str, Any]:
    return {name: data.get(name) if name not in damaged else None for name in model.model_fields}


def _told(errors: Any, field_at: int = 1) -> tuple[str, ...]:
    told = [_fault(error, field_at) for error in errors[:MOST_FAULTS_TOLD]]
    if len(errors) > MOST_FAULTS_TOLD:
        told.append(f"{len(errors) - MOST_FAULTS_TOLD} more fields do not fit")
    return tuple(told)


def _fault(error: Mapping[str, Any], field_at: int) -> str:
    field = ".".join(str(part) for part in error["loc"][field_at:])
    if error["type"] == "missing":
        return f"{field} is missing"
    message = str(error["msg"]).replace("Input should", "should").replace("Tuple", "the list")
    return f"{field} is {quoted(error['input'])}: {message}"


def _repeats(repeated: list[str]) -> tuple[str, ...]:
    return (f"it names the same field twice ({listed(set(repeated))})",) if repeated else ()


def _version_faults(version: str) -> tuple[str, ...]:
    if version.startswith(f"{_OURS_MAJOR}."):
        return ()
    return (f"its schema_version is {quoted(version)}, expected {_OURS_MAJOR}.x",)


def _is_newer_minor(version: object) -> bool:
    found = _OF_OUR_MAJOR.fullmatch(version) if isinstance(version, str) else None
    return found is not None and int(found[1]) > _OURS_MINOR


def _quotes_in(value: Any) -> int:
    """How many quotes stand around the texts of a JSON value, and around its keys."""
    if isinstance(value, str):
        return 2
    if isinstance(value, tuple):
        return sum(map(_quotes_in, value))
    if isinstance(value, Frame):
        return sum(2 + _quotes_in(getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, dict):
        return sum(2 + _quotes_in(item) for item in value.values())
    return 0


_RUN_ALONE: Final = ("run_id",)


class _Quotes(NamedTuple):
    """Of one type of event: the quotes that it always has, and the fields that have others."""

    always: int
    varying: tuple[str, ...]


def _quotes_of(model: type[Envelope]) -> _Quotes:
    fields = {name: field.annotation for name, field in model.model_fields.items()}
    texts = [n for n, kind in fields.items() if kind is str or get_origin(kind) is Literal]
    texts += [n for n, kind in fields.items() if isinstance(kind, type) and issubclass(kind, Enum)]
    numbers = [n for n, kind in fields.items() if kind in (int, float, bool, float | None)]
    varying = tuple(name for name in fields if name not in {*texts, *numbers})
    always = 2 * len(fields) + 2 * len(texts)
    return _Quotes(always, _RUN_ALONE if varying == _RUN_ALONE else varying)


_QUOTES: Final = {model: _quotes_of(model) for model in EVENTS.values()}


def _keys_told_once(text: str | bytes, model: Any) -> bool:
    """Whether the text has exactly the model's keys, each once, without parsing it again.

    Around each key and each text stand two quotes, and nowhere else in JSON is one that is not
    escaped. A key that came twice has two more than the model accounts for.
    """
    quotes, varying = _QUOTES[type(model)]
    if varying is _RUN_ALONE:
        quotes += 0 if model.run_id is None else 2
    else:
        for name in varying:
            quotes += _quotes_in(getattr(model, name))
    if isinstance(text, bytes):
        more = text.count(b'"') - quotes
        return more == 0 or (more == text.count(b'\\"') and b"\\\\" not in text)
    more = text.count('"') - quotes
    return more == 0 or (more == text.count('\\"') and "\\\\" not in text)
