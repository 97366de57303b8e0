"""Descriptions of real servers, changed in one place, and what is said of them."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from behave import fixture

from support.configuration import ConfigurationError
from support.self_check.real_servers import EXAMPLE
from support.self_check.written import PROJECT
from support.targets.real_server.description import Description, Llm
from support.targets.real_server.expressions import Expression
from support.targets.real_server.filling import Filling
from support.targets.real_server.framing import Reader
from support.targets.real_server.launch import LaunchedServer, free_port
from support.targets.real_server.llm import LlmEndpoint
from support.targets.real_server.mapping import EventMapping
from support.targets.real_server.needs import not_applicable
from support.targets.real_server.reading import read_description

LONGEST: Final = 30.0
DECLARED: Final = "\n[capabilities]\nvocabulary = true\n"
FIELD: Final = 'user_message = "reason.text"'


def example(this: str = "", that: str = "") -> str:
    """The example's file, in which one thing is another."""
    text = (EXAMPLE / "server.toml").read_text("utf-8")
    assert this in text, f"the example's file has no {this!r}"
    return text.replace(this, that, 1) if this else text


def example_with_a_field(field: str, value: str) -> str:
    said = "" if value == "nothing" else f"{field} = {value}"
    return example(FIELD, said or FIELD) + DECLARED


def read(text: str) -> tuple[Description | None, str]:
    """The description, or why it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "server.toml"
        file.write_text(text, "utf-8")
        try:
            return read_description(file), ""
        except ConfigurationError as refused:
            return None, "\n".join(refused.problems)


def connect(text: str) -> str:
    """Why a customer of this server cannot connect; "" where nothing is in the way."""
    description, refusal = read(text)
    assert description is not None, refusal
    filling = Filling({"port": 1, "conversation": "c", "token": "t"})
    try:
        for header in description.server.headers.values():
            filling.text(header)
    except ConfigurationError as refused:
        return "\n".join(refused.problems)
    return ""


def is_native(expression: str) -> bool:
    return Expression(expression).is_native


def values(framing: Any, frame: str) -> list[Any]:
    return Reader(framing).read(frame)


def not_applicable_to(description: Description) -> Mapping[str, str]:
    return not_applicable(description, EventMapping(description.event))


def places(description: Description | None, kind: str) -> Mapping[str, Any]:
    """Where the fields of an event are; what is told in each frame alike is left out."""
    assert description is not None
    row = next(row for row in description.event if row.kind == kind)
    return {name: place for name, place in row.fields.items() if name != "sequence"}


@fixture
def running_example(_context: Any) -> Iterator[int]:
    """The port of the example server, whose model answers."""
    description, _ = read(example())
    assert description is not None
    assert description.launch is not None
    model = LlmEndpoint(Llm(pace=1000))
    known = {"port": free_port(), "llm": model.base_url, "python": sys.executable}
    server = LaunchedServer(description.launch, Filling(known), EXAMPLE)
    try:
        server.start()
        yield known["port"]  # type: ignore[misc]
    finally:
        server.stop()
        model.close()


def drafted(port: int) -> str:
    """The file that the command writes after a first look at the example."""
    say = json.dumps({"op": "say", "ref": "${request_id}", "body": "${text}"})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "drafted.toml"
        command = [sys.executable, "-m", "support", "target", "--say", say, "-o", str(file)]
        command += ["--header", "X-Customer=maya"]
        command.append(f"ws://127.0.0.1:{port}/talk?thread=${{conversation}}")
        ended = subprocess.run(  # noqa: S603 - our own module, with our own arguments
            command, cwd=PROJECT, capture_output=True, text=True, timeout=LONGEST, check=False
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return file.read_text("utf-8")
