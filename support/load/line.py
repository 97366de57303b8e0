"""One WebSocket of a swarm, on websockets' own protocol: without a task, and without a queue."""

import asyncio
import logging
from typing import Any, Final, Protocol

from websockets.client import ClientProtocol
from websockets.exceptions import WebSocketException
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.uri import WebSocketURI

LARGEST_FRAME: Final = 1024 * 1024
NORMAL: Final = 1000
_SILENT: Final = logging.getLogger(f"{__name__}.frames")
_SILENT.disabled = True
_IN_TEXT: Final = frozenset({Opcode.TEXT, Opcode.CONT, Opcode.BINARY})


class Reader(Protocol):
    """Who is on a line."""

    def opened(self, line: "Line") -> None:
        """May send from now on."""

    def heard(self, frame: bytes) -> None:
        """A whole message, as it came; a text in UTF-8, or so it should be."""

    def ended(self, why: str) -> None:
        """Nothing more comes; `why` says how the line ended, "" where both sides said goodbye."""


class Line(asyncio.Protocol):
    """What is sent is written at once; what comes is handed on in the order of its coming."""

    __slots__ = ("_is_open", "_parts", "_protocol", "_reader", "_refused", "_transport")

    def __init__(self, uri: WebSocketURI, reader: Reader, headers: dict[str, str]) -> None:
        self._protocol = ClientProtocol(uri, max_size=LARGEST_FRAME, logger=_SILENT)
        self._reader = reader
        self._transport: Any = None
        self._is_open = False
        self._refused = ""
        self._parts: list[bytes] | None = None
        request = self._protocol.connect()
        for name, value in headers.items():
            request.headers[name] = value
        self._protocol.send_request(request)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._write()

    def data_received(self, data: bytes) -> None:
        protocol = self._protocol
        protocol.receive_data(data)
        for event in protocol.events_received():
            if type(event) is Frame:
                if event.opcode in _IN_TEXT:
                    self._take(event)
            elif isinstance(event, Response):
                self._answered()
        if protocol.writes:
            self._write()

    def eof_received(self) -> bool:
        self._protocol.receive_eof()
        self._write()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        reader, self._reader = self._reader, _NOBODY
        self._transport = None
        self._protocol.parser.close()  # it holds the protocol, which would wait for a collection
        code = self._protocol.close_code if self._is_open else None
        if self._refused:
            reader.ended(self._refused)
        elif not self._is_open:
            reader.ended(f"the line broke before it was open ({exc or 'closed'})")
        elif code == NORMAL:
            reader.ended("")
        else:
            said = self._protocol.close_reason
            reader.ended(f"the line was closed with {code}" + (f" ({said})" if said else ""))

    def send(self, *texts: str) -> None:
        for text in texts:
            self._protocol.send_text(text.encode())
        self._write()

    def close(self) -> None:
        """Says goodbye; what was sent before still comes."""
        if self._is_open and self._transport is not None and not self._protocol.close_sent:
            self._protocol.send_close(NORMAL)
            self._write()

    def drop(self) -> None:
        """Waits for nothing more."""
        if self._transport is not None:
            self._transport.abort()

    def _answered(self) -> None:
        refused: WebSocketException | None = self._protocol.handshake_exc  # type: ignore[assignment]
        if refused is not None:
            self._refused = f"the server let nobody in ({refused})"
            self._transport.abort()
            return
        self._is_open = True
        self._reader.opened(self)

    def _take(self, frame: Frame) -> None:
        data = bytes(frame.data)
        if self._parts is not None:
            self._parts.append(data)
            data = b"".join(self._parts)
        if frame.fin:
            self._parts = None
            self._reader.heard(data)
        elif self._parts is None:
            self._parts = [data]

    def _write(self) -> None:
        pieces = self._protocol.data_to_send()
        if pieces and self._transport is not None and not self._transport.is_closing():
            self._transport.write(b"".join(pieces))


class _Nobody:
    def opened(self, line: Line) -> None: ...
    def heard(self, frame: bytes) -> None: ...
    def ended(self, why: str) -> None: ...


_NOBODY: Final = _Nobody()
