"""A model port whose provider is real: status, headers and bytes as they come off the wire.

What they mean is left to the reader of the scripted provider: a client library raises nothing for
a web page with status 200, for `{}`, or for a stream that ends too early.
"""

import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any, Final

from support.clock import Clock
from support.real_model.endpoint import Endpoint
from support.real_model.tokens import CallMeter, TokenCount
from support.simulator.model.provider import JournalledCall
from support.simulator.model.wire import Body, End, Head, ModelRequest, WireItem
from support.simulator.observation import Observation, Observer

_ARE_YOU_WELL: Final = [{"role": "user", "content": "Say that you are well."}]


class RealModel:
    """A `ModelPort`. It plans no faults: what goes wrong here is real.

    `stop` holds the texts at which the model is to end its answer.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        tokens: TokenCount,
        name: str,
        clock: Clock,
        observer: Observer,
    ) -> None:
        self.name = name
        self.stop = endpoint.stop
        self.journal: list[JournalledCall] = []
        self.calls: dict[str, list[RealCall]] = {}
        self._endpoint = endpoint
        self._tokens = tokens
        self._clock = clock
        self._observer = observer

    async def open(self, request: ModelRequest) -> "RealCall":
        """Prepares the call; it goes out when its first item is awaited, under its deadline."""
        asked: dict[str, Any] = json.loads(request.body)
        step = str(asked["metadata"]["step"])
        at = self._clock.now()
        number = len(self.journal) + 1
        self.journal.append(JournalledCall(number, step, at, request.idempotency_key, None, at))
        label = f"asks the model: {step}"
        self._observer(Observation(at, "message", "agent", "model", self.name, label))
        body = {
            "model": self._endpoint.model,
            "messages": asked.get("messages", _ARE_YOU_WELL),
            "stream": True,
            "stream_options": {"include_usage": True},
            **({"stop": list(self.stop)} if self.stop else {}),
            "extra_headers": {"Idempotency-Key": request.idempotency_key},
        }
        call = RealCall(
            self._endpoint,
            body,
            self._tokens.begin(),
            self._clock,
            self._broke,
        )
        self.calls.setdefault(request.idempotency_key, []).append(call)
        return call

    def open_calls(self) -> "list[RealCall]":
        """The calls whose connection nobody has closed."""
        return [call for calls in self.calls.values() for call in calls if call.open]

    def words(self, key: str) -> str:
        """What the model wrote in all calls with that idempotency key."""
        return "".join(call.meter.said for call in self.calls.get(key, ()))

    def _broke(self, problem: Exception) -> None:
        """Tells why a connection ended, for the record; the platform sees only that it did."""
        why = f"the connection broke: {type(problem).__name__}"
        seen = Observation(self._clock.now(), "note", "model", None, self.name, why, failure=True)
        self._observer(seen)


class RealCall:
    """One streamed request, with a client of its own that is closed with it."""

    def __init__(
        self,
        endpoint: Endpoint,
        body: dict[str, Any],
        meter: CallMeter,
        clock: Clock,
        broke: Callable[[Exception], None],
    ) -> None:
        self.meter = meter
        self.open = True
        self._endpoint = endpoint
        self._body = body
        self._clock = clock
        self._broke = broke
        self._stack = AsyncExitStack()
        self._data: AsyncIterator[bytes] | None = None
        self._refusal: deque[WireItem] = deque()

    async def next(self) -> WireItem:
        if self._refusal:
            return self._refusal.popleft()
        with self._clock.outside("the real model"):
            return await (self._begin() if self._data is None else self._go_on(self._data))

    async def close(self) -> None:
        if self.open:
            self.open = False
            self.meter.end()
            await self._stack.aclose()

    async def _begin(self) -> WireItem:
        from openai import APIConnectionError, APIStatusError

        client = await self._stack.enter_async_context(self._endpoint.client())
        create = client.chat.completions.with_streaming_response.create
        try:
            answer = await self._stack.enter_async_context(create(**self._body))
        except APIStatusError as refused:
            self._refusal = deque([Body(refused.response.content), End("fin")])
            return Head(refused.status_code, dict(refused.response.headers))
        except APIConnectionError as problem:
            self._broke(problem)
            return End("rst")
        self._data = answer.iter_bytes()
        return Head(answer.status_code, dict(answer.headers))

    async def _go_on(self, pieces: AsyncIterator[bytes]) -> WireItem:
        try:
            data = await anext(pieces, None)
        except Exception as problem:  # noqa: BLE001 - the client's own classes are not our business
            self._broke(problem)
            return End("rst")
        if data is None:
            return End("fin")
        self.meter.read(data)
        return Body(data)
