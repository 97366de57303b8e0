"""The proxy itself: it listens, connects through, and keeps the toxics and their receipts.

**How settling stays exact.** The clock settles when nobody runs and every barrier is passed. A
customer's barrier is a ping and its pong; the proxy has one of its own.

*A connection without a toxic is a wire.* Bytes are written in the call in which they are read,
and no participant has a part in it. A ping and its pong go through both wires in order with
everything else; when the pong is there, all that was sent before has arrived.

*A connection with a toxic* is named to the clock (`Clock.leaving_out`), which then does not ping
it: the ping would wait for a moment that only comes after it, and it would be delayed and counted
as if the customer had sent it. What lies in a chain of toxics needs no barrier: each toxic is a
participant, running or parked on the clock, and whoever feeds it marks it running first. There
remain bytes between two sockets of one machine, which loopback delivers within the sender's
call (asyncio sets TCP_NODELAY where a socket names its protocol, as ours do), and callbacks that
the event loop has been given and not run yet.

So the proxy's barrier takes turns of the event loop, each of which looks at every socket and
runs every callback that is ready, until nothing has come to the proxy in `QUIET_TURNS` of them in
a row. From bytes at one socket to bytes at the next, or to a participant that runs, it is three
turns with websockets on an open connection, and eight while one opens. Turns are counted and not
timed: on a busy machine they are longer, not more. Whoever runs because of what arrived is
counted by the clock as a wake, and the clock settles again.
"""

import asyncio
import socket
from collections.abc import Generator
from contextlib import ExitStack
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from support.clock import Clock
from support.clock.base import Address
from support.network.added import AddedToxic, Receipt
from support.network.connection import Connection
from support.network.pieces import Direction
from support.network.toxics import HalfOpen, Toxic

LOOPBACK: Final = "127.0.0.1"
QUIET_TURNS: Final = 24
BOTH: Final = (Direction.UPSTREAM, Direction.DOWNSTREAM)


class NetworkProxy:
    """Stands between customers and a gateway at `upstream_host`:`upstream_port`.

    Every delay is on the clock, virtual or wall; `seed` decides every draw. `upstream_port` may
    be changed: it holds for the connections that come after.
    """

    def __init__(
        self, clock: Clock, upstream_host: str, upstream_port: int, *, seed: object = 0
    ) -> None:
        self.upstream_host = upstream_host
        self.upstream_port = upstream_port
        self.connections: list[Connection] = []
        self.toxics: list[AddedToxic] = []
        self._clock = clock
        self._seed = seed
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reserved: socket.socket | None = None
        self._listener: socket.socket | None = None
        self._registered = ExitStack()
        self._stirred = 0

    async def start(self) -> None:
        """Listens on a free port of 127.0.0.1."""
        self._loop = asyncio.get_running_loop()
        self._reserved = _bound_to(0)
        self._registered.enter_context(self._clock.barrier(self._all_has_flowed))
        self._registered.enter_context(self._clock.leaving_out(self._holds))
        self._listen()

    async def close(self) -> None:
        """Cuts everything at once, held or not, and leaves no task and no socket."""
        self._stop_listening()
        for connection in self.connections:
            await connection.close()
        self._registered.close()
        if self._reserved is not None:
            self._reserved.close()
            self._reserved = None

    @property
    def port(self) -> int:
        assert self._reserved is not None, "the proxy has not been started"
        port: int = self._reserved.getsockname()[1]
        return port

    def url_of(self, url: str) -> str:
        """The same address, by way of the proxy."""
        return urlunsplit(urlsplit(url)._replace(netloc=f"{LOOPBACK}:{self.port}"))

    @property
    def enabled(self) -> bool:
        return self._listener is not None

    @enabled.setter
    def enabled(self, enabled: bool) -> None:
        """False: new connections are refused. Open ones stay; `cut()` ends them."""
        if enabled and self._listener is None:
            self._listen()
        elif not enabled:
            self._stop_listening()

    def add(
        self,
        toxic: Toxic,
        *directions: Direction,
        from_connection: int = 1,
        times: int | None = None,
        after_bytes: int = 0,
        after_frames: int = 0,
    ) -> AddedToxic:
        """Adds a toxic, in both directions where none is named; see AddedToxic for the counts.

        Must be called with the event loop running where connections are open.
        """
        added = AddedToxic(
            toxic, directions or BOTH, from_connection, times, after_bytes, after_frames
        )
        self.toxics.append(added)
        for connection in self._open():
            if added.takes(connection.number):
                connection.add(added)
        return added

    def hold(self, connection: int | None = None) -> AddedToxic:
        """Half-open silence in both directions, on one connection or on all; `remove()` ends it."""
        if connection is None:
            return self.add(HalfOpen())
        return self.add(HalfOpen(), from_connection=connection, times=1)

    def cut(self, connection: int | None = None) -> None:
        """Ends one open connection, or all, with FIN to both sides."""
        for each in self._open(connection):
            each.cut()

    def reset(self, connection: int | None = None) -> None:
        """Ends one open connection, or all, with RST to both sides."""
        for each in self._open(connection):
            each.reset()

    @property
    def receipts(self) -> list[Receipt]:
        """What touched which connection, in the order of time."""
        every = [receipt for added in self.toxics for receipt in added.receipts]
        return sorted(every, key=lambda receipt: receipt.at)

    def untouched(self) -> list[AddedToxic]:
        """The toxics that touched nothing: a scenario that ends with one has proved nothing."""
        return [added for added in self.toxics if not added.touched]

    def _open(self, number: int | None = None) -> list[Connection]:
        every = [connection for connection in self.connections if not connection.is_over]
        return [connection for connection in every if number in (None, connection.number)]

    def _listen(self) -> None:
        assert self._loop is not None, "the proxy has not been started"
        self._listener = _bound_to(self.port)
        self._listener.listen()
        self._loop.add_reader(self._listener, self._accept)

    def _stop_listening(self) -> None:
        if self._listener is not None and self._loop is not None:
            self._loop.remove_reader(self._listener)
            self._listener.close()
            self._listener = None

    def _accept(self) -> None:
        assert self._listener is not None
        try:
            accepted = self._listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # whoever knocked is gone already
        accepted[0].setblocking(False)
        self._stir()
        number = len(self.connections) + 1
        connection = Connection(self._clock, number, accepted, self._seed, self._stir)
        self.connections.append(connection)
        for added in self.toxics:
            if added.takes(number):
                connection.add(added)
        opening = connection.open(self.upstream_host, self.upstream_port)
        connection.spawn(opening, f"connection {number} through the proxy")

    def _holds(self, customer: Address) -> bool:
        return any(each.is_held and each.customer == customer for each in self.connections)

    def _stir(self) -> None:
        self._stirred += 1

    async def _all_has_flowed(self) -> None:
        quiet = 0
        while quiet < QUIET_TURNS:
            before = self._stirred
            await _Turn()
            quiet = quiet + 1 if self._stirred == before else 0


class _Turn:
    """Awaiting it lets the event loop run everything that is ready, and look at its sockets."""

    def __await__(self) -> Generator[None]:
        yield


def _bound_to(port: int) -> socket.socket:
    """Several may be bound to one port: one listens or none, so that the port stays ours."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setblocking(False)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    bound.bind((LOOPBACK, port))
    return bound
