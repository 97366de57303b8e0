"""One customer's connection through the proxy: two sockets, and a link in each direction."""

import asyncio
import socket
import struct
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Final, cast

from support.clock import Clock
from support.clock.base import Address
from support.network.added import AddedToxic
from support.network.link import Link
from support.network.pieces import Direction

_RESET_WHEN_CLOSED: Final = struct.pack("ii", 1, 0)


class End(asyncio.Protocol):
    """One of the two sockets. It reads once both are open, and while its link takes bytes."""

    def __init__(self, clock: Clock, name: str) -> None:
        self.is_full = False
        self.lost = clock.signal(f"{name} to be gone")
        self.outgoing: Link
        self.incoming: Link
        self._room = clock.signal(f"{name} to take more")
        self._transport: asyncio.Transport | None = None
        self._may_read = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.pause_reading()
        if self.outgoing.connection.is_over:
            self.abort()

    def data_received(self, data: bytes) -> None:
        self.outgoing.connection.stirs()
        self.outgoing.receive(data)

    def eof_received(self) -> bool:
        self.outgoing.connection.stirs()
        self.outgoing.end(by_reset=False)
        return True

    def connection_lost(self, _: Exception | None) -> None:
        self.outgoing.connection.stirs()
        self.lost.set()
        self._room.set()
        if self.outgoing.connection.is_over:
            return
        if self.outgoing.has_delivered_end:
            self.outgoing.connection.reset()
        else:
            self.outgoing.end(by_reset=True)

    def pause_writing(self) -> None:
        self.is_full = True
        self._room.clear()
        self.incoming.throttle()

    def resume_writing(self) -> None:
        self.is_full = False
        self._room.set()
        self.incoming.throttle()

    @property
    def bytes_unsent(self) -> int:
        return 0 if self._transport is None else self._transport.get_write_buffer_size()

    async def has_room(self) -> None:
        while self.is_full and not self.lost:
            await self._room.wait()

    def let_read(self, may_read: bool) -> None:
        if self._transport is not None and may_read != self._may_read:
            self._may_read = may_read
            if may_read:
                self._transport.resume_reading()
            else:
                self._transport.pause_reading()

    def write(self, data: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)

    def write_end(self) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write_eof()

    def close(self) -> None:
        """Closes once what was written is on its way."""
        self.write_end()
        if self._transport is not None:
            self._transport.close()

    def abort(self, *, by_reset: bool = False) -> None:
        """Closes at this moment, with FIN or with RST; what was written and not sent is lost."""
        if self._transport is None or self.lost:
            return
        raw: socket.socket = self._transport.get_extra_info("socket")
        if by_reset:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_WHEN_CLOSED)
        elif not self._transport.is_closing():
            with suppress(OSError):  # the other side has reset it already
                raw.shutdown(socket.SHUT_WR)
        self._transport.abort()

    async def is_lost(self) -> None:
        if self._transport is not None:
            await self.lost.wait()


class Connection:
    """`number` counts from 1 at the proxy; `customer` is the address that the customer has.

    `stirs` is told whenever something comes.
    """

    def __init__(
        self,
        clock: Clock,
        number: int,
        accepted: tuple[socket.socket, Address],
        seed: object,
        stirs: Callable[[], None],
    ) -> None:
        self.clock = clock
        self.number = number
        self._accepted: socket.socket | None
        self._accepted, self.customer = accepted
        self.seed = seed
        self.stirs = stirs
        self.is_over = False
        self._client = End(clock, f"the customer of connection {number}")
        self._server = End(clock, f"the gateway of connection {number}")
        up = Link(self, Direction.UPSTREAM, self._client, self._server)
        down = Link(self, Direction.DOWNSTREAM, self._server, self._client)
        self._client.outgoing = self._server.incoming = up
        self._server.outgoing = self._client.incoming = down
        self.links = {Direction.UPSTREAM: up, Direction.DOWNSTREAM: down}
        self._tasks: list[asyncio.Task[Any]] = []

    @property
    def is_held(self) -> bool:
        """Whether a toxic has a hand in what flows here, in one direction or both."""
        return not self.is_over and not all(link.is_wire for link in self.links.values())

    @property
    def bytes_held(self) -> int:
        """What the proxy has read here and not handed to the kernel, in both directions."""
        unsent = self._client.bytes_unsent + self._server.bytes_unsent
        return unsent + sum(link.bytes_held for link in self.links.values())

    def add(self, added: AddedToxic) -> None:
        for direction in added.directions:
            self.links[direction].add(added)

    def spawn(self, work: Coroutine[Any, Any, None], name: str) -> None:
        self._tasks.append(self.clock.spawn(work, name))

    async def open(self, host: str, port: int) -> None:
        """Connects to the gateway, then lets bytes flow; cuts where the gateway refuses."""
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: self._server, host, port)
        except OSError:
            self.cut()
            return
        assert self._accepted is not None
        accepted, self._accepted = self._accepted, None
        await loop.connect_accepted_socket(lambda: self._client, accepted)
        for link in self.links.values():
            link.throttle()

    def ended(self, sink: End, *, by_reset: bool) -> None:
        """One direction is at its end."""
        if by_reset:
            self.reset()
        elif not self.is_over:
            sink.write_end()
            if all(link.has_delivered_end for link in self.links.values()):
                self.finish()

    def finish(self) -> None:
        """Closes both sides once they have been sent what was let through."""
        self._is_over()
        self._client.close()
        self._server.close()

    def cut(self) -> None:
        """Closes both sides at once, with FIN."""
        self._is_over()
        self._client.abort()
        self._server.abort()

    def reset(self) -> None:
        """Closes both sides at once, with RST."""
        self._is_over()
        self._client.abort(by_reset=True)
        self._server.abort(by_reset=True)

    async def close(self) -> None:
        """Cuts it, whatever it holds, and returns once no task and no socket is left."""
        self.cut()
        await self.clock.join(*self._tasks)
        await self._client.is_lost()
        await self._server.is_lost()

    def _is_over(self) -> None:
        self.is_over = True
        self.clock.sent()
        if self._accepted is not None:
            self._accepted.close()
        for task in self._tasks:
            if not task.done():
                self.clock.cancel(task)
