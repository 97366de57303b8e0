"""Calls of the failing model by a plain HTTP client, which says what it saw on the wire."""

import http.client
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from behave import fixture

from support.simulator.model.sse import SseReader
from support.targets.real_server.description import Llm
from support.targets.real_server.llm import LlmEndpoint
from support.targets.real_server.llm.plan import Plan

SILENCE: Final = 0.4
DONE: Final = "[DONE]"
_PATHS: Final = {
    "OpenAI": "/v1/chat/completions",
    "Responses": "/v1/responses",
    "Anthropic": "/v1/messages",
}
_GEMINI: Final = {True: ":streamGenerateContent?alt=sse", False: ":generateContent"}
Words = Callable[[Any], str]


def _gemini_words(value: Any) -> str:
    return "".join(p["text"] for c in value.get("candidates", ()) for p in c["content"]["parts"])


_STREAMED: Final[Mapping[str, Words]] = {
    "OpenAI": lambda v: "".join(c["delta"].get("content") or "" for c in v.get("choices", ())),
    "Responses": lambda v: v.get("delta", ""),
    "Anthropic": lambda v: v["delta"]["text"] if v.get("type") == "content_block_delta" else "",
    "Gemini": _gemini_words,
}
_WHOLE: Final[Mapping[str, Words]] = {
    "OpenAI": lambda v: str(v["choices"][0]["message"]["content"]),
    "Responses": lambda v: str(v["output"][0]["content"][0]["text"]),
    "Anthropic": lambda v: str(v["content"][0]["text"]),
    "Gemini": _gemini_words,
}


@dataclass
class Seen:
    """What a call came to; `words` are those of the answer, `how` is how it went."""

    words: str = ""
    how: str = ""


@fixture
def failing_model(_context: Any) -> Iterator[tuple[LlmEndpoint, Plan]]:
    endpoint = LlmEndpoint(Llm(pace=1000))
    try:
        yield endpoint, endpoint.begin(lambda: 0.0)
    finally:
        endpoint.close()


def ask(endpoint: LlmEndpoint, provider: str, *, streamed: bool) -> Seen:
    path = _PATHS.get(provider, f"/v1beta/models/any{_GEMINI[streamed]}")
    body = {"model": "any", "stream": streamed, "messages": [{"role": "user", "content": "Hello"}]}
    connection = http.client.HTTPConnection("127.0.0.1", endpoint.server_port, timeout=SILENCE)
    seen = Seen()
    try:
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        if response.status != http.HTTPStatus.OK:
            told = json.loads(response.read())
            assert told["error"], "a refusal without an error"
            return Seen(how=f"a refusal with {response.status}")
        if "json" in str(response.getheader("Content-Type")):
            return Seen(_WHOLE[provider](json.loads(response.read())), "an answer as a whole")
        _read(response, provider, seen)
    except TimeoutError:
        seen.how = "silence"
    except ConnectionResetError:
        seen.how = "half an answer, and a reset" if seen.words else "a reset"
    finally:
        connection.close()
    return seen


def _read(response: http.client.HTTPResponse, provider: str, seen: Seen) -> None:
    reader, said_to_be_over = SseReader(), False
    while data := response.read1():
        for event in reader.feed(data):
            value = {} if event.data == DONE else json.loads(event.data)
            if "error" in value or value.get("type") == "error":
                seen.how = "half an answer, and an error"
                return
            seen.words += _STREAMED[provider](value)
            said_to_be_over = said_to_be_over or _is_over(provider, event.data, value)
    half = "half an answer, and an end" if seen.words else "no answer"
    seen.how = "a whole answer" if said_to_be_over else half


def _is_over(provider: str, data: str, value: Any) -> bool:
    match provider:
        case "OpenAI":
            return data == DONE
        case "Gemini":
            return any("finishReason" in one for one in value.get("candidates", ()))
        case _:
            return value.get("type") in ("message_stop", "response.completed")
