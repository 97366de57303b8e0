"""A served platform in a process of its own, as somebody starts it by hand."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, NamedTuple

from behave import fixture
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from support.self_check.written import PROJECT
from support.simulator import ModelFault
from support.simulator.model.line_faults import LineFault
from support.simulator.model.refusals import RefusalFault
from support.simulator.tool_faults import ToolFault

_WITHIN: Final = 20.0
_LAST_LINE: Final = "Every fault is listed"


class HttpAnswer(NamedTuple):
    status: int
    text: str

    @property
    def told(self) -> Any:
        return json.loads(self.text)


class ServedPlatform:
    """Started with a temporary folder of its own, so that what it leaves behind can be seen."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.output = ""
        self._process = subprocess.Popen(  # noqa: S603 - our own command, with our own arguments
            [sys.executable, "-m", "support", "serve", *options],
            cwd=PROJECT,
            env=environment(TMPDIR=str(folder)),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_until_ready(self) -> None:
        """Reads what it prints at its start; fails where it ends instead."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.output += line
            if line.startswith(_LAST_LINE):
                return
        raise AssertionError(f"The server ended at its start: {self.output}")

    @property
    def url(self) -> str:
        return self._printed(r"ws://\S+")

    @property
    def control(self) -> str:
        return self._printed(r"http://[\d.:]+")

    @property
    def token(self) -> str:
        return self._printed(r'(?<="token": ")[\w-]+')

    def port_of(self, option: str) -> str:
        """The port that it took for `--port` or `--control-port`."""
        address = self.url if option == "--port" else self.control
        return address.rstrip("/").rpartition(":")[2]

    def ask_control(
        self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> HttpAnswer:
        """One request to the control endpoint, whatever comes of it."""
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.control + path,
            data=body.encode() or None,
            headers={"Content-Type": "application/json", **(headers or {})},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=_WITHIN) as answer:  # noqa: S310
                return HttpAnswer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as refused:
            with refused:
                return HttpAnswer(refused.code, refused.read().decode())

    def told_after_asking(self) -> list[dict[str, Any]]:
        """What the customer with the printed token receives for one request, to its ending."""
        with self.asked() as socket:
            return list(_until_ended(socket))

    @contextmanager
    def asked(self) -> Iterator[ClientConnection]:
        """A connection on which a request has begun."""
        with connect(self.url, proxy=None) as socket:
            socket.send(json.dumps({"type": "authenticate", "token": self.token}))
            socket.send(json.dumps({"type": "ask", "request_id": "1", "text": "A refund."}))
            while json.loads(socket.recv(timeout=_WITHIN))["type"] != "run_started":
                pass
            yield socket

    def first_event_for(self, token: str) -> str:
        """The type of what a customer with that token is told first."""
        with connect(self.url, proxy=None) as socket:
            socket.send(json.dumps({"type": "authenticate", "token": token}))
            return str(json.loads(socket.recv(timeout=_WITHIN))["type"])

    def lets_in(self, origin: str) -> bool:
        """Whether a browser's page of that origin can connect."""
        try:
            with connect(self.url, proxy=None, origin=Origin(origin)):
                return True
        except InvalidStatus as refused:
            if refused.response.status_code == HTTPStatus.FORBIDDEN:
                return False
            raise

    def end(self, name: str) -> int:
        """Sends the signal, and returns the exit code."""
        self._process.send_signal(signal.Signals[name])
        return self.ended()

    def ended(self) -> int:
        """Waits for its own end, and returns the exit code."""
        rest, _ = self._process.communicate(timeout=_WITHIN)
        self.output += rest
        return self._process.returncode

    def close(self) -> None:
        """Ended as a person would end it, if it still runs; killed where that is of no use."""
        try:
            if self._process.poll() is None:
                self.end("SIGTERM")
        finally:
            self._process.kill()
            self._process.communicate()

    def _printed(self, pattern: str) -> str:
        found = re.search(pattern, self.output)
        assert found, f"The server has not said {pattern}: {self.output}"
        return found[0]


def environment(**changes: str) -> dict[str, str]:
    """This process's, with colours off."""
    return os.environ | {"PYTHONPATH": str(PROJECT), "NO_COLOR": "1", **changes}


def _until_ended(socket: ClientConnection) -> Iterator[dict[str, Any]]:
    ended = False
    while not ended:
        event = json.loads(socket.recv(timeout=_WITHIN))
        yield event
        ended = event["type"] == "run_completed" or event.get("terminal") is True


def told_until(socket: ClientConnection, kind: str) -> list[str]:
    """The types of what comes next, up to the first of this kind or the end of the request."""
    types: list[str] = []
    for event in _until_ended(socket):
        types.append(event["type"])
        if types[-1] == kind:
            break
    return types


def refused_otherwise(platform: ServedPlatform, rows: Iterable[Mapping[str, str]]) -> list[str]:
    """The requests (request, body, status, it says) that were not refused as their row says."""
    wrong = []
    for row in rows:
        method, path = row["request"].split()
        answer = platform.ask_control(method, path, row["body"])
        if (str(answer.status), row["it says"] in answer.text) != (row["status"], True):
            wrong.append(f"{row['request']} {row['body']} was answered with {answer}")
    return wrong


def faults_without_a_line(help_text: str) -> list[str]:
    """The platform's faults that the help does not list, each with a sentence."""
    lines = " ".join(help_text.split())
    known = (*ModelFault, *RefusalFault, *LineFault, *ToolFault)
    return [fault for fault in known if f"\u2022 {fault}: " not in lines]


@fixture
def served(_context: Any, *options: str) -> Iterator[ServedPlatform]:
    with tempfile.TemporaryDirectory(prefix="served ") as folder:
        platform = ServedPlatform(Path(folder), *options)
        try:
            yield platform
        finally:
            platform.close()


@fixture
def asking(_context: Any, platform: ServedPlatform) -> Iterator[ClientConnection]:
    """A customer in the middle of a request."""
    with platform.asked() as socket:
        yield socket
