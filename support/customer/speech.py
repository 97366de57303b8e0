"""How a customer's app speaks to a server that does not speak this contract."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from pydantic import BaseModel


class WayIn(NamedTuple):
    """Where to connect, and what the client is to say in the handshake."""

    url: str
    options: Mapping[str, Any]


class Heard(NamedTuple):
    """One event of ours. `native` are the fields that the server said itself."""

    event: dict[str, Any]
    native: frozenset[str]


class Speech(Protocol):
    """One customer's way of speaking, for the whole of a conversation."""

    @property
    def name(self) -> str:
        """What its requests are named by, so that none is ever named as another was."""

    @property
    def token(self) -> str:
        """What the customer shows, which may only be known once there is a way in."""

    @property
    def secrets(self) -> frozenset[str]:
        """What must not be written down, wherever it was sent."""

    @property
    def speaks_the_contract(self) -> bool:
        """Whether it takes the contract's frames, wherever it has no word of its own."""

    @property
    def can_come_back(self) -> bool:
        """Whether a lost conversation can be gone on with."""

    @property
    def asks_anew(self) -> bool:
        """Whether each request takes a line of its own, which the server ends with it."""

    async def way_in(self, url: str) -> WayIn:
        """What a new line needs, which may take requests of its own."""

    def say(self, frame: BaseModel) -> Sequence[str]:
        """The frames that say to the server what this frame of the contract says."""

    def come_back(self) -> Sequence[str]:
        """The frames that go on with the conversation on a new line."""

    def hear(self, raw: str | bytes) -> Sequence[Heard]:
        """The events in a frame; none where nobody knows what it is."""
