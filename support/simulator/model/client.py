"""Reads a provider's answer, and finds out when it only looks like one."""

import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure
from support.simulator.model.classify import error_inside, parsed, refusal
from support.simulator.model.link import Link
from support.simulator.model.sse import ServerSentEvent, SseReader
from support.simulator.model.wire import Body, End, Head, ModelCall, WireItem

LARGEST_BODY: Final = 1024 * 1024


class Words(NamedTuple):
    text: str


class ToolCall(NamedTuple):
    """The model wants a tool run; the arguments are parsed and whole."""

    name: str
    arguments: dict[str, Any]


Piece = Words | ToolCall


@dataclass(slots=True)
class _Answer:
    """What has come of one streamed answer so far."""

    finish_reason: str | None = None
    terminated: bool = False
    said_something: bool = False
    tool: str = ""
    arguments: list[str] = field(default_factory=list)


class ModelReader:
    """Reads one call. `first_token` and `stall` are the settings' deadlines for real content.

    Signs of life (comments, empty deltas) are not content: they postpone no deadline.
    """

    def __init__(
        self, link: Link, call: ModelCall, *, clock: Clock, settings: PlatformSettings
    ) -> None:
        self._link = link
        self._provider = link.provider
        self._call = call
        self._clock = clock
        self._settings = settings
        self._answer = _Answer()
        self._is_answered = False
        self._due = clock.now() + settings.first_token

    async def pieces(self) -> AsyncGenerator[Piece, None]:
        """The answer, piece by piece; raises AgentFailure for all that is not a whole answer."""
        head = await self._head()
        if not head.headers.get("content-type", "").startswith("text/event-stream"):
            yield self._whole(await self._body(b""))
            return
        async with aclosing(self._streamed(self._answer)) as streamed:
            async for words in streamed:
                yield words
        self._check_ending(self._answer)
        if self._answer.tool:
            yield self._tool_call(self._answer)

    async def _next(self) -> WireItem:
        try:
            async with self._clock.timeout(max(0.0, self._due - self._clock.now())):
                return await self._call.next()
        except TimeoutError:
            raise self._silence() from None

    async def _head(self) -> Head:
        item = await self._next()
        if not isinstance(item, Head):
            raise self._link.went_down_unanswered(item if isinstance(item, End) else End("rst"))
        self._link.answered()
        self._is_answered = True
        if item.status == 200:  # noqa: PLR2004
            return item
        body = await self._body(b"")
        raise refusal(self._provider, item.status, item.headers, body, self._clock.seconds_until)

    async def _body(self, data: bytes) -> bytes:
        while len(data) < LARGEST_BODY:
            item = await self._next()
            if not isinstance(item, Body):
                return data
            data += item.data
        raise self._failure(ErrorType.INVALID_RESPONSE_FORMAT, "The answer is far too large.")

    async def _streamed(self, answer: _Answer) -> AsyncGenerator[Words, None]:
        reader = SseReader()
        while not answer.terminated:
            item = await self._next()
            if not isinstance(item, Body):
                raise self._broken_off(isinstance(item, End) and item.how == "rst")
            for sent in reader.feed(item.data):
                words = self._take(answer, sent)
                if words is not None:
                    self._due = self._clock.now() + self._settings.stall
                if words:
                    yield Words(words)

    def _take(self, answer: _Answer, sent: ServerSentEvent) -> str | None:
        """The words in one event, "" for other content, None for a mere sign of life."""
        if sent.data == "[DONE]":
            answer.terminated = True
            return None
        told = parsed(sent.data)
        if sent.name == "error" or (isinstance(told, dict) and "error" in told):
            raise error_inside(self._provider, told)
        if isinstance(told, dict) and told.get("choices") == []:
            return None  # how much was used is told in a piece of its own
        delta = self._delta(answer, told)
        words = delta.get("content")
        for call in delta.get("tool_calls") or ():
            self._take_tool(answer, call)
        if isinstance(words, str) and words:
            answer.said_something = True
            return words
        return "" if delta.get("tool_calls") or answer.finish_reason else None

    def _delta(self, answer: _Answer, told: Any) -> dict[str, Any]:
        try:
            choice = told["choices"][0]
            answer.finish_reason = choice.get("finish_reason") or answer.finish_reason
            delta = choice["delta"]
        except (AttributeError, IndexError, KeyError, TypeError):
            raise self._unreadable("A piece of the answer has no shape that we know.") from None
        if not isinstance(delta, dict):
            raise self._unreadable("A piece of the answer has no shape that we know.")
        return delta

    def _take_tool(self, answer: _Answer, call: Any) -> None:
        function = call.get("function") if isinstance(call, dict) else None
        if not isinstance(function, dict):
            raise self._unreadable("The model asked for a tool in no way that we know.")
        answer.tool = str(function.get("name") or answer.tool)
        answer.arguments.append(str(function.get("arguments") or ""))

    def _whole(self, body: bytes) -> Piece:
        """A provider may answer at once instead of in pieces."""
        told = parsed(body)
        try:
            choice = told["choices"][0]
            words = choice["message"]["content"]
            finish_reason = choice["finish_reason"]
        except (IndexError, KeyError, TypeError):
            raise self._unreadable("The answer is not a chat completion.") from None
        answer = _Answer(finish_reason, terminated=True, said_something=bool(words))
        self._check_ending(answer)
        return Words(str(words))

    def _check_ending(self, answer: _Answer) -> None:
        match answer.finish_reason:
            case "length":
                raise self._failure(
                    ErrorType.RESPONSE_TRUNCATED,
                    "The answer stopped at the model's length limit.",
                    counts=False,
                )
            case "content_filter":
                raise self._failure(
                    ErrorType.CONTENT_FILTERED, "The model provider filtered the answer."
                )
            case None:
                raise self._truncated(reset=False)
        if not (answer.said_something or answer.tool):
            raise self._unreadable("The answer holds nothing.")

    def _tool_call(self, answer: _Answer) -> ToolCall:
        try:
            arguments = json.loads("".join(answer.arguments))
        except ValueError:
            arguments = None
        if not isinstance(arguments, dict):
            raise self._unreadable("The tool's arguments cannot be read; it was not run.")
        return ToolCall(answer.tool, arguments)

    def _silence(self) -> AgentFailure:
        if not self._is_answered:
            return self._link.silent(self._settings.first_token)
        if self._answer.said_something or self._answer.tool:
            message = f"The model went silent for {self._settings.stall:g} s in its answer."
        else:
            message = f"The model said nothing within {self._settings.first_token:g} s."
        return self._failure(ErrorType.LLM_TIMEOUT, message)

    def _broken_off(self, reset: bool) -> AgentFailure:
        broken = self._link.went_down_in_the_answer() if reset else None
        return broken or self._truncated(reset)

    def _truncated(self, reset: bool) -> AgentFailure:
        how = "was reset" if reset else "ended without its terminator"
        return self._failure(ErrorType.RESPONSE_TRUNCATED, f"The model's answer {how}.")

    def _unreadable(self, message: str) -> AgentFailure:
        return self._failure(ErrorType.INVALID_RESPONSE_FORMAT, message)

    def _failure(
        self, error_type: ErrorType, message: str, *, counts: bool | None = None
    ) -> AgentFailure:
        return AgentFailure(error_type, message, upstream=self._provider, counts=counts)
