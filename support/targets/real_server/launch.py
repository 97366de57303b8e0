"""The server as a process of ours: started once for a run, ended with all its children."""

import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

from support.blame import SuiteAtFault
from support.targets.real_server.description import Launch
from support.targets.real_server.filling import Filling

LOOPBACK: Final = "127.0.0.1"
INSTALL: Final = ". Is it installed? python -m support install-server says which there are"
_POLLED_EVERY: Final = 0.05
_ENDS_WITHIN: Final = 5.0
_LAST_WORDS: Final = 600


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


class LaunchedServer:
    """`folder` is where the description lies: what its command names is looked for from there."""

    def __init__(self, launch: Launch, filling: Filling, folder: Path) -> None:
        self._launch = launch
        self._filling = filling
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Returns once it is ready. Raises SuiteAtFault where it ends before, or takes too long."""
        launch, fill = self._launch, self._filling.text
        self._write_files()
        command = [fill(word) for word in launch.command]
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `stop`
        try:
            self._process = subprocess.Popen(  # noqa: S603 - it is what the user wants to be tested
                command,
                cwd=self._folder / fill(launch.cwd),
                env=os.environ | {name: fill(text) for name, text in launch.env.items()},
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as problem:
            hint = INSTALL if launch.command[0].startswith("${servers}") else ""
            raise SuiteAtFault(
                f"[launch] command {launch.command[0]!r} cannot be started: "
                f"{problem.strerror}{hint}"
            ) from problem
        self._wait_until_ready()

    def stop(self) -> None:
        """Its whole process group: in order first, and at once where that takes too long."""
        process, self._process = self._process, None
        if process is not None:
            self._signal(process.pid, signal.SIGTERM)
            try:
                process.wait(_ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                self._signal(process.pid, signal.SIGKILL)
                process.wait()
            self._signal(process.pid, signal.SIGKILL)  # children that outlived it
        if self._said is not None:
            self._said.close()
            self._said = None
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def last_words(self) -> str:
        """The end of what it wrote, without what came from the environment."""
        if self._said is None:
            return ""
        text = os.pread(self._said.fileno(), 1_000_000, 0).decode("utf-8", errors="replace")
        for secret in self._filling.secrets:
            text = text.replace(secret, "(masked)")
        return text.strip()[-_LAST_WORDS:]

    def _write_files(self) -> None:
        """Into a folder of its own, so that one run knows nothing of another."""
        self._scratch = tempfile.TemporaryDirectory(prefix="server-", ignore_cleanup_errors=True)
        folder = Path(self._scratch.name)
        self._filling.values["scratch"] = str(folder)
        for name, text in self._launch.files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self._filling.text(text), "utf-8")

    def _signal(self, group: int, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(group, number)

    def _wait_until_ready(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + self._launch.within
        while not self._is_ready():
            if self._process.poll() is not None:
                code = self._process.returncode
                raise SuiteAtFault(
                    f"The server ended with {code} before it was ready. Its last words: "
                    f"{self.last_words() or '(none)'}"
                )
            if time.monotonic() > deadline:
                raise SuiteAtFault(
                    f"The server was not ready within {self._launch.within:g} s ([launch] within); "
                    f"its last words: {self.last_words() or '(none)'}"
                )
            time.sleep(_POLLED_EVERY)

    def _is_ready(self) -> bool:
        launch = self._launch
        if launch.ready_line is not None:
            return re.search(launch.ready_line, self.last_words()) is not None
        if launch.ready_url is not None:
            return _answers(self._filling.text(launch.ready_url))
        with socket.socket() as probe:
            return probe.connect_ex((LOOPBACK, int(self._filling.values["port"]))) == 0


def _answers(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        response: Any
        with opener.open(url, timeout=1) as response:
            return bool(response.status < 300)  # noqa: PLR2004 - HTTP's success
    except (OSError, urllib.error.URLError, ValueError):
        return False
