"""A published document of the contract, as somebody reads it who knows only the document."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from typer import Typer
from typer.testing import CliRunner


class PublishedDocument:
    """The JSON that `python -m support contract` prints."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._content = content

    @classmethod
    def made(cls, app: Typer, document: str, *options: str) -> Self:
        printed = CliRunner().invoke(app, ["contract", "--format", document, *options])
        assert printed.exit_code == 0, printed.output
        return cls(json.loads(printed.output))

    @classmethod
    def written(cls, app: Typer, document: str) -> Self:
        """What `--output` leaves in a file."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "contract.json"
            options = ["--format", document, "--output", str(file)]
            ended = CliRunner().invoke(app, ["contract", *options])
            assert (ended.exit_code, ended.output) == (0, ""), ended.output
            return cls(json.loads(file.read_text(encoding="utf-8")))

    @property
    def standard(self) -> str:
        return str(self._content.get("asyncapi") or self._content.get("$schema"))

    def sent_by_platform(self) -> list[str]:
        """The types of the events."""
        return self._types("send") if self._is_asyncapi else self._of_frames(events=True)

    def sent_by_customer(self) -> list[str]:
        """The types of the frames that are no events."""
        return self._types("receive") if self._is_asyncapi else self._of_frames(events=False)

    def definition_of(self, frame_type: str) -> dict[str, Any]:
        """The one definition whose `type` is this."""
        (found,) = (d for d in self._frames() if d["properties"]["type"]["const"] == frame_type)
        return found

    def what_fits(self, frame_type: str, field: str) -> str:
        """Into a field, in words: signs of a text, numbers, a pattern, or what it is."""
        return in_words(self.definition_of(frame_type)["properties"][field])

    def about(self) -> tuple[str, str, str]:
        """An AsyncAPI document's version, title and licence; it is described in words, too."""
        info = self._content["info"]
        assert len(info["description"].split()) > 1, "nothing describes it"
        return info["version"], info["title"], info["license"]["name"]

    def about_itself(self) -> tuple[str, str]:
        """A JSON Schema's title, and the version that it is of; it is described in words, too."""
        assert len(self._content["description"].split()) > 1, "nothing describes it"
        return self._content["title"], self._content["$comment"]

    def where(self) -> tuple[str, dict[str, str]]:
        """Of what kind the frames are, and the address of each channel, which is described."""
        channels = self._content["channels"]
        assert all(channel["description"] for channel in channels.values())
        return self._content["defaultContentType"], {
            name: channel["address"] for name, channel in channels.items()
        }

    def named_by_operations(self) -> list[str]:
        """The messages that either side's operation on the one channel names."""
        operations = self._content["operations"]
        assert {one["channel"]["$ref"] for one in operations.values()} == {"#/channels/session"}
        sides = [operations["sendEvent"], operations["receiveFrame"]]
        assert [side["action"] for side in sides] == ["send", "receive"]
        return sorted(
            message["$ref"].removeprefix("#/channels/session/messages/")
            for side in sides
            for message in side["messages"]
        )

    def named_by_messages(self) -> list[str]:
        messages = self._content["components"]["messages"]
        assert all(name == message["name"] for name, message in messages.items())
        assert messages.keys() == self._content["channels"]["session"]["messages"].keys()
        return sorted(messages)

    def dead_references(self) -> list[str]:
        """References that lead nowhere; a document without any reference is itself in error."""
        references = list(_references(self._content))
        assert references, "the document refers to nothing"
        return [reference for reference in references if self._at(reference) is None]

    def is_open(self) -> bool:
        """Whether every frame lets fields pass that it does not name; never a mixture."""
        answers = {frame.get("additionalProperties", True) for frame in self._frames()}
        (answer,) = answers
        return bool(answer)

    @property
    def _is_asyncapi(self) -> bool:
        return "asyncapi" in self._content

    def _frames(self) -> list[dict[str, Any]]:
        return [self._at(choice["$ref"]) for choice in self._content["oneOf"]]

    def _of_frames(self, *, events: bool) -> list[str]:
        """Their types; only an event has a place in a sequence."""
        return [
            frame["properties"]["type"]["const"]
            for frame in self._frames()
            if ("sequence" in frame["properties"]) is events
        ]

    def _types(self, action: str) -> list[str]:
        operations = self._content["operations"].values()
        (operation,) = (o for o in operations if o["action"] == action)
        messages = [self._at(self._at(m["$ref"])["$ref"]) for m in operation["messages"]]
        payloads = [self._at(message["payload"]["$ref"]) for message in messages]
        return [payload["properties"]["type"]["const"] for payload in payloads]

    def _at(self, reference: str) -> Any:
        found: Any = self._content
        for part in reference.removeprefix("#/").split("/"):
            found = found.get(part) if found is not None else None
        return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


def in_words(schema: dict[str, Any]) -> str:
    """What fits where this schema is asked for."""
    if "anyOf" in schema:
        return " or ".join(in_words(choice) for choice in schema["anyOf"])
    if "items" in schema:
        least = schema.get("minItems", 0)
        return f"a list of {least} or more, each {in_words(schema['items'])}"
    if "additionalProperties" in schema:
        return f"anything named, each {in_words(schema['additionalProperties'])}"
    if "enum" in schema:
        return " or ".join(schema["enum"])
    if "pattern" in schema:
        return str(schema["pattern"])
    bounds = [schema.get(name) for name in ("minLength", "maxLength", "minimum", "maximum")]
    least, most = (bounds[0], bounds[1]) if schema["type"] == "string" else bounds[2:]
    span = [
        word
        for word, bound in ((f"from {least}", least), (f"to {most}", most))
        if bound is not None
    ]
    return " ".join([schema["type"], *span])
