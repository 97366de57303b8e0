"""Backchannels and classes of one's own, for the checks of what a description can name."""

import asyncio
import json
import textwrap
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from behave import fixture

from support.blame import NotTestable, SuiteAtFault
from support.clock import WallClock
from support.customer import WayIn
from support.self_check.real_servers import COMMAND, EXAMPLE, ServerOnTrial
from support.targets.real_server.backchannel import BackchannelClient
from support.targets.real_server.description import Backchannel, Description, Limits
from support.targets.real_server.filling import Filling
from support.targets.real_server.links import Links
from support.targets.real_server.mapping import EventMapping
from support.targets.real_server.own_class import OwnServer
from support.targets.real_server.patience import MOST_IN_VAIN, Patience
from support.targets.real_server.speech import DescribedSpeech
from support.targets.real_server.target import RealServerTarget

STATUS: Final = {"can do everything": 200, "can do nothing": 501, "breaks": 500}
FRAME: Final = 'send = [{ op = "say", ref = "${request_id}", body = "${text}" }]'
OWN_CLASS: Final = """
import json
from pathlib import Path
from support.targets.real_server.own_class import OwnServer

class Mine(OwnServer):
    def note(self, what):
        with Path(__file__).with_name("notes").open("a") as notes:
            notes.write(what + "\\n")

    async def start(self, values):
        self.note("began")

    async def prepare(self, values):
        values["body"] = "body"
        self.note("prepared")

    def say(self, what, values):
        self.note("spoke")
        if what == "ask":
            return [json.dumps({"op": "say", "ref": values["request_id"], values["body"]: "Hi"})]
        return None

    def hear(self, frame):
        self.note("heard")
        return [json.loads(frame)]

    async def stop(self):
        self.note("ended")
"""


class RoutesServer(ThreadingHTTPServer):
    """A backchannel, and a place where sessions are made. `receipts` are what has come."""

    daemon_threads = True

    def __init__(self, status: int) -> None:
        super().__init__(("127.0.0.1", 0), _Routes)
        self.status = status
        self.faults: list[Any] = []
        self.receipts: list[Any] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Routes(BaseHTTPRequestHandler):
    server: RoutesServer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is inherited
        """Says nothing."""

    def do_GET(self) -> None:
        state = {"connected": ["user-maya"], "receipts": self.server.receipts}
        self._answer(state if self.path == "/state" else {})

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "{}")
        if self.path == "/faults":
            self.server.faults.append(told)
        self._answer({"session": {"id": f"for {told.get('who', 'nobody')}"}})

    def do_DELETE(self) -> None:
        self.server.faults.clear()
        self._answer({})

    def _answer(self, told: Any) -> None:
        body = json.dumps(told).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def _served(status: int) -> Iterator[RoutesServer]:
    with RoutesServer(status) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="routes")
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@fixture
def routes(_context: Any, what: str = "can do everything") -> Iterator[RoutesServer]:
    with _served(STATUS[what]) as server:
        yield server


def target_of(server: RoutesServer | None) -> RealServerTarget:
    backchannel = None
    if server is not None:
        backchannel = BackchannelClient(Backchannel(url=server.url), Filling({}))
    return RealServerTarget(
        "a server",
        "ws://127.0.0.1:1",
        clock=WallClock(),
        plan=None,
        streams=False,
        tokens={},
        backchannel=backchannel,
        links=Links(()),
    )


def attempt(action: Any) -> Any:
    """What it returns, or the verdict that it raises."""
    try:
        return action()
    except (NotTestable, SuiteAtFault) as verdict:
        return verdict


def with_own_class(trial: ServerOnTrial, reference: str) -> None:
    """The example, with a class of one's own in a file beside its description."""
    trial.is_the_example()
    trial.description = trial.description.replace(FRAME, 'send = ["in the class"]')
    trial.description = f'python = "{reference}"\n{trial.description}'
    (trial.folder / "mine.py").write_text(textwrap.dedent(OWN_CLASS), "utf-8")
    assert COMMAND in trial.description
    assert EXAMPLE.is_dir()


def impatient() -> Patience:
    """One that has heard nothing for long enough."""
    patience = Patience(Limits())
    for _ in range(MOST_IN_VAIN):
        patience.note(answered=False)
    return patience


def late() -> Patience:
    """One whose limit is over."""
    return Patience(Limits(run=1e-9))


def way_to(server: RoutesServer) -> WayIn:
    """How a customer would connect to a server that wants a session made first."""
    before = {
        "url": f"{server.url}/sessions",
        "body": {"who": "${user}"},
        "save": {"session": "session.id"},
    }
    read = Description.model_validate(
        {
            "server": {"url": "ws://127.0.0.1:1/talk/${session}"},
            "before": (before,),
            "ask": {"send": ("${text}",)},
            "event": ({"when": "text", "is": "run_completed"},),
        }
    )
    speech = DescribedSpeech(
        read,
        EventMapping(read.event),
        who=("user-maya", "t"),
        values={},
        now=WallClock().timestamp,
        own=OwnServer(),
    )
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, speech.way_in(read.server.url)).result()
