"""One connection of a customer: it can be left, lost, or simply not read."""

import asyncio
from collections.abc import Coroutine
from contextlib import ExitStack
from socket import SO_RCVBUF, SOL_SOCKET
from typing import Any, Final, NoReturn

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode

from support.clock import Clock
from support.clock.base import Address
from support.clock.ends import CountingConnection
from support.customer.reaching import PONG_WITHIN, AnswersNoPing

LARGEST_PING: Final = 125
RECEIVE_BUFFER: Final = 16 * 1024
"""Bytes that the kernel takes for an app that hangs; left to itself it takes megabytes."""
PINGS_AT_ONCE: Final = 1_000


class CountingClient(CountingConnection, ClientConnection):
    """A client whose other end may lie in this process."""


class Line:
    """`number` counts from 1 at the customer. The clock settles when all sent on it has arrived.

    `is_answered`: the other end has shown, at least once, that it is there. Without `pings` nobody
    asks it, and the clock does not wait for what is on its way.
    """

    def __init__(
        self, number: int, websocket: CountingClient, clock: Clock, *, pings: bool = True
    ) -> None:
        self.number = number
        self.websocket = websocket
        self.address: Address = websocket.local_address
        self.is_reading = True
        self.is_answered = False
        self._clock = clock
        self._recorder: asyncio.Task[None] | None = None
        self._barrier = ExitStack()
        if pings:
            self._barrier.enter_context(clock.barrier(self._all_has_arrived, of=self.address))

    @property
    def is_open(self) -> bool:
        return self._recorder is not None and not self._recorder.done()

    def record(self, recorder: Coroutine[Any, Any, None], name: str) -> None:
        """The recorder reads the line to its end."""
        self._recorder = asyncio.get_running_loop().create_task(recorder, name=name)

    def stop_reading(self) -> None:
        """Takes nothing off the line any more, as an app that hangs; a short line stays."""
        self.is_reading = False
        socket = self.websocket.transport.get_extra_info("socket")
        socket.setsockopt(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER)
        self._transport.pause_reading()

    def read_on(self) -> None:
        self.is_reading = True
        self._clock.sent()
        self._transport.resume_reading()

    def write(self, data: bytes) -> None:
        """Puts bytes on the wire, whatever they are."""
        self._clock.sent(passes=2)
        self.websocket.write_raw(data)

    async def ping(self, times: int) -> None:
        """Pings, and waits for each answer."""
        for _ in range(times):
            await (await self.websocket.ping())

    async def ping_without_reading(self, times: int) -> None:
        """Pings as fast as the line takes it, and reads nothing until all is sent or it is cut."""
        ping = Frame(Opcode.PING, b"x" * LARGEST_PING).serialize(mask=True)
        self.stop_reading()
        try:
            for _ in range(times // PINGS_AT_ONCE):
                self.write(ping * PINGS_AT_ONCE)
                await self.websocket.drain()
        except ConnectionError:
            pass  # the line was cut, as the recorder will see
        self.read_on()

    async def drop(self) -> None:
        """Ends without a word, as a telephone in a tunnel."""
        self._transport.abort()
        await self._ended()

    async def close(self) -> None:
        """Ends in order where somebody reads; does nothing where it is over."""
        if not self.is_reading:
            self._transport.abort()
        await self.websocket.close()
        await self._ended()

    @property
    def _transport(self) -> asyncio.Transport:
        transport: asyncio.Transport = self.websocket.transport
        return transport

    async def _ended(self) -> None:
        self._barrier.close()
        if self._recorder is not None:
            await self._recorder

    async def _all_has_arrived(self) -> None:
        """Both ends have read all that was sent, or a pong came: frames are ordered."""
        if not self.is_reading or self._recorder is None:
            return
        other = self.websocket.other_end
        if other is not None:
            self.is_answered = True
            if not await self.websocket.is_even_with(other):
                await self._recorder
            return
        try:
            async with asyncio.timeout(PONG_WITHIN):
                await (await self.websocket.ping())
        except ConnectionClosed:
            await self._recorder
        except TimeoutError:
            self._give_up()
        self.is_answered = True

    def _give_up(self) -> NoReturn:
        """Nobody can tell any more what has arrived on this line, so nobody asks again."""
        self._barrier.close()
        self._transport.abort()
        raise AnswersNoPing(
            f"What answers on this line has not answered a ping within {PONG_WITHIN:g} s, so "
            "nobody can tell whether it has said all that it had to say"
        )
