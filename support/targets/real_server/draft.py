"""A first description of a server, as TOML with comments, from a first look at it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from support.installed import PROGRAM
from support.targets.real_server.first_look import (
    VALUES,
    Look,
    kind_of,
    meant,
    place_of,
    place_of_text,
)

_NEEDED = ("run_completed", "agent_error", "agent_output")


def draft(url: str, seen: Look, headers: Mapping[str, str], subprotocols: tuple[str, ...]) -> str:
    """The file; what could not be found out is there as a comment."""
    rows = list(_rows(seen))
    found = {kind for kind, _ in rows}
    lines = [
        f"# A real agent server under test: {PROGRAM} run -D target=THIS-FILE",
        "# README, 'A real agent server', says what each key means. ${names} are filled in.",
        "",
        "[server]",
        f"url = {_text(url)}",
        f"framing = {_text(seen.framing)}  # found out; json, sse, json-rpc or mixed",
        _headers(headers),
        *([f"subprotocols = {json.dumps(list(subprotocols))}"] if subprotocols else ()),
        "",
        "# What asks. ${request_id} is new for each request, ${conversation} for each talk.",
        "[ask]",
        f"send = [{_toml(seen.ask)}]",
        "",
        "# [cancel], [resume]: how a request is stopped, and how one comes back; leave out what it",
        "# cannot do: it is then not applicable.",
        "",
        "# Which frame is which event of ours. `when` is JMESPath; the first row that fits counts.",
        *(line for _, row in rows for line in (*row, "")),
        *_missing(found),
        "# Its language model, so that it can be made to fail: start the server by this file …",
        "# [launch]",
        '# command = ["python", "server.py", "--port", "${port}"]',
        '# env = { OPENAI_BASE_URL = "${llm}", OPENAI_API_KEY = "any" }',
        "# … or start it yourself with its model at http://127.0.0.1:8901/v1 :",
        "# [llm]",
        "# port = 8901",
        "",
        "[limits]  # seconds",
        "answer = 30  # until a request that goes well, or badly, has its ending",
        "",
    ]
    return "\n".join(lines)


def guesses(seen: Look) -> Iterator[tuple[str, str]]:
    """Each kind of frame that came, as it first came, and what it could be."""
    known = set()
    for frame in [*seen.greeting, *seen.frames]:
        for value in seen.values([frame]):
            kind = kind_of(value)
            if kind not in known:
                known.add(kind)
                yield frame, meant(value)


def _rows(seen: Look) -> Iterator[tuple[str, list[str]]]:
    known: set[Any] = set()
    for value in seen.values([*seen.greeting, *seen.frames]):
        kind, event = kind_of(value), meant(value)
        if not event or kind in known:
            continue
        known.add(kind)
        when = "text" if kind is None else f"{kind[0]} == '{kind[1]}'"
        fields = {}
        request = place_of(value, str(VALUES["request_id"]))
        if request:
            fields["request_id"] = request
        words = place_of_text(value) or ("text" if kind is None else "")
        if words and event in ("agent_output", "agent_error"):
            fields["text" if event == "agent_output" else "user_message"] = words
        row = ["[[event]]", f"when = {_text(when)}", f"is = {_text(event)}  # a guess by its name"]
        if fields:
            row.append(f"fields = {_toml(fields)}")
        yield event, row


def _missing(found: set[str]) -> Iterator[str]:
    for kind in _NEEDED:
        if kind not in found:
            yield f"# No frame looked like {kind}, which has to be told apart. Write its row:"
            yield "# [[event]]"
            yield "# when = \"type == '…'\""
            yield f"# is = {_text(kind)}"
            yield ""


def _headers(headers: Mapping[str, str]) -> str:
    if not headers:
        return '# headers = { Authorization = "Bearer ${env:SERVER_TOKEN}" }'
    names = {name: f"${{env:{name.upper().replace('-', '_')}}}" for name in headers}
    return f"headers = {_toml(names)}  # what you gave is not written down: set the variables"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _toml(value: Any) -> str:
    """A value as TOML in one line."""
    if isinstance(value, dict):
        pairs = (f"{_name(key)} = {_toml(one)}" for key, one in value.items())
        inner = ", ".join(pairs)
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return json.dumps(value, ensure_ascii=False)


def _name(key: str) -> str:
    plain = key.replace("-", "").replace("_", "").isalnum() and key.isascii()
    return key if plain else json.dumps(key)
