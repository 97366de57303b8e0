"""What the published schema says of each field, for the operators that break it."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from support.contract.events import EVENTS

Property = Mapping[str, Any]

_TOO_LONG: Final = 1_000


@cache
def properties(kind: str) -> Mapping[str, Property]:
    """The fields of a type, each with what it takes."""
    document = EVENTS[kind].model_json_schema()
    definitions = document.get("$defs", {})
    return {name: _resolved(p, definitions) for name, p in document["properties"].items()}


def _resolved(found: Property, definitions: Mapping[str, Any]) -> Property:
    """One schema: without references, and without the null that may stand beside it."""
    choices = [choice for choice in found.get("anyOf", ()) if choice.get("type") != "null"]
    if len(choices) == 1:
        return {**_resolved(choices[0], definitions), "nullable": True}
    if "$ref" in found:
        return _resolved(definitions[found["$ref"].rsplit("/", 1)[-1]], definitions)
    return found


def takes_free_text(schema: Property) -> bool:
    return schema.get("type") == "string" and not schema.keys() & {"enum", "const", "pattern"}


def out_of_range(schema: Property) -> list[Any]:
    """Values of the right type that are past what the field takes."""
    if "enum" in schema or "const" in schema:
        return ["something else", ""]
    kind = schema.get("type")
    if kind in {"integer", "number"}:
        return [*_numbers(schema)]
    if kind == "string":
        return [*_texts(schema)]
    if kind == "array":
        wrong = [[""]] if takes_free_text(schema.get("items", {})) else []
        return [*wrong, []] if schema.get("minItems") else [*wrong]
    return []


def _numbers(schema: Property) -> list[float]:
    found: list[float] = [float("inf")] if schema["type"] == "number" else []
    if "minimum" in schema:
        found.append(schema["minimum"] - 1)
    if "maximum" in schema:
        found.append(schema["maximum"] + 1)
    return found


def _texts(schema: Property) -> list[str]:
    found = []
    if schema.get("minLength", 0) > 0:
        found.append("x" * (schema["minLength"] - 1))
    if schema.get("maxLength", _TOO_LONG) < _TOO_LONG:
        found.append("x" * (schema["maxLength"] + 1))
    if "pattern" in schema:
        found += ["2026-02-30T00:00:00.000Z", "once upon a time"]
    return found
