"""Keeps one connection's control frames from filling our memory."""

from typing import Final

from websockets.asyncio.server import ServerConnection
from websockets.datastructures import Headers
from websockets.frames import Opcode
from websockets.http11 import Request
from websockets.protocol import Event

from support.clock.ends import CountingConnection

MOST_UNREAD_PONGS: Final = 2_000
_FORGOTTEN: Final = Request("", Headers())
"""In place of each: that there is one tells websockets that the door is behind us."""


class GuardedConnection(CountingConnection, ServerConnection):
    """Cuts off somebody who pings on and reads none of our pongs.

    websockets answers each ping at once, however many answers wait already. A slow reader whose app
    keeps the line alive with a ping every few seconds never comes near the limit.
    """

    _unread = 0

    def process_event(self, event: Event) -> None:
        super().process_event(event)
        if self.paused and getattr(event, "opcode", None) is Opcode.PING:
            self._unread += 1
            if self._unread > MOST_UNREAD_PONGS:
                self.transport.abort()

    def forget_handshake(self) -> None:
        """What was said at the door takes kilobytes of each line, and nobody asks for it again."""
        self.request, self.response = _FORGOTTEN, None

    def resume_writing(self) -> None:
        super().resume_writing()
        self._unread = 0
