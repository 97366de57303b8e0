"""One connection of one customer: authenticates, listens, and hands frames to the desk."""

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar, Final, Protocol

from support.clock import Clock
from support.contract import customer_frames as sent
from support.contract.defaults import PlatformSettings
from support.contract.everyday_events import ProtocolError
from support.contract.vocabulary import CloseCode, ProtocolErrorCode
from support.simulator.delivery import Delivery
from support.simulator.frames import RefusedFrame, parse
from support.simulator.heartbeat import CustomerSocket, Heartbeat
from support.simulator.session import Session

AUTHENTICATE_WITHIN: Final = timedelta(seconds=10)
GOODBYE_WITHIN: Final = timedelta(seconds=5)
MOST_UNREAD_REFUSALS: Final = 100


class Desk(Protocol):
    """What a connection needs of the platform."""

    @property
    def new_session(self) -> Callable[[], Session]: ...
    def user_of(self, token: str) -> str | None: ...
    def open_session(self, session: Session, connection: "Connection") -> None: ...
    def resume(self, asked: sent.Resume, fresh: Session, connection: "Connection") -> Session: ...
    def leave(self, session: Session, connection: "Connection") -> None: ...
    def ask(self, session: Session, asked: sent.Ask) -> None: ...
    def cancel(self, session: Session, asked: sent.Cancel) -> None: ...
    async def fetch_result(self, session: Session, asked: sent.FetchResult) -> None: ...


class Connection:
    """Frames are handled one by one, in the order of their arrival."""

    delivery_type: ClassVar[type[Delivery]] = Delivery

    def __init__(
        self, socket: CustomerSocket, desk: Desk, clock: Clock, settings: PlatformSettings
    ) -> None:
        self.socket = socket
        self.session = desk.new_session()
        self._desk = desk
        self._clock = clock
        self._settings = settings
        self._delivery = self.delivery_type(socket, self.session, clock)
        self._heartbeat = Heartbeat(socket, clock, settings)
        self._tasks: list[asyncio.Task[Any]] = []
        self._is_displaced = False
        self._refusals: deque[int] = deque()

    async def talk(self) -> None:
        """Listens until the customer leaves; raises ConnectionClosed then."""
        if not await self._authenticated():
            await self.close(CloseCode.POLICY_VIOLATION, "Show a valid token first.")
            return
        self.socket.forget_handshake()
        self._desk.open_session(self.session, self)
        self._spawn(self._keep_watch(), "heartbeat")
        while True:
            await self._refusals_to_be_read()
            frame = await self._receive()
            if not self._is_displaced:
                await self._handle(frame)

    async def close(
        self, code: CloseCode, reason: str, within: float = GOODBYE_WITHIN.total_seconds()
    ) -> None:
        """Writes what was published, says why, and waits so many seconds for the answer."""
        try:
            async with self._clock.timeout(within):
                await self._delivery.finish()
                self._clock.sent(passes=2)
                with self._clock.outside("the customer to say goodbye"):
                    await self.socket.close(code, reason)
        except TimeoutError:
            await self._cut()

    def displace(self) -> None:
        """A newer connection has the session now: nothing of it is told here any more."""
        self._is_displaced = True
        self._delivery.abandon()
        self._spawn(self.close(CloseCode.TAKEN_OVER, "You are here on a newer line."), "goodbye")

    async def end(self) -> None:
        """Lets go of the session, of every task and of the socket."""
        self._desk.leave(self.session, self)
        await self._delivery.stop()
        with self._clock.outside("the socket to close"):
            await self.socket.wait_closed()
        for task in self._tasks:
            if not task.done():
                self._clock.cancel(task)
            await self._clock.join(task)

    def _spawn(self, work: Any, name: str) -> None:
        self._tasks.append(self._clock.spawn(work, f"{name} of {self.session.session_id}"))

    async def _keep_watch(self) -> None:
        if await self._heartbeat.watch():
            await self._cut()

    async def _cut(self) -> None:
        """Without a goodbye, because nobody is there to answer it (RFC 6455, section 7.1.7)."""
        self.socket.transport.abort()
        await self.socket.wait_closed()

    async def _receive(self) -> str | bytes:
        with self._clock.outside("a frame from the customer"):
            frame = await self.socket.recv()
        self._heartbeat.frame_came()
        return frame

    async def _authenticated(self) -> bool:
        assert self.socket.request is not None
        shown = self.socket.request.headers.get_all("Authorization")
        scheme, _, token = (shown[0] if len(shown) == 1 else "").partition(" ")
        if scheme.lower() == "bearer":
            return self._accepts(token.strip())
        try:
            async with self._clock.timeout(AUTHENTICATE_WITHIN.total_seconds()):
                while True:
                    await self._refusals_to_be_read()
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
                    await self._resume(resume)
                case sent.Authenticate():
                    self._refuse(
                        ProtocolErrorCode.ALREADY_AUTHENTICATED, "You are authenticated already."
                    )
        except RefusedFrame as refused:
            self._refuse(refused.code, refused.message)

    async def _resume(self, asked: sent.Resume) -> None:
        """Goes over to the earlier session, from the last event that the customer saw.

        Stays on the fresh one where the record of the earlier one has gaps.
        """
        if self.session.runs:
            raise RefusedFrame(
                ProtocolErrorCode.RESUME_REFUSED, "Come back before you ask for anything here."
            )
        left, self.session = self.session, self._desk.resume(asked, self.session, self)
        if self.session is left:
            return
        await self._delivery.finish()
        self._refusals.clear()
        if not self._is_displaced:
            self._delivery = self.delivery_type(
                self.socket, self.session, self._clock, asked.last_sequence
            )

    def _refuse(self, code: ProtocolErrorCode, message: str) -> None:
        told = self.session.publish(ProtocolError, code=code, message=message)
        self._refusals.append(told.sequence)

    async def _refusals_to_be_read(self) -> None:
        """Whoever sends nonsense faster than they read our answers is not read on meanwhile."""
        while self._refusals and self._refusals[0] <= self._delivery.cursor:
            self._refusals.popleft()
        if len(self._refusals) >= MOST_UNREAD_REFUSALS:
            await self._delivery.has_written(self._refusals[0])

    def _refuse_unauthenticated(self) -> None:
        self._refuse(
            ProtocolErrorCode.AUTHENTICATE_FIRST, "Send an 'authenticate' frame with a token first."
        )
