"""The fields of a model, and in words what fits into each, read from its JSON Schema."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from support.contract.published import json_schema

Schema = Mapping[str, Any]

_UNITS: Final = ("seconds", "share, 0 to 1", "0 to 1", "major.minor")
_MOMENT: Final = "RFC 3339"
_BOUNDS: Final = {
    "minimum": "{} or more",
    "exclusiveMinimum": "more than {}",
    "maximum": "{} at most",
}
_KINDS: Final = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}


class Field(NamedTuple):
    """One field; that of an object inside another is called `runs[].state`."""

    name: str
    fits: str
    may_be_missing: bool
    default: Any

    @property
    def last_name(self) -> str:
        return self.name.rpartition(".")[2].removesuffix("[]")


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """All of them, in the order in which they are sent; those of objects inside it, too."""
    frames = _frames()
    schema = frames.get(model.__name__) or model.model_json_schema()
    return tuple(_fields(schema, schema.get("$defs", frames)))


@cache
def _frames() -> Mapping[str, Schema]:
    """The schema of each frame, and of the objects in them, by its name."""
    schemas: Mapping[str, Schema] = json_schema(open_to_new_fields=False)["$defs"]
    return schemas


def _fields(schema: Schema, models: Mapping[str, Schema], before: str = "") -> Iterator[Field]:
    for name, field in schema["properties"].items():
        required = name in schema.get("required", ())
        yield Field(before + name, _fits(field, models), not required, field.get("default"))
        inner, path = _inner(field, models)
        if inner is not None:
            yield from _fields(inner, models, f"{before}{name}{path}.")


def _inner(field: Schema, models: Mapping[str, Schema]) -> tuple[Schema | None, str]:
    """The object that it holds, or that each of its list is."""
    path = ""
    if "items" in field:
        field, path = field["items"], "[]"
    found = models[_named(field)] if "$ref" in field else field
    return (found, path) if "properties" in found else (None, "")


def _named(field: Schema) -> str:
    return str(field["$ref"]).rpartition("/")[2]


def _fits(field: Schema, models: Mapping[str, Schema]) -> str:
    match field:
        case {"$ref": _}:
            words = _fits(models[_named(field)], models)
        case {"anyOf": choices}:
            words = ", or ".join(_fits(choice, models) for choice in choices)
        case {"const": value}:
            words = f"always {value}"
        case {"enum": values}:
            words = f"one of {', '.join(values)}"
        case {"items": each}:
            least = "at least one of" if field.get("minItems") else "a list of"
            words = f"{least}: {_fits(each, models)}"
        case {"properties": _}:
            words = "an object"
        case {"additionalProperties": each}:
            words = f"an object, each value of it {_fits(each, models)}"
        case _:
            words = ", ".join([_kind(field), *_limits(field)])
    return words


def _kind(field: Schema) -> str:
    """The unit says more than the kind does, where there is one."""
    return _unit(field) or _KINDS[field["type"]]


def _unit(field: Schema) -> str:
    said = str(field.get("description", ""))
    return said if said in _UNITS or said.startswith(_MOMENT) else ""


def _limits(field: Schema) -> Iterator[str]:
    unit = _unit(field)
    if "pattern" in field and not unit:
        yield f"as in {field['pattern']}"
    least, most = field.get("minLength"), field.get("maxLength")
    if most is not None:
        yield f"{least or 0} to {most:,} characters"
    for bound, words in _BOUNDS.items():
        if bound in field and "0 to 1" not in unit:
            yield words.format(field[bound])
