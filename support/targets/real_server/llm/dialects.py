"""The wire formats of providers. What a fault puts on the wire is said once, in chat completions.

`support/simulator/model` holds the scripts: status, headers and bytes. A dialect says the same in
its own words: pieces of an answer, its end, an error inside it, an error instead of it. What is no
chat completion at all (a web page, half an object, a sign of life) goes out as it is.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, Protocol

MODEL: Final = "failing-model"
DONE: Final = "[DONE]"


class Asked(NamedTuple):
    """One request: which dialect, whether it is to be streamed, and its body."""

    dialect: "Dialect"
    streamed: bool
    body: Mapping[str, Any]


class Dialect(Protocol):
    """One provider's way of saying it. `begin` to `finish` are server-sent events."""

    def begin(self) -> Iterator[str]: ...
    def piece(self, words: str) -> Iterator[str]: ...
    def finish(self, reason: str) -> Iterator[str]: ...
    def error_inside(self, kind: str, message: str) -> Iterator[str]: ...
    def whole(self, words: str, reason: str) -> Any:
        """The answer to a request that is not streamed."""

    def refusal(self, status: int, error: Mapping[str, Any]) -> Any:
        """The body of an answer that is none."""


def event(value: Any, name: str = "") -> str:
    data = value if isinstance(value, str) else json.dumps(value)
    return (f"event: {name}\n" if name else "") + f"data: {data}\n\n"


class ChatCompletions:
    """OpenAI's, and what most others speak."""

    def _chunk(self, delta: Mapping[str, Any], reason: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": MODEL}
        return event({**head, "choices": [choice]})

    def begin(self) -> Iterator[str]:
        yield self._chunk({"role": "assistant", "content": ""})

    def piece(self, words: str) -> Iterator[str]:
        yield self._chunk({"content": words})

    def finish(self, reason: str) -> Iterator[str]:
        yield self._chunk({}, reason)
        yield event(DONE)

    def error_inside(self, kind: str, message: str) -> Iterator[str]:
        yield event({"error": {"type": kind, "message": message, "code": kind, "param": None}})

    def whole(self, words: str, reason: str) -> Any:
        message = {"role": "assistant", "content": words}
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": MODEL,
            "choices": [{"index": 0, "message": message, "finish_reason": reason}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }

    def refusal(self, status: int, error: Mapping[str, Any]) -> Any:
        return {"error": dict(error)}


class Responses:
    """OpenAI's Responses API."""

    def __init__(self) -> None:
        self._said = ""
        self._number = -1

    def _event(self, kind: str, **told: Any) -> str:
        self._number += 1
        return event({"type": kind, "sequence_number": self._number, **told}, kind)

    def _response(self, status: str, words: str) -> dict[str, Any]:
        content = [{"type": "output_text", "text": words, "annotations": []}]
        message = {"type": "message", "id": "msg_1", "status": status, "role": "assistant"}
        usage = {
            "input_tokens": 1,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": 1,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": 2,
        }
        return {
            "id": "resp_1",
            "object": "response",
            "created_at": 1,
            "model": MODEL,
            "status": status,
            "output": [{**message, "content": content}] if words else [],
            "parallel_tool_calls": True,
            "tool_choice": "auto",
            "tools": [],
            "usage": usage if status == "completed" else None,
        }

    def begin(self) -> Iterator[str]:
        yield self._event("response.created", response=self._response("in_progress", ""))
        item = {"type": "message", "id": "msg_1", "status": "in_progress", "role": "assistant"}
        yield self._event(
            "response.output_item.added", output_index=0, item={**item, "content": []}
        )
        part = {"type": "output_text", "text": "", "annotations": []}
        place = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
        yield self._event("response.content_part.added", **place, part=part)

    def piece(self, words: str) -> Iterator[str]:
        self._said += words
        place = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
        yield self._event("response.output_text.delta", **place, delta=words, logprobs=[])

    def finish(self, reason: str) -> Iterator[str]:
        place = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
        yield self._event("response.output_text.done", **place, text=self._said, logprobs=[])
        done = {"type": "output_text", "text": self._said, "annotations": []}
        yield self._event("response.content_part.done", **place, part=done)
        whole = self.whole(self._said, reason)
        item = (whole["output"] or [{"type": "message", "content": []}])[0]
        yield self._event("response.output_item.done", output_index=0, item=item)
        yield self._event(f"response.{whole['status']}", response=whole)

    def error_inside(self, kind: str, message: str) -> Iterator[str]:
        yield self._event("error", code=kind, message=message, param=None)

    def whole(self, words: str, reason: str) -> Any:
        why = {"length": "max_output_tokens", "content_filter": "content_filter"}.get(reason)
        told = self._response("incomplete" if why else "completed", words)
        return {**told, "incomplete_details": {"reason": why} if why else None}

    def refusal(self, status: int, error: Mapping[str, Any]) -> Any:
        return {"error": dict(error)}


_ANTHROPIC_KINDS: Final = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    429: "rate_limit_error",
    529: "overloaded_error",
}


