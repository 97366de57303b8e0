"""One connection of one customer: authenticates, listens, and writes what the session publishes."""

import asyncio
from datetime import timedelta
from typing import Any, Final, Protocol

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from support.clock import Clock
from support.contract import customer_frames as sent
from support.contract import everyday_events as everyday
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import ProtocolErrorCode
from support.simulator.frames import RefusedFrame, parse
from support.simulator.session import Session

AUTHENTICATE_WITHIN: Final = timedelta(seconds=10)
POLICY_VIOLATION: Final = 1008


class Desk(Protocol):
    """What a connection needs of the platform."""

    def new_session(self) -> Session: ...
    def user_of(self, token: str) -> str | None: ...
    def open_session(self, session: Session) -> None: ...
    def resume(self, asked: sent.Resume, fresh: Session) -> Session: ...
    def ask(self, session: Session, asked: sent.Ask) -> None: ...
    def cancel(self, session: Session, asked: sent.Cancel) -> None: ...
    async def fetch_result(self, session: Session, asked: sent.FetchResult) -> None: ...


class Connection:
    """Frames are handled one by one, in the order of their arrival."""

    def __init__(
        self, socket: ServerConnection, desk: Desk, clock: Clock, settings: PlatformSettings
    ) -> None:
        self.socket = socket
        self.session = desk.new_session()
        self._desk = desk
        self._clock = clock
        self._settings = settings
        self._cursor = 0
        self._close_code: int | None = None
        self._close_reason = ""
        self._writer: asyncio.Task[Any] | None = None

    async def talk(self) -> None:
        """Listens until the customer leaves; raises ConnectionClosed then."""
        self._writer = self._clock.spawn(self._write(), f"writer of {self.session.session_id}")
        if not await self._authenticated():
            await self.close(POLICY_VIOLATION)
            return
        self._desk.open_session(self.session)
        while True:
            await self._handle(await self._receive())

    async def end(self) -> None:
        """Lets go of the writer and of the socket."""
        if self._writer is not None:
            self._clock.cancel(self._writer)
            await self._clock.join(self._writer)
        with self._clock.outside("the socket to close"):
            await self.socket.wait_closed()

    async def _receive(self) -> str | bytes:
        with self._clock.outside("a frame from the customer"):
            return await self.socket.recv()

    async def _authenticated(self) -> bool:
        assert self.socket.request is not None
        scheme, _, token = self.socket.request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._accepts(token.strip())
        try:
            async with self._clock.timeout(AUTHENTICATE_WITHIN.total_seconds()):
                while True:
                    frame = await self._receive()
                    try:
                        first = parse(frame, self._settings.frame_limit)
                    except RefusedFrame as refused:
                        self._refuse(refused.code, refused.message)
                        continue
                    if isinstance(first, sent.Authenticate):
                        return self._accepts(first.token)
                    self._refuse_unauthenticated()
        except TimeoutError:
            self._refuse_unauthenticated()
            return False

    def _accepts(self, token: str) -> bool:
        user_id = self._desk.user_of(token)
        if user_id is None:
            self._refuse(ProtocolErrorCode.INVALID_TOKEN, "The token is not valid.")
            return False
        self.session.user_id = user_id
        return True

    async def _handle(self, frame: str | bytes) -> None:
        try:
            match parse(frame, self._settings.frame_limit):
                case sent.Ask() as ask:
                    self._desk.ask(self.session, ask)
                case sent.Cancel() as cancel:
                    self._desk.cancel(self.session, cancel)
                case sent.FetchResult() as fetch:
                    await self._desk.fetch_result(self.session, fetch)
                case sent.Resume() as resume:
                    self._go_over_to(self._desk.resume(resume, self.session), resume)
                case sent.Authenticate():
                    self._refuse(
                        ProtocolErrorCode.ALREADY_AUTHENTICATED, "You are authenticated already."
                    )
        except RefusedFrame as refused:
            self._refuse(refused.code, refused.message)

    def _go_over_to(self, session: Session, asked: sent.Resume) -> None:
        if session is not self.session:
            left, self.session, self._cursor = self.session, session, asked.last_sequence
            left.news.set()

    def _refuse(self, code: ProtocolErrorCode, message: str) -> None:
        self.session.publish(everyday.ProtocolError, code=code, message=message)

    def _refuse_unauthenticated(self) -> None:
        self._refuse(
            ProtocolErrorCode.AUTHENTICATE_FIRST, "Send an 'authenticate' frame with a token first."
        )

    async def _write(self) -> None:
        """Writes what the session publishes, in order, as fast as the customer takes it."""
        try:
            while True:
                self.session.news.clear()
                await self.session.durable()
                for published in self.session.after(self._cursor):
                    self._clock.sent()
                    await self.socket.send(published.text)
                    self._cursor = published.event.sequence
                if self._close_code is not None:
                    self._clock.sent()
                    await self.socket.close(self._close_code, self._close_reason)
                    return
                await self.session.news.wait()
        except ConnectionClosed:
            return

    async def close(self, code: int, reason: str = "") -> None:
        """Closes once everything published so far is written."""
        self._close_code, self._close_reason = code, reason
        self.session.news.set()
        if self._writer is not None:
            await self._clock.join(self._writer)
