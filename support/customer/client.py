"""A customer with a real WebSocket client. Every frame is recorded; none is lost or swallowed."""

import asyncio
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from pydantic import BaseModel
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from support.clock import Clock
from support.contract.customer_frames import Ask, Authenticate, Cancel, FetchResult, Resume
from support.customer.log import EventLog
from support.customer.way_back import way_back

CLOSE_WITHIN: Final = 1


class Sent(NamedTuple):
    """A frame that the customer sent; `at_ns` on the clock."""

    at_ns: int
    connection: int
    raw: str | bytes


class Closing(NamedTuple):
    """How a connection ended, as the customer saw it."""

    connection: int
    at_ns: int
    code: int
    reason: str


@dataclass(eq=False)
class Customer:
    """One person. `token` is shown to the platform and to nobody else."""

    name: str
    user_id: str
    token: str = field(repr=False)
    clock: Clock
    log: EventLog = field(default_factory=EventLog)
    sent: list[Sent] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    connections: int = 0
    _socket: ClientConnection | None = None
    _recorder: "asyncio.Task[None] | None" = None
    _link: ExitStack = field(default_factory=ExitStack)

    @property
    def connected(self) -> bool:
        return self._socket is not None and not self._recorder_is_done

    @property
    def _recorder_is_done(self) -> bool:
        return self._recorder is None or self._recorder.done()

    async def connect(self, url: str, *, token_in_header: bool = False, **options: Any) -> None:
        """Opens a connection and shows the token, by default in the first frame."""
        await self.open(url, token_in_header=token_in_header, **options)
        if not token_in_header:
            await self.send(Authenticate(type="authenticate", token=self.token))

    async def open(self, url: str, *, token_in_header: bool = False, **options: Any) -> None:
        """Opens a connection and sends nothing on it."""
        headers = {"Authorization": f"Bearer {self.token}"} if token_in_header else {}
        with self.clock.outside("the connection to open"):
            self._socket = await connect(
                url,
                additional_headers=headers,
                compression=None,
                ping_interval=None,
                close_timeout=CLOSE_WITHIN,
                max_queue=None,
                max_size=None,
                proxy=None,
                **options,
            )
        self.clock.sent()
        self.connections += 1
        self._recorder = asyncio.get_running_loop().create_task(
            self._record(self._socket, self.connections), name=f"recorder of {self.name}"
        )
        link = self.clock.barrier(self._all_has_arrived, of=self._socket.local_address)
        self._link.enter_context(link)

    async def send(self, frame: BaseModel | str | bytes) -> None:
        """Sends a frame of the contract, or anything at all where it is text or bytes."""
        assert self._socket is not None, f"{self.name} is not connected"
        raw = frame.model_dump_json() if isinstance(frame, BaseModel) else frame
        self.clock.sent()
        self.sent.append(Sent(self.clock.now_ns(), self.connections, raw))
        await self._socket.send(raw)

    async def ask(
        self, text: str, *, request_id: str | None = None, locale: str | None = None
    ) -> str:
        """Sends a request, and returns the id under which its run can be found."""
        chosen = request_id or f"{self.user_id}-request-{len(self.asked) + 1}"
        self.asked.append(chosen)
        await self.send(Ask(type="ask", request_id=chosen, text=text, locale=locale))
        return chosen

    async def cancel(self, run_id: str) -> None:
        await self.send(Cancel(type="cancel", run_id=run_id))

    async def fetch_result(self, result_id: str) -> None:
        await self.send(FetchResult(type="fetch_result", result_id=result_id))

    def way_back(self) -> Resume:
        """The frame that resumes the newest session; fails where there is none."""
        frame = way_back(self.log)
        assert frame is not None, f"{self.name} has no session to come back to: {self.log.told()}"
        return frame

    async def close(self) -> None:
        """Leaves in order; does nothing where the connection is over."""
        if self._socket is not None:
            await self._socket.close()
        await self._ended()

    async def _ended(self) -> None:
        self._link.close()
        if self._recorder is not None:
            await self._recorder
        self._socket = self._recorder = None

    async def _record(self, socket: ClientConnection, connection: int) -> None:
        try:
            while True:
                frame = await socket.recv()
                self.log.record(self.clock.now_ns(), connection, frame)
        except ConnectionClosed as closed:
            code, reason = (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")
            self.closings.append(Closing(connection, self.clock.now_ns(), code, reason))

    async def _all_has_arrived(self) -> None:
        """A ping and its pong: frames are ordered, so what was sent before has arrived."""
        if self._socket is None or self._recorder is None:
            return
        try:
            await (await self._socket.ping())
        except ConnectionClosed:
            await self._recorder
