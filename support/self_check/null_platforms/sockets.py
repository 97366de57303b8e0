"""Null platforms below WebSocket: what a customer meets there is a bare TCP port."""

import asyncio
import re
import socket
from typing import Final

from websockets.utils import accept_key

from support.clock import Clock
from support.self_check.null_platforms.target import NullPlatform

HOST: Final = "127.0.0.1"
END_OF_HEAD: Final = b"\r\n\r\n"
MOST_READ: Final = 65_536
BETWEEN_BYTES: Final = 1.0
"""Real seconds, as its name promises."""

_KEY: Final = re.compile(rb"(?i)^Sec-WebSocket-Key:\s*(\S+)", re.MULTILINE)
_PAGE: Final = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 15\r\n"
    b"Connection: close\r\n\r\nAll is in order"
)


class RefusesTheConnection(NullPlatform):
    """Its port is taken, so that nobody else can listen there, and nobody does."""

    says = "refuses the connection"

    async def open(self) -> int:
        self._socket = socket.socket()
        self._socket.bind((HOST, 0))
        port: int = self._socket.getsockname()[1]
        return port

    async def close(self) -> None:
        self._socket.close()


class _Port(NullPlatform):
    """A TCP server; `talk` has one connection and ends it, or is cancelled when the server ends."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self._talks: set[asyncio.Task[None]] = set()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        raise NotImplementedError

    async def open(self) -> int:
        self._server = await asyncio.start_server(self._begin, HOST, 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        self._server.close()
        for talk in tuple(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)
        await self._server.wait_closed()

    async def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None, "a connection is a task"
        self._talks.add(task)
        try:
            await self.talk(reader, writer)
        except (asyncio.CancelledError, ConnectionError, asyncio.IncompleteReadError):
            pass  # the server ends, or the customer has left
        finally:
            self._talks.discard(task)
            writer.transport.abort()


async def _read_on(reader: asyncio.StreamReader) -> None:
    while await reader.read(MOST_READ):
        pass


async def _shake_hands(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    found = _KEY.search(await reader.readuntil(END_OF_HEAD))
    writer.write(_accepted(found[1].decode() if found else ""))


def _accepted(key: str) -> bytes:
    return (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {accept_key(key)}\r\n\r\n"
    ).encode()


class NeverShakesHands(_Port):
    says = "accepts the connection and says nothing, not even that it is a WebSocket"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _read_on(reader)


class HangsUpBeforeTheHandshake(_Port):
    says = "accepts the connection and hangs up before it is a WebSocket"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(END_OF_HEAD)


class IsNoWebSocket(_Port):
    says = "answers as a web page would"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(END_OF_HEAD)
        writer.write(_PAGE)
        await writer.drain()
        writer.write_eof()
        await _read_on(reader)


class AnswersNoPing(_Port):
    says = "shakes hands and never answers a ping"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _shake_hands(reader, writer)
        await _read_on(reader)


class Drips(_Port):
    says = "drips one byte a second"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        found = _KEY.search(await reader.readuntil(END_OF_HEAD))
        for byte in _accepted(found[1].decode() if found else ""):
            writer.write(bytes([byte]))
            await asyncio.sleep(BETWEEN_BYTES)


class DripsAfterTheHandshake(_Port):
    says = "shakes hands, and then drips one byte a second of a message that never ends"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _shake_hands(reader, writer)
        for byte in b"\x81\x7d" + b"x" * 125:
            writer.write(bytes([byte]))
            await asyncio.sleep(BETWEEN_BYTES)
