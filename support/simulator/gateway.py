"""The WebSocket gateway: one handler for each connection, on loopback."""

import logging
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.simulator.connection import Connection, Desk

LOOPBACK: Final = "127.0.0.1"
SERVICE_RESTART: Final = 1012
HARD_LIMIT_FACTOR: Final = 16
_TOKEN_PARAMETERS: Final = frozenset({"token", "access_token", "resume_token", "authorization"})
_log = logging.getLogger(__name__)


class Gateway:
    """Accepts connections. A frame over `frame_limit` is refused; 16 times that closes (1009)."""

    def __init__(
        self,
        desk: Desk,
        *,
        clock: Clock,
        settings: PlatformSettings,
        allowed_origins: frozenset[str] = frozenset(),
        connection_type: type[Connection] = Connection,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._settings = settings
        self._allowed_origins = allowed_origins
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
            compression=None,
            ping_interval=None,
            close_timeout=1,
            max_size=self._settings.frame_limit * HARD_LIMIT_FACTOR,
            server_header=None,
        )

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
        """Lets nobody in any more, and closes each connection once all is written: come back."""
        assert self._server is not None
        self._server.close(close_connections=False)
        try:
            async with self._clock.timeout(within):
                for connection in tuple(self.connections):
                    await connection.close(SERVICE_RESTART, "planned restart, please come back")
        except TimeoutError:
            _log.warning("somebody does not read what a planned restart still has to tell")

    async def _serve(self, socket: ServerConnection) -> None:
        self._accepted += 1
        with self._clock.participant(f"gateway, connection {self._accepted}"):
            connection = self._connection_type(socket, self._desk, self._clock, self._settings)
            self.connections.add(connection)
            try:
                await connection.talk()
            except ConnectionClosed:
                pass  # the customer left; their runs go on
            finally:
                self.connections.discard(connection)
                await connection.end()

    def _check_request(self, socket: ServerConnection, request: Request) -> Response | None:
        if _TOKEN_PARAMETERS & parse_qs(urlsplit(request.path).query).keys():
            return socket.respond(
                HTTPStatus.BAD_REQUEST,
                "A token never belongs in a URL: send it in an 'authenticate' frame.\n",
            )
        origin = request.headers.get("Origin")
        if origin is not None and origin not in self._allowed_origins:
            return socket.respond(HTTPStatus.FORBIDDEN, "This origin is not allowed here.\n")
        return None
