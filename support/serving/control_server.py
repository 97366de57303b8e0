"""The control endpoint's HTTP: one request a connection, on loopback, in a thread of its own.

The standard library's `http.server` reads the requests. The WebSocket server's own HTTP cannot
(it reads no bodies), a framework would be some ten packages for five routes, and a parser of our
own would be ours to keep safe. What a request does is done on the platform's event loop.
"""

import asyncio
import json
import socket
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import TimeoutError as NotAnswered
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from support.serving.control import Answer, Control, refusal
from support.serving.control_requests import LARGEST_BODY, Refusal, problem
from support.serving.live import content_security_policy, page
from support.simulator.gateway import LOOPBACK

_LONGEST_WAIT: Final = 5.0
"""Seconds: for a client to send what it announced, and for the platform to answer."""
_MOST_READ_AND_DROPPED: Final = 1024 * 1024


class ControlServer(ThreadingHTTPServer):
    """Bound when made, so that a port in use is known before anything else starts."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._control: Control | None = None

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}"

    @property
    def own_hosts(self) -> frozenset[str]:
        """What a Host header may say: any other name was rebound to us (DNS rebinding)."""
        return frozenset(f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost"))

    @property
    def own_origins(self) -> tuple[str, ...]:
        """What a browser calls the live page's origin."""
        return tuple(sorted(f"http://{host}" for host in self.own_hosts))

    @property
    def customers_connect_to(self) -> str:
        assert self._control is not None
        return self._control.customers_connect_to

    def start(self, control: Control) -> None:
        """Answers from now on. To be called on the platform's event loop."""
        self._loop, self._control = asyncio.get_running_loop(), control
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name="control")
        self._thread.start()

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        """Called on a request's thread; the platform's loop does the work."""
        assert self._loop is not None
        assert self._control is not None
        doing = asyncio.run_coroutine_threadsafe(self._on_the_loop(method, path, body), self._loop)
        try:
            return doing.result(_LONGEST_WAIT)
        except NotAnswered:
            return Answer(
                503, {"errors": [problem("The platform is busy or ending.", "Ask again.")]}
            )

    async def _on_the_loop(self, method: str, path: str, body: bytes) -> Answer:
        assert self._control is not None
        return self._control.answer(method, path, body)

    def __exit__(self, *_: object) -> None:
        if self._thread is not None:
            self.shutdown()
            self._thread.join()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news; anything else is told as ever."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: ControlServer
    server_version = "agent-failure-spec"
    sys_version = ""
    timeout = _LONGEST_WAIT

    def _answer(self) -> None:
        try:
            self._check_origin()
            body = self._body()
        except Refusal as refused:
            self._send(refusal(refused))
            self._read_the_rest()
        else:
            path = self.path.partition("?")[0]
            if self.command == "GET" and path == "/" and self._is_a_browser():
                self._send_page()
                return
            self._send(self.server.answer(self.command, path, body))

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = do_OPTIONS = _answer  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is inherited
        """Nothing is logged: a request may hold a token's owner, an answer a token."""

    def _is_a_browser(self) -> bool:
        return "text/html" in self.headers.get("Accept", "")

    def _check_origin(self) -> None:
        hosts = self.server.own_hosts
        if self.headers.get("Host") not in hosts:
            fix = f"Ask {self.server.url} by that address."
            raise Refusal(403, problem("The Host is not this endpoint.", fix, "Host"))
        origin = self.headers.get("Origin")
        if origin is not None and origin.removeprefix("http://") not in hosts:
            fix = "Ask from a command line or a program, not from another site's page."
            raise Refusal(403, problem("That origin may not ask here.", fix, "Origin"))

    def _body(self) -> bytes:
        length = self._length()
        if not length:
            return b""
        kind = self.headers.get_content_type()
        if kind != "application/json":
            fix = "Send the header 'Content-Type: application/json'."
            raise Refusal(415, problem("The body is not marked as JSON.", fix, "Content-Type"))
        try:
            return self.rfile.read(length)
        except TimeoutError:
            fix = f"Send all {length} bytes that Content-Length announces."
            raise Refusal(408, problem("The body never came whole.", fix)) from None

    def _length(self) -> int:
        if "Transfer-Encoding" in self.headers:
            fix = "Send a Content-Length instead."
            raise Refusal(411, problem("Chunked bodies are not read.", fix, "Transfer-Encoding"))
        written = self.headers.get("Content-Length", "0")
        if not (written.isascii() and written.isdigit()):
            raise Refusal(
                400, problem("It is no number.", "Send the body's bytes.", "Content-Length")
            )
        if len(written) > len(str(LARGEST_BODY)) or int(written) > LARGEST_BODY:
            fix = f"Send at most {LARGEST_BODY} bytes."
            raise Refusal(413, problem("The body is too large.", fix, "Content-Length"))
        return int(written)

    def _read_the_rest(self) -> None:
        """A socket closed on unread bytes is reset, and the refusal would be lost on its way."""
        self.connection.shutdown(socket.SHUT_WR)
        left = _MOST_READ_AND_DROPPED
        while left > 0 and (dropped := self.connection.recv(64 * 1024)):
            left -= len(dropped)

    def _send(self, answer: Answer) -> None:
        body = json.dumps(answer.told, indent=1, ensure_ascii=False).encode() + b"\n"
        more = {"Allow": answer.allow} if answer.allow else {}
        self._write(answer.status, "application/json", body, more)

    def _send_page(self) -> None:
        policy = content_security_policy(self.server.customers_connect_to)
        more = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}
        self._write(HTTPStatus.OK, "text/html", page(), more)

    def _write(self, status: int, kind: str, body: bytes, more: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Vary", "Accept")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
