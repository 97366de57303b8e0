"""Real servers for the suite's own checks: the example, its variants, and ones that do nothing."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, Final

from behave import fixture
from websockets.sync.server import ServerConnection, serve

from support.blame import SuiteAtFault
from support.configuration import ConfigurationError
from support.self_check.small_suite import scenarios_in
from support.self_check.written import PROJECT
from support.targets.real_server import RealServer

EXAMPLE: Final = Path(__file__).with_name("other_server")
SERVERS: Final = PROJECT / "support" / "targets" / "servers"
ITS_FOLDER: Final = 'cwd = "../../.."'
LOOPBACK: Final = "127.0.0.1"
LONGEST_RUN: Final = 60.0
COMMAND: Final = 'command = ["${python}", "server.py", "--port", "${port}"]'
ENDINGS: Final = "features/failure_recovery/no_silent_failure.feature"
OF_AN_ANSWER: Final = (
    ENDINGS,
    *("features/privacy/bad_messages.feature", "features/privacy/internals_never_shown.feature"),
    *("features/privacy/between_customers.feature", "features/failure_recovery/recovery.feature"),
)
A_WEB_PAGE: Final = (
    *(ENDINGS, "features/failure_recovery/actionable_errors.feature"),
    *("--", "--name", "sends a web page"),
)
A_BAD_LINE: Final = (ENDINGS, "--", "--name", "although the line to the model")
ONE_TOO_MANY: Final = (
    "features/resources/capacity.feature",
    *("--", "--name", "The advice is to wait"),
)
HALF_AN_ANSWER: Final = (ENDINGS, "--", "--name", "not an answer, when the model ends early")

VARIANTS: Final[Mapping[str, str]] = {
    "takes half an answer for a whole one": "def check(self, ending): pass",
    "has a model that is not ours": "async def answer(self, question): yield 'As ever, no.'",
    "has no answer streamed to it": """
    async def answer(self, question):
        async with server.ClientSession() as session:
            body = {'model': 'any', 'messages': [{'role': 'user', 'content': question}]}
            async with session.post(self.url, json=body) as response:
                told = (await response.json())['choices'][0]
        yield told['message']['content']
        self.check(told['finish_reason'])
""",
}
"""What a variant of the example's model does otherwise, as Python."""


