"""The language model's HTTP endpoint: one for a run, with a plan and a journal for each scenario.

`llmock` (0.2.2) was looked at for this. Its journal has a request only when that has ended, so that
nothing proves that a model "never answers" was reached; it can neither reset a connection in place
of ending it nor report an error inside a stream; and of our thirty faults it has seven. What each
fault puts on the wire is said in `support/simulator/model`, once, for both kinds of target.
"""

import json
import socket
import struct
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from support.simulator import ModelFault
from support.simulator.model.faults import FOREVER, SCRIPTS
from support.simulator.model.leaks import LEAKS
from support.simulator.model.line_faults import LINE_SCRIPTS
from support.simulator.model.refusals import REFUSALS
from support.simulator.model.replies import Moment, Reply, healthy
from support.simulator.model.wire import Body, Head
from support.simulator.plan import REPLIES, WRITE_ANSWER
from support.targets.real_server.description import Llm
from support.targets.real_server.llm.dialects import MODEL as MODEL_NAME
from support.targets.real_server.llm.dialects import Asked, asked
from support.targets.real_server.llm.plan import Plan
from support.targets.real_server.llm.saying import Out, needs_a_stream, said

LOOPBACK: Final = "127.0.0.1"
_LONG_WAIT: Final = 60
_RESET: Final = struct.pack("ii", 1, 0)
"""SO_LINGER with no time to linger: closing sends RST in place of FIN."""


class LlmEndpoint(ThreadingHTTPServer):
    """Answers as it is told to. `base_url` is what OpenAI's clients want, `root` the others."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, settings: Llm) -> None:
        super().__init__((LOOPBACK, settings.port), _Handler)
        self.settings = settings
        self._lock = threading.Lock()
        self._plan = Plan(lambda: 0.0)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name="model")
        self._thread.start()

    @property
    def root(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}"

    @property
    def base_url(self) -> str:
        return f"{self.root}/v1"

    def begin(self, now: Callable[[], float]) -> Plan:
        """A new plan and a new journal; what an earlier scenario left open is cut."""
        with self._lock:
            self._plan.over.set()
            self._plan = Plan(now)
            return self._plan

    def close(self) -> None:
        self.begin(lambda: 0.0)
        self.shutdown()
        self._thread.join()
        self.server_close()

    def plan(self) -> Plan:
        """The one that is in force."""
        with self._lock:
            return self._plan

    def shutdown_request(self, request: Any) -> None:
        """Closes it; an orderly end first, as the base class has it, would hide a reset."""
        self.close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news; anything else is told as ever."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: LlmEndpoint
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is inherited
        """Nothing: the journal has it, and a header may hold a key."""

    def do_GET(self) -> None:
        models = {"object": "list", "data": [{"id": MODEL_NAME, "object": "model", "created": 1}]}
        self._send_json(200, models)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            value = json.loads(body)
        except ValueError:
            value = {}
        request = asked(self.path, value if isinstance(value, dict) else {})
        if request is None:
            self._send_json(404, {"error": {"message": "no such path", "type": "not_found"}})
            return
        self._answer(request)

    def _answer(self, request: Asked) -> None:
        plan, settings = self.server.plan(), self.server.settings
        entry = plan.call(streamed=request.streamed, fits=lambda f: self._fits(f, request))
        script = script_of(entry.fault, plan.reply_to(request.body), settings)
        self.close_connection = True
        for out in said(script, request):
            if out.after == FOREVER:
                plan.over.wait()
                self._reset()
                return
            if out.after and plan.over.wait(out.after / settings.pace):
                self._reset()
                return
            plan.said(entry)
            if not self._put(out):
                return
        plan.finished(entry)

    def _fits(self, fault: str, request: Asked) -> bool:
        """What breaks in the middle of an answer needs one that comes in pieces."""
        healthy_reply = REPLIES[WRITE_ANSWER.name]
        script = script_of(fault, healthy_reply, self.server.settings)
        return request.streamed or not needs_a_stream(script)

    def _put(self, out: Out) -> bool:
        """Whether the connection still stands afterwards."""
        item = out.item
        if isinstance(item, Head):
            self.send_response(item.status)
            for name, value in item.headers.items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
        elif isinstance(item, Body):
            self.wfile.write(item.data)
        elif item.how != "fin":
            self._reset()
            return False
        return True

    def _reset(self) -> None:
        """The connection ends with RST when it is closed, which is next."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)

    def _send_json(self, status: int, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def script_of(fault: str | None, reply: Reply, settings: Llm) -> list[Moment]:
    """What this fault puts on the wire, with waits that a real server can keep in a test."""
    if fault is None:
        return list(healthy(reply))
    if fault in LINE_SCRIPTS:
        return list(LINE_SCRIPTS[fault]())
    if fault in REFUSALS:
        script = list(REFUSALS[fault](lambda _: _date(settings.retry_after)))
    elif fault in LEAKS:
        script = list(LEAKS[fault](reply))
    else:
        script = list(SCRIPTS[ModelFault(fault)](reply))
    head = script[0].item
    if isinstance(head, Head):
        script[0] = Moment(script[0].after, head._replace(headers=_shorter(head.headers, settings)))
    return script


def _shorter(headers: Mapping[str, str], settings: Llm) -> Mapping[str, str]:
    """The waits of twenty seconds as those of the description; the long one stays long."""
    shown = f"{settings.retry_after:g}"
    changed = {}
    for name, value in headers.items():
        number = value.removesuffix("s")
        waits = name in ("retry-after", "x-ratelimit-reset-requests") and number.isdigit()
        short = waits and int(number) < _LONG_WAIT
        changed[name] = value.replace(number, shown) if short else value
    return changed


def _date(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds + 1), usegmt=True)
