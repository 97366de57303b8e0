"""The contract as published documents, made from the models and never written by hand.

JSON Schema 2020-12 for whoever checks a frame, AsyncAPI 3.0 for whoever wants the whole picture.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Literal, TypeAlias, get_args

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from support.contract.customer_frames import CustomerFrame
from support.contract.events import EVENTS
from support.contract.vocabulary import SCHEMA_VERSION

JsonObject: TypeAlias = dict[str, Any]

_REFERENCE: Final = "#/$defs/"

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TITLE: Final = "The failure contract"
DESCRIPTION: Final = (
    "What an AI-agent platform owes its customers, over WebSocket, when an agent fails. "
    "One JSON text frame each; times are seconds unless named otherwise."
)

FRAMES: Final[Mapping[str, type[BaseModel]]] = {
    get_args(model.model_fields["type"].annotation)[0]: model
    for model in get_args(get_args(CustomerFrame)[0])
}
"""What a customer sends, by its `type`."""


def json_schema(*, open_to_new_fields: bool) -> JsonObject:
    """One schema that every frame fits, of the platform's and of the customer's.

    Each model is a definition under its own name, so that `#/$defs/AgentErrorEvent` checks one
    kind. With `open_to_new_fields` it is a reader's: unknown fields pass, as a later minor version
    may add some; without, it is a sender's.
    """
    names, definitions = _definitions(_REFERENCE, open_to_new_fields)
    return {
        "$schema": DIALECT,
        "title": TITLE,
        "description": DESCRIPTION,
        "$comment": f"schema_version {SCHEMA_VERSION}",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in names.values()],
        "$defs": definitions,
    }


def asyncapi(*, open_to_new_fields: bool) -> JsonObject:
    """The AsyncAPI 3.0 document: one channel, what a platform sends and what it receives."""
    names, definitions = _definitions("#/components/schemas/", open_to_new_fields)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": TITLE,
            "version": f"{SCHEMA_VERSION}.0",
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {
            "session": {
                "address": "/",
                "description": "One customer's session; its first frame is `authenticate`.",
                "messages": {name: _ref("components", "messages", name) for name in names},
            }
        },
        "operations": {
            "sendEvent": _operation("send", EVENTS),
            "receiveFrame": _operation("receive", FRAMES),
        },
        "components": {
            "messages": {name: _message(name, model) for name, model in names.items()},
            "schemas": definitions,
        },
    }


def _definitions(
    reference: str, open_to_new_fields: bool
) -> tuple[dict[str, str], dict[str, JsonObject]]:
    """The name of each frame type's definition, and all definitions."""
    text = _generated().replace(f'"{_REFERENCE}', f'"{reference}')
    definitions: dict[str, JsonObject] = json.loads(text)
    if open_to_new_fields:
        for definition in definitions.values():
            definition.pop("additionalProperties", None)
    names = {name: model.__name__ for name, model in {**EVENTS, **FRAMES}.items()}
    return names, definitions


@cache
def _generated() -> str:
    """All definitions as JSON, whose references begin with _REFERENCE."""
    _, generated = models_json_schema(
        [(model, "validation") for model in (*EVENTS.values(), *FRAMES.values())],
        ref_template=f"{_REFERENCE}{{model}}",
    )
    return json.dumps(generated["$defs"])


def _message(name: str, model: str) -> JsonObject:
    return {"name": name, "payload": _ref("components", "schemas", model)}


def _operation(action: Literal["send", "receive"], types: Mapping[str, Any]) -> JsonObject:
    return {
        "action": action,
        "channel": _ref("channels", "session"),
        "messages": [_ref("channels", "session", "messages", name) for name in types],
    }


def _ref(*path: str) -> JsonObject:
    return {"$ref": "#/" + "/".join(path)}
