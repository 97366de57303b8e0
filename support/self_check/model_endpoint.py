"""An OpenAI-compatible endpoint of our own, which fails as real ones do. Real HTTP, in a thread."""

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from behave import fixture

NAME: Final = "small-model-1"
KEY: Final = "sk-right"
WORDS: Final = ("I am ", "glad ", "to help you.")
_MOST_PIECES: Final = 3000
_FAR_MORE: Final = 1_000_000
"""Bytes that an answer announces and never sends, so that its reader knows it for broken."""
_BETWEEN_PIECES: Final = 0.005


class Behaviour(StrEnum):
    """Named by what one sees of it."""

    ANSWERS = "answers"
    ANSWERS_WITHOUT_COUNTING = "answers without counting"
    ANSWERS_AS_A_WHOLE = "answers all at once"
    DIES = "dies in mid-answer"
    HANGS_UP = "hangs up unasked"
    WEB_PAGE = "sends a web page"
    REFUSES = "refuses to answer"
    WRITES_NOTHING = "writes nothing"
    LISTS_NOTHING = "lists no model"
    LISTS_A_WEB_PAGE = "lists its models as a web page"
    BREAKS = "breaks when asked for models"


class ModelEndpoint(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviour = behaviour
        self.ending = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: ModelEndpoint

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is inherited
        """Says nothing."""

    def do_GET(self) -> None:
        models: list[dict[str, str]] = [{"id": NAME, "object": "model"}]
        match self.server.behaviour:
            case Behaviour.LISTS_A_WEB_PAGE:
                self._send(200, "<html>Welcome</html>", "text/html")
            case _ if self.headers.get("Authorization") != f"Bearer {KEY}":
                self._send(401, json.dumps({"error": {"code": "invalid_api_key"}}))
            case Behaviour.LISTS_NOTHING:
                self._send(404, json.dumps({"error": {"message": "no such path"}}))
            case Behaviour.BREAKS:
                self._send(500, json.dumps({"error": {"message": "out of order"}}))
            case _:
                self._send(200, json.dumps({"object": "list", "data": models}))

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = _ANSWERS.get(self.server.behaviour, _Handler._stream)
        answer(self, asked)

    def _stream(self, asked: Mapping[str, Any]) -> None:
        self._begin()
        for words in _words(asked):
            if self._piece({"content": words}) and self.server.ending.wait(_BETWEEN_PIECES):
                return
        self._piece({}, "stop")
        if self.server.behaviour is not Behaviour.ANSWERS_WITHOUT_COUNTING:
            self._event({"choices": [], "usage": {"completion_tokens": 7, "prompt_tokens": 5}})
        self._write("data: [DONE]\n\n")

    def _die(self, _: Mapping[str, Any]) -> None:
        self._begin(announced=_FAR_MORE)
        self._piece({"content": WORDS[0]})
        self._hang_up()

    def _hang_up(self, _: Mapping[str, Any] | None = None) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def _write_nothing(self, _: Mapping[str, Any]) -> None:
        self._begin()
        self._piece({}, "stop")
        self._write("data: [DONE]\n\n")

    def _whole(self, _: Mapping[str, Any]) -> None:
        message = {"role": "assistant", "content": "".join(WORDS)}
        choice = {"message": message, "finish_reason": "stop"}
        told = {"choices": [choice], "usage": {"completion_tokens": 7}}
        self._send(200, json.dumps(told))

    def _web_page(self, _: Mapping[str, Any]) -> None:
        self._send(200, "<html>Welcome</html>", "text/html")

    def _refuse(self, _: Mapping[str, Any]) -> None:
        self._send(403, json.dumps({"error": {"code": "forbidden", "message": KEY}}))

    def _begin(self, *, announced: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        if announced is not None:
            self.send_header("Content-Length", str(announced))
        self.end_headers()
        self._piece({"role": "assistant", "content": ""})

    def _piece(self, delta: dict[str, str], finish_reason: str | None = None) -> bool:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        return self._event({"choices": [choice]})

    def _event(self, told: dict[str, Any]) -> bool:
        return self._write(f"data: {json.dumps(told)}\n\n")

    def _write(self, text: str) -> bool:
        """False where the client has gone, as one does who stops an answer."""
        try:
            self.wfile.write(text.encode())
        except ConnectionError:
            return False
        return True

    def _send(self, status: int, text: str, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())


_ANSWERS: Final[Mapping[Behaviour, Callable[[_Handler, Mapping[str, Any]], None]]] = {
    Behaviour.DIES: _Handler._die,
    Behaviour.HANGS_UP: _Handler._hang_up,
    Behaviour.WEB_PAGE: _Handler._web_page,
    Behaviour.REFUSES: _Handler._refuse,
    Behaviour.WRITES_NOTHING: _Handler._write_nothing,
    Behaviour.ANSWERS_AS_A_WHOLE: _Handler._whole,
}


def _words(asked: Mapping[str, Any]) -> Iterator[str]:
    """A sentence where an end was asked for, else a long list."""
    if asked.get("stop"):
        yield from WORDS
    else:
        yield from (f"number {number}, " for number in range(_MOST_PIECES))


@fixture
def model_endpoint(_context: Any, behaviour: Behaviour) -> Iterator[ModelEndpoint]:
    with ModelEndpoint(behaviour) as endpoint:
        thread = threading.Thread(target=endpoint.serve_forever, args=(0.05,), name="endpoint")
        thread.start()
        try:
            yield endpoint
        finally:
            endpoint.ending.set()
            endpoint.shutdown()
            thread.join()
