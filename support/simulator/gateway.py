"""The WebSocket gateway: one handler for each connection, on loopback."""

import socket as sockets
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import CloseCode
from support.simulator.connection import Connection, Desk
from support.simulator.health import Examined, Phase, examination
from support.simulator.heartbeat import CustomerSocket
from support.simulator.operators import GATEWAY_FAILED, Operators, WireLog

LOOPBACK: Final = "127.0.0.1"
HARD_LIMIT_FACTOR: Final = 16
SEND_BUFFER: Final = 32 * 1024
"""Bytes that the kernel may hold for a slow reader; left to itself it takes megabytes."""

_TOKEN_PARAMETERS: Final = frozenset({"token", "access_token", "resume_token", "authorization"})


class Gateway:
    """Accepts connections. A frame over `frame_limit` is refused; 16 times that closes (1009).

    A web page may connect where its origin is in `allowed_origins`; whoever names no origin is no
    browser. A token is wanted of all of them.
    """

    def __init__(  # noqa: PLR0913 - what the gateway stands on
        self,
        desk: Desk,
        examined: Examined,
        operators: Operators,
        *,
        clock: Clock,
        settings: PlatformSettings,
        connection_type: type[Connection] = Connection,
    ) -> None:
        self._desk = desk
        self._examined = examined
        self._operators = operators
        self._clock = clock
        self._settings = settings
        self._connection_type = connection_type
        self._server: Server | None = None
        self._accepted = 0
        self.connections: set[Connection] = set()

    async def start(self, port: int = 0) -> None:
        self._server = await serve(
            self._serve,
            LOOPBACK,
            port,
            process_request=self._check_request,
            create_connection=CustomerSocket,
            compression=None,
            ping_interval=None,
            close_timeout=1,
            max_size=self._settings.frame_limit * HARD_LIMIT_FACTOR,
            server_header=None,
            logger=WireLog(self._operators),
        )
        for listening in self._server.sockets:
            listening.setsockopt(sockets.SOL_SOCKET, sockets.SO_SNDBUF, SEND_BUFFER)

    @property
    def url(self) -> str:
        assert self._server is not None, "the gateway has not been started"
        port = next(iter(self._server.sockets)).getsockname()[1]
        return f"ws://{LOOPBACK}:{port}/"

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    async def send_everybody_away(self, within: float) -> None:
        """Lets nobody in any more, and closes each connection once all is written: come back.

        Whoever does not read that within so many seconds is cut off.
        """
        assert self._server is not None
        self._server.close(close_connections=False)
        goodbyes = [
            self._clock.spawn(
                one.close(CloseCode.SERVICE_RESTART, "planned restart, please come back", within),
                f"goodbye to {one.session.user_id}",
            )
            for one in self.connections
        ]
        await self._clock.join(*goodbyes)

    async def has_noticed_the_end(self, customer: Any) -> None:
        """Returns once no connection from this address (host and port) stands any more."""
        for connection in tuple(self.connections):
            if connection.socket.remote_address == customer:
                await connection.socket.wait_closed()

    async def _serve(self, socket: ServerConnection) -> None:
        assert isinstance(socket, CustomerSocket)
        self._accepted += 1
        with self._clock.participant(f"gateway, connection {self._accepted}"):
            connection = self._connection_type(socket, self._desk, self._clock, self._settings)
            self.connections.add(connection)
            try:
                await connection.talk()
            except ConnectionClosed:
                pass  # the customer left; their runs go on
            except Exception as crash:  # noqa: BLE001 - the customer is told that it is us
                self._operators.tell(f"{GATEWAY_FAILED} one customer", crash)
                await connection.close(CloseCode.INTERNAL_ERROR, "Something broke on our side.")
            finally:
                await connection.end()
                self.connections.discard(connection)

    def _check_request(self, socket: ServerConnection, request: Request) -> Response | None:
        if _TOKEN_PARAMETERS & parse_qs(urlsplit(request.path).query).keys():
            return socket.respond(
                HTTPStatus.BAD_REQUEST,
                "A token never belongs in a URL: send it in an 'authenticate' frame.\n",
            )
        examined = examination(request, self._examined)
        if examined is not None:
            return examined
        if not set(request.headers.get_all("Origin")) <= set(self._settings.allowed_origins):
            return socket.respond(HTTPStatus.FORBIDDEN, "This origin is not allowed here.\n")
        if self._examined.phase is Phase.STARTING:
            return socket.respond(HTTPStatus.SERVICE_UNAVAILABLE, "We are starting. Come back.\n")
        return None
