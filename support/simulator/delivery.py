"""Writes what a session publishes to one socket, in order, as fast as the customer takes it."""

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from support.clock import Clock
from support.simulator.session import Session


class Delivery:
    """What was published after number `cursor`, and then whatever comes.

    One frame at a time is taken from the session: a customer who reads slowly costs the socket's
    own buffer and one frame, the rest waits in the session, which is bounded.
    """

    def __init__(
        self, socket: ServerConnection, session: Session, clock: Clock, cursor: int = 0
    ) -> None:
        self._socket = socket
        self._session = session
        self._clock = clock
        self.cursor = cursor
        self._is_last = False
        self._is_over = False
        self._written = clock.signal("the customer to take what was said")
        self._task = clock.spawn(self._run(), f"writer of {session.session_id}")

    async def finish(self) -> None:
        """Ends once everything published so far is written."""
        self._is_last = True
        self._session.news.set()
        await self._clock.join(self._task)

    async def has_written(self, sequence: int) -> None:
        """Returns once the customer has taken that event, or nothing is written here any more."""
        while self.cursor < sequence and not self._is_over:
            self._written.clear()
            await self._written.wait()

    async def stop(self) -> None:
        """Ends at this moment, with whole frames."""
        self.abandon()
        await self._clock.join(self._task)

    def abandon(self) -> None:
        if not self._task.done():
            self._clock.cancel(self._task)

    async def _run(self) -> None:
        try:
            while True:
                self._session.news.clear()
                await self._session.durable()
                while (published := self._session.next_after(self.cursor)) is not None:
                    await self._write(published.text)
                    self.cursor = published.event.sequence
                    self._written.set()
                    await self._session.durable()
                if self._is_last:
                    return
                await self._session.news.wait()
        except ConnectionClosed:
            return  # the rest waits in the session for the customer's return
        finally:
            self._is_over = True
            self._written.set()

    async def _write(self, text: str) -> None:
        self._clock.sent()
        with self._clock.outside("the customer to read"):
            await self._socket.send(text)
