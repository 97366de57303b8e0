"""A plain TCP socket that writes down what it hears and how it ends."""

import asyncio
import socket
import struct
from typing import cast
from zlib import crc32

from support.clock import Clock

ENDED = "the end"
RESET = "a reset"
MOST_WRITTEN_DOWN = 1000
_RESET_WHEN_CLOSED = struct.pack("ii", 1, 0)


class PlainSocket(asyncio.Protocol):
    """`heard` holds bytes as text, ENDED or RESET, each with its moment in seconds."""

    def __init__(self, clock: Clock) -> None:
        self.heard: list[tuple[str, float]] = []
        self.bytes_heard = 0
        self.checksum = 0
        self.is_full = False
        self._clock = clock
        self._lost = clock.signal("the socket to be gone")
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self.bytes_heard += len(data)
        self.checksum = crc32(data, self.checksum)
        if self.bytes_heard <= MOST_WRITTEN_DOWN:
            self._note(data.decode())

    def eof_received(self) -> bool:
        self._note(ENDED)
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        if isinstance(exc, ConnectionResetError):
            self._note(RESET)
        self._lost.set()

    def pause_writing(self) -> None:
        self.is_full = True

    def resume_writing(self) -> None:
        self.is_full = False

    def text(self) -> str:
        """All bytes heard, as one."""
        return "".join(what for what, _ in self.heard if what not in (ENDED, RESET))

    def endings(self) -> list[tuple[str, float]]:
        """How the stream ended, and when."""
        return [(what, at) for what, at in self.heard if what in (ENDED, RESET)]

    def say(self, text: str) -> None:
        assert self._transport is not None, "not connected"
        self._clock.sent()
        self._transport.write(text.encode())

    def say_no_more(self) -> None:
        assert self._transport is not None, "not connected"
        self._clock.sent()
        self._transport.write_eof()

    def stop_reading(self) -> None:
        assert self._transport is not None, "not connected"
        self._transport.pause_reading()

    def read_again(self) -> None:
        assert self._transport is not None, "not connected"
        self._transport.resume_reading()

    def leave(self, *, by_reset: bool = False) -> None:
        """Gone at once, whatever is under way."""
        if self._transport is not None:
            if by_reset:
                raw: socket.socket = self._transport.get_extra_info("socket")
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_WHEN_CLOSED)
            self._clock.sent()
            self._transport.abort()

    async def close(self) -> None:
        if self._transport is not None:
            self.leave()
            await self._lost.wait()

    def _note(self, what: str) -> None:
        self.heard.append((what, self._clock.now()))