class Anthropic:
    """Anthropic's Messages."""

    _REASONS: Final = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}

    def begin(self) -> Iterator[str]:
        message = {**self._message("", None), "content": []}
        yield event({"type": "message_start", "message": message}, "message_start")
        block = {"type": "text", "text": ""}
        told = {"type": "content_block_start", "index": 0, "content_block": block}
        yield event(told, "content_block_start")

    def piece(self, words: str) -> Iterator[str]:
        delta = {"type": "text_delta", "text": words}
        told = {"type": "content_block_delta", "index": 0, "delta": delta}
        yield event(told, "content_block_delta")

    def finish(self, reason: str) -> Iterator[str]:
        yield event({"type": "content_block_stop", "index": 0}, "content_block_stop")
        delta = {"stop_reason": self._reason(reason), "stop_sequence": None}
        told = {"type": "message_delta", "delta": delta, "usage": {"output_tokens": 1}}
        yield event(told, "message_delta")
        yield event({"type": "message_stop"}, "message_stop")

    def error_inside(self, kind: str, message: str) -> Iterator[str]:
        yield event({"type": "error", "error": {"type": kind, "message": message}}, "error")

    def whole(self, words: str, reason: str) -> Any:
        return self._message(words, self._reason(reason))

    def refusal(self, status: int, error: Mapping[str, Any]) -> Any:
        kind = _ANTHROPIC_KINDS.get(status, "api_error")
        return {"type": "error", "error": {"type": kind, "message": error["message"]}}

    def _reason(self, reason: str) -> str:
        return self._REASONS.get(reason, "end_turn")

    def _message(self, words: str, reason: str | None) -> dict[str, Any]:
        return {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": MODEL,
            "content": [{"type": "text", "text": words}],
            "stop_reason": reason,
            "stop_sequence": None,
            "usage": {"input_tokens": 1, "output_tokens": 1},
        }


_GEMINI_STATUS: Final = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
}


class Gemini:
    """Google's generateContent and streamGenerateContent."""

    _REASONS: Final = {"stop": "STOP", "length": "MAX_TOKENS", "content_filter": "SAFETY"}

    def begin(self) -> Iterator[str]:
        return iter(())

    def piece(self, words: str) -> Iterator[str]:
        yield event(self._answer(words, None))

    def finish(self, reason: str) -> Iterator[str]:
        yield event(self._answer("", reason))

    def error_inside(self, kind: str, message: str) -> Iterator[str]:
        yield event({"error": {"code": 503, "message": message, "status": "UNAVAILABLE"}})

    def whole(self, words: str, reason: str) -> Any:
        return self._answer(words, reason)

    def refusal(self, status: int, error: Mapping[str, Any]) -> Any:
        name = _GEMINI_STATUS.get(status, "UNAVAILABLE")
        return {"error": {"code": status, "message": error["message"], "status": name}}

    def _answer(self, words: str, reason: str | None) -> dict[str, Any]:
        candidate: dict[str, Any] = {
            "content": {"role": "model", "parts": [{"text": words}]},
            "index": 0,
        }
        if reason is not None:
            candidate["finishReason"] = self._REASONS.get(reason, "STOP")
        return {"candidates": [candidate], "modelVersion": MODEL}


def asked(path: str, body: Mapping[str, Any]) -> Asked | None:
    """Which provider's request this is; None for no request to a model."""
    path = path.partition("?")[0].rstrip("/")
    streamed = body.get("stream") is True
    if path.endswith("/chat/completions"):
        return Asked(ChatCompletions(), streamed, body)
    if path.endswith("/responses"):
        return Asked(Responses(), streamed, body)
    if path.endswith("/messages"):
        return Asked(Anthropic(), streamed, body)
    if path.endswith(":streamGenerateContent"):
        return Asked(Gemini(), streamed=True, body=body)
    if path.endswith(":generateContent"):
        return Asked(Gemini(), streamed=False, body=body)
    return None
