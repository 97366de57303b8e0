"""What a provider puts on the wire: status, headers, bytes, and how the connection ended.

Nothing else passes this port: no exception class and no error type. What a fault is, the
platform has to find out.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, Protocol


class Head(NamedTuple):
    """The status line and the headers, names in lower case."""

    status: int
    headers: Mapping[str, str]


class Body(NamedTuple):
    data: bytes


class End(NamedTuple):
    """The connection is over: closed in order, reset, or never there.

    `refused`: nobody listens at that address. `unknown_host`: the name has no address.
    """

    how: Literal["fin", "rst", "refused", "unknown_host"]


WireItem = Head | Body | End


class ModelRequest(NamedTuple):
    """One HTTP request to a chat-completions endpoint; `body` is its JSON."""

    body: bytes
    idempotency_key: str


class ModelCall(Protocol):
    """One call under way."""

    async def next(self) -> WireItem:
        """The next thing on the wire; waits as long as the provider takes, perhaps for ever."""

    async def close(self) -> None:
        """Lets go of the connection; may be called twice."""


class ModelPort(Protocol):
    """A provider."""

    name: str

    async def open(self, request: ModelRequest) -> ModelCall:
        """Sends the request."""
