"""A customer with a real WebSocket client. Every frame is recorded; none is lost or swallowed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel
from websockets.exceptions import ConnectionClosed

from support.clock import Clock
from support.clock.base import Address
from support.contract.customer_frames import Ask, Authenticate, Cancel, FetchResult, Resume
from support.customer.line import Line
from support.customer.log import EventLog
from support.customer.opening import open_line
from support.customer.reaching import LineIsOver
from support.customer.speech import Speech
from support.customer.way_back import way_back


class Sent(NamedTuple):
    """A frame that the customer sent; `at_ns` on the clock. `is_bad`: it was meant to be."""

    at_ns: int
    connection: int
    raw: str | bytes
    is_bad: bool = False


class Closing(NamedTuple):
    """How a connection ended, as the customer saw it."""

    connection: int
    at_ns: int
    code: int
    reason: str


@dataclass(eq=False)
class Customer:
    """One person. `token` is shown to the platform and to nobody else.

    What is sent goes over the newest line. `departures` are the addresses of lines that are over.
    `speech` is None where the platform speaks the contract.
    """

    name: str
    user_id: str
    token: str = field(repr=False)
    clock: Clock
    locale: str | None = None
    log: EventLog = field(default_factory=EventLog, repr=False)
    sent: list[Sent] = field(default_factory=list, repr=False)
    closings: list[Closing] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    departures: list[Address] = field(default_factory=list)
    speech: Speech | None = field(default=None, repr=False)
    _url: str = field(default="", init=False, repr=False)

    @property
    def connected(self) -> bool:
        return bool(self.lines) and self.lines[-1].is_open

    @property
    def connections(self) -> int:
        return len(self.lines)

    @property
    def line(self) -> Line:
        """The newest line; fails where there is none."""
        assert self.connected, f"{self.name} is not connected"
        return self.lines[-1]

    async def connect(self, url: str, *, token_in_header: bool = False, **options: Any) -> None:
        """Opens a connection and shows the token, by default in the first frame."""
        await self.open(url, token_in_header=token_in_header, **options)
        if not token_in_header:
            await self.send(Authenticate(type="authenticate", token=self.token))

    async def open(self, url: str, *, token_in_header: bool = False, **options: Any) -> None:
        """Opens a connection and sends nothing on it. Older ones stay as they are."""
        self._url = url
        if self.speech is not None:
            before = self.speech.token
            url, own = await self.speech.way_in(url)
            options |= own
            if self.token == before:
                self.token = self.speech.token
        if token_in_header:
            options["additional_headers"] = {"Authorization": f"Bearer {self.token}"}
        with self.clock.outside("the connection to open"):
            websocket = await open_line(url, **options)
        self.clock.sent()
        line = Line(self.connections + 1, websocket, self.clock, pings=self.speech is None)
        self.lines.append(line)
        line.record(self._record(line), f"recorder of {self.name}")

    async def send(self, frame: BaseModel | str) -> None:
        """Sends a frame of the contract; one that is none is our own fault, see `faults_of`."""
        if self.speech is not None and isinstance(frame, BaseModel):
            await self.say(self.speech.say(frame))
        else:
            await self.say([frame.model_dump_json() if isinstance(frame, BaseModel) else frame])

    async def say(self, frames: Sequence[str]) -> None:
        """Sends these frames as they are."""
        for raw in frames:
            self._note(raw)
            with self.on_a_line():
                await self.line.websocket.send(raw)

    async def send_bad(self, raw: str | bytes) -> None:
        """Sends what no app should, on purpose."""
        self._note(raw, is_bad=True)
        with self.on_a_line():
            await self.line.websocket.send(raw)

    async def send_in_pieces(self, pieces: Sequence[str], *, is_bad: bool = False) -> None:
        """Sends one message as several fragments (RFC 6455, section 5.4)."""
        self._note("".join(pieces), is_bad=is_bad)
        with self.on_a_line():
            await self.line.websocket.send(pieces)

    async def send_as_text(self, data: bytes) -> None:
        """Sends bytes that claim to be text, on purpose."""
        self._note(data, is_bad=True)
        with self.on_a_line():
            await self.line.websocket.send(data, text=True)

    @contextmanager
    def on_a_line(self) -> Iterator[None]:
        """Fails with a sentence where the other end closes the line in the meantime."""
        try:
            yield
        except ConnectionClosed as closed:
            raise LineIsOver(
                f"{self.name}'s line was closed from the other end before {self.name} could say "
                f"this; {self.name} received: {self.log.told()}"
            ) from closed

    def _note(self, raw: str | bytes, *, is_bad: bool = False) -> None:
        self.clock.sent()
        self.sent.append(Sent(self.clock.now_ns(), self.line.number, raw, is_bad))

    async def ask(
        self, text: str, *, request_id: str | None = None, locale: str | None = None
    ) -> str:
        """Sends a request, and returns the id under which its run can be found."""
        if self.speech is not None and self.speech.asks_anew and self.asked:
            await self.connect(self._url)
        name = self.user_id if self.speech is None else self.speech.name
        chosen = request_id or f"{name}-request-{len(self.asked) + 1}"
        self.asked.append(chosen)
        await self.send(Ask(type="ask", request_id=chosen, text=text, locale=locale or self.locale))
        return chosen

    async def cancel(self, run_id: str) -> None:
        await self.send(Cancel(type="cancel", run_id=run_id))

    async def fetch_result(self, result_id: str) -> None:
        await self.send(FetchResult(type="fetch_result", result_id=result_id))

    @property
    def has_session(self) -> bool:
        speech = self.speech
        if speech is not None and not speech.speaks_the_contract:
            return speech.can_come_back
        return way_back(self.log, self.sent) is not None

    def way_back(self, session_id: str | None = None) -> Resume:
        """The frame that resumes a session, the newest where none is named; fails without one."""
        frame = way_back(self.log, self.sent, session_id)
        assert frame is not None, f"{self.name} has no session to come back to: {self.log.told()}"
        return frame

    async def drop(self) -> None:
        """Is gone without a word, from every line."""
        for line in self.lines:
            await line.drop()

    async def close(self) -> None:
        """Leaves in order; does nothing where the connection is over."""
        for line in self.lines:
            await line.close()

    async def _record(self, line: Line) -> None:
        try:
            while True:
                frame = await line.websocket.recv()
                line.is_answered = True
                heard = None if self.speech is None else self.speech.hear(frame)
                self.log.record(self.clock.now_ns(), line.number, frame, heard)
        except ConnectionClosed as closed:
            code, reason = (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")
            self.closings.append(Closing(line.number, self.clock.now_ns(), code, reason))
            if self.speech is None:
                self.departures.append(line.address)