def _entries(scenario: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    record = scenario.get("record")
    return list(record["entries"]) if record else []


@dataclass
class RealRun:
    """A run of the suite on a real server that is over."""

    exit_code: int
    output: str
    results: Mapping[str, Any]
    seconds: float

    @property
    def verdicts(self) -> dict[str, str]:
        return {one["id"]: one["verdict"] for one in self.results["promises"]}

    @property
    def faults(self) -> set[str]:
        """Those that the timelines of its scenarios show to have come."""
        shown = [entry for one in scenarios_in(self.results["features"]) for entry in _entries(one)]
        return {entry["label"] for entry in shown if entry["kind"] == "fault"}

    @property
    def reasons(self) -> dict[str, str]:
        return {one["id"]: one["reason"] for one in self.results["promises"]}


@dataclass
class ServerOnTrial:
    """A folder with a description, and beside it what the description starts."""

    folder: Path
    description: str = ""
    more: list[str] = field(default_factory=list)

    def is_the_example(self, variant: str = "") -> None:
        shutil.copy(EXAMPLE / "server.py", self.folder)
        self.description = (EXAMPLE / "server.toml").read_text("utf-8")
        assert COMMAND in self.description, "the example is started in another way now"
        if variant:
            body = VARIANTS[variant].replace("\n", "\n    ").strip("\n")
            indented = body if body.startswith(" ") else f"    {body}"
            script = f"import server\nclass Other(server.Model):\n{indented}\nserver.main(Other)\n"
            (self.folder / "other.py").write_text(script, "utf-8")
            other = COMMAND.replace("server.py", "other.py")
            self.description = self.description.replace(COMMAND, other)

    def is_behind_a_link(self) -> None:
        """The example, which reaches its model by way of a proxy of ours."""
        self.is_the_example()
        model = 'OPENAI_BASE_URL = "${llm}"'
        assert model in self.description, "the example is told in another way where its model is"
        self.description = self.description.replace(model, 'OPENAI_BASE_URL = "http://${line}/v1"')
        self.more += ["", "[[link]]", 'name = "line"', 'to = "${llm_root}"', ""]

    def is_ours(self) -> None:
        """The built-in platform, by the file that comes with it."""
        text = (SERVERS / "reference.toml").read_text("utf-8")
        here = f'cwd = "{PROJECT}"'
        assert ITS_FOLDER in text, "the built-in platform is started from another folder now"
        self.description = text.replace(ITS_FOLDER, here)

    def is_told(self, **settings: int) -> None:
        """It is started with these settings, and its file says so."""
        command = "".join(f'"-D", "{name}={value}", ' for name, value in settings.items())
        start = '"-D", "first_token=1"'
        assert start in self.description, "it is told of its first words in another way now"
        told = "".join(f"{name} = {value}\n" for name, value in settings.items())
        self.description = self.description.replace(start, command + start).replace(
            "[settings]\n", f"[settings]\n{told}"
        )

    def keeps(self, setting: str) -> None:
        """Its file gives this number in place of its own."""
        name = setting.partition(" ")[0]
        changed, count = re.subn(rf"(?m)^{name} = .*$", setting, self.description)
        assert count == 1, f"its file does not say its {name}"
        self.description = changed

    def is_at(self, address: str, launch: str = "") -> None:
        """The example's description, at an address where something else is."""
        text = (EXAMPLE / "server.toml").read_text("utf-8")
        before, _, after = text.partition("[launch]")
        _, _, rest = after.partition("\n\n")
        self.description = before.replace("ws://127.0.0.1:${port}", address) + launch + rest
        self.description = self.description.replace("answer = 8", "answer = 0.5")

    def run(self, what: tuple[str, ...]) -> RealRun:
        """The suite, on these features and with these options of behave's."""
        file = self.folder / "server.toml"
        file.write_text(self.description + "\n".join(self.more), "utf-8")
        reports = self.folder / "reports"
        command = [sys.executable, "-m", "support", "run", "-D", f"target={file}"]
        command += ["-D", f"reports={reports}", *what]
        began = time.monotonic()
        ended = subprocess.run(  # noqa: S603 - our own modules, with our own arguments
            command,
            cwd=PROJECT,
            env=os.environ | {"NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST_RUN,
            check=False,
        )
        results = json.loads((reports / "results.json").read_text("utf-8"))
        took = time.monotonic() - began
        return RealRun(ended.returncode, ended.stdout + ended.stderr, results, took)

    def begin(self) -> str:
        """What is said of it before anything is put to it; in a thread, for it has its own loop."""
        file = self.folder / "server.toml"
        file.write_text(self.description, "utf-8")
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(_begun, file).result(LONGEST_RUN)

    def processes(self) -> list[str]:
        """The command lines of processes that run in the folder."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (process / "cwd").readlink() == self.folder:
                    found.append((process / "cmdline").read_bytes().decode().replace("\0", " "))
            except OSError:
                continue  # it is somebody else's, or over by now
        return found


def _begun(file: Path) -> str:
    server = RealServer(file)
    try:
        server.begin()
    except (SuiteAtFault, ConfigurationError) as said:
        return str(said)
    finally:
        server.end()
    return ""


def _silent(line: ServerConnection) -> None:
    for _ in line:
        pass


def _echo(line: ServerConnection) -> None:
    for message in line:
        line.send(message)


class _WebPage(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        page = b"<html>Welcome</html>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is inherited
        """Says nothing."""


@contextmanager
def _served(server: Any, port: int) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, name="null server")
    thread.start()
    try:
        yield f"ws://{LOOPBACK}:{port}"
    finally:
        server.shutdown()
        thread.join()


@fixture
def somebody(_context: Any, what: str) -> Iterator[str]:
    """The address of a server that does what is said of it."""
    if what == "nobody":
        with socket.socket() as bound:  # bound, and not listening: nobody else gets the port
            bound.bind((LOOPBACK, 0))
            yield f"ws://{LOOPBACK}:{_port_of(bound)}"
    elif what == "a server that is a web page":
        with HTTPServer((LOOPBACK, 0), _WebPage) as page, _served(page, page.server_port) as at:
            yield at
    else:
        talk = {"a server that echoes": _echo, "a server that says nothing": _silent}[what]
        with serve(talk, LOOPBACK, 0) as server, _served(server, _port_of(server.socket)) as at:
            yield at


def _port_of(listening: socket.socket) -> int:
    port: int = listening.getsockname()[1]
    return port


@fixture
def server_on_trial(_context: Any) -> Iterator[ServerOnTrial]:
    with tempfile.TemporaryDirectory(prefix="real-server-") as folder:
        yield ServerOnTrial(Path(folder).resolve())
