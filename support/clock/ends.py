"""The two ends of a WebSocket that both lie in this process: has all that was written been read?"""

import asyncio
from typing import Any, Final
from weakref import WeakValueDictionary

from websockets.asyncio.connection import Connection
from websockets.protocol import State

_HERE: Final[WeakValueDictionary[tuple[Any, Any], "CountingConnection"]] = WeakValueDictionary()


class CountingConnection(Connection):
    """Counts its bytes, so that nobody need ask over the wire whether something is on its way."""

    written = 0
    read = 0
    _was_even_at: tuple[int, int] | None = None
    _waiting: tuple[asyncio.Future[None], ...] = ()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        _HERE[self.local_address, self.remote_address] = self

    def send_data(self) -> None:
        self.written += sum(map(len, self.protocol.writes))
        super().send_data()

    def data_received(self, data: bytes) -> None:
        self.read += len(data)
        super().data_received(data)
        self._stir()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stir()

    def write_raw(self, data: bytes) -> None:
        """Puts bytes on the wire that are no frame of this library's."""
        self.written += len(data)
        self.transport.write(data)

    @property
    def other_end(self) -> "CountingConnection | None":
        """None where it lies elsewhere: in another process, or behind something in between."""
        return _HERE.get((self.remote_address, self.local_address))

    async def is_even_with(self, other: "CountingConnection") -> bool:
        """Returns once each has read what the other wrote; False where the link is ending.

        It has to stay so for a turn of the event loop, in which those wake up who wait for it.
        """
        while not self._is_ending and not other.transport.is_closing():
            now = (self.written, self.read)
            is_even = now == (other.read, other.written)
            if is_even and now == self._was_even_at:
                return True
            self._was_even_at = now if is_even else None
            if is_even:
                await asyncio.sleep(0)
            else:
                await self._something_stirs(other)
        return False

    def _stir(self) -> None:
        """Wakes who waits for this, after those whom the bytes themselves have woken."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    async def _something_stirs(self, other: "CountingConnection") -> None:
        arrival = self.loop.create_future()
        ends = (self, other)
        for end in ends:
            end._waiting = (*end._waiting, arrival)
        try:
            await arrival
        finally:
            for end in ends:
                end._waiting = tuple(one for one in end._waiting if one is not arrival)

    @property
    def _is_ending(self) -> bool:
        return self.state is not State.OPEN or self.transport.is_closing()
