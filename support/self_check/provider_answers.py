"""Answers as a provider might send them, and what the platform makes of them."""

from collections.abc import Iterable

from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.simulator.failure import AgentFailure
from support.simulator.model.client import ModelReader
from support.simulator.model.link import Link
from support.simulator.model.wire import Body, End, Head, WireItem

EVENTS = {"content-type": "text/event-stream"}


class WrittenCall:
    """A call that brings what is written, and then ends in order."""

    def __init__(self, items: Iterable[WireItem]) -> None:
        self._items = iter(items)

    async def next(self) -> WireItem:
        return next(self._items, End("fin"))

    async def close(self) -> None:
        """Nothing is held."""


def refused(status: int, headers: dict[str, str], body: str) -> list[WireItem]:
    return [Head(status, headers), Body(body.encode())]


def streamed(*data: str) -> list[WireItem]:
    """An answer in events, each with this data."""
    return [Head(200, EVENTS), *(Body(f"data: {one}\n\n".encode()) for one in data)]


def whole(size: int) -> list[WireItem]:
    """An answer in one piece, of so many bytes."""
    return [Head(200, {"content-type": "application/json"}), Body(b" " * size)]


async def understood(clock: Clock, items: Iterable[WireItem]) -> AgentFailure:
    """The failure that the platform takes the answer for."""
    found: list[AgentFailure] = []

    async def read() -> None:
        reader = ModelReader(
            Link("a provider", clock), WrittenCall(items), clock=clock, settings=PlatformSettings()
        )
        try:
            async for _ in reader.pieces():
                pass
        except AgentFailure as failure:
            found.append(failure)

    await clock.join(clock.spawn(read(), "the reader of an answer"))
    assert found, "The answer was taken for a good one."
    return found[0]
