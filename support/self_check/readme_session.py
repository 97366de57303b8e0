"""The README's session with a served platform, done again as it is written there."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, Final

from behave import fixture

from support.self_check.served import ServedPlatform, environment
from support.self_check.written import PROJECT

SHORTENED: Final = "…"
_HEADING: Final = "## A server that fails on demand\n"
_TERMINAL_CODES: Final = re.compile(r"\x1b(?:[78]|\[[A-Z])")
_WRITTEN_URL: Final = "ws://127.0.0.1:8765/"
_WRITTEN_CONTROL: Final = "http://127.0.0.1:8766"


class ReadmeSession:
    """Plans the fault, types the frames, and keeps what the client printed for each of them."""

    def __init__(self, platform: ServedPlatform) -> None:
        self._platform = platform
        self._start, self._talk = _blocks()
        self._client = subprocess.Popen(  # noqa: S603 - the README's own command
            [sys.executable, "-m", "websockets", platform.url],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def differences(self) -> list[str]:
        """Each line that is not as the README says, with what came instead."""
        wrong = list(self._not_printed_at_start())
        self._plan_the_fault()
        for line in self._talk:
            if line.startswith("> "):
                self._type(line.removeprefix("> "))
            elif not line.startswith("$ "):
                came = self._next_line()
                if not self._fits(line, came):
                    wrong.append(f"{line}\n  came as\n{came}")
        return wrong

    def end(self) -> None:
        self._client.kill()
        self._client.communicate()

    def _not_printed_at_start(self) -> Iterator[str]:
        printed = self._platform.output.splitlines()
        for line in self._start:
            if not line.startswith("$ ") and not any(self._fits(line, one) for one in printed):
                yield f"{line}\n  was not printed in\n{self._platform.output}"

    def _plan_the_fault(self) -> None:
        (command,) = (line for line in self._talk if line.startswith("$ curl "))
        words = shlex.split(command)
        assert words[2] == f"{_WRITTEN_CONTROL}/faults", command
        answer = self._platform.ask_control("POST", "/faults", words[words.index("-d") + 1])
        assert answer.status == 201, answer  # noqa: PLR2004 - created

    def _type(self, line: str) -> None:
        frame = json.loads(line)
        if frame.get("token") == SHORTENED:
            frame["token"] = self._platform.token
        assert self._client.stdin is not None
        self._client.stdin.write(json.dumps(frame) + "\n")
        self._client.stdin.flush()

    def _next_line(self) -> str:
        """What the client prints next, without what it does to the cursor and its prompt."""
        assert self._client.stdout is not None
        for line in self._client.stdout:
            shown = _TERMINAL_CODES.sub("", line).strip().removeprefix("> ").lstrip("> ")
            if shown:
                return shown
        raise AssertionError("The client ended before the README's session did.")

    def _fits(self, written: str, came: str) -> bool:
        written = written.replace(_WRITTEN_URL, self._platform.url)
        written = written.replace(_WRITTEN_CONTROL, self._platform.control)
        parts = (re.escape(part) for part in written.split(SHORTENED))
        return re.fullmatch(".*".join(parts), came) is not None


def _blocks() -> tuple[list[str], list[str]]:
    """The two console sessions of that section, in lines."""
    _, _, section = (PROJECT / "README.md").read_text(encoding="utf-8").partition(_HEADING)
    start, talk = re.findall(r"```console\n(.*?)```", section.partition("\n## ")[0], re.DOTALL)
    return start.splitlines(), talk.splitlines()


def routes_in_the_readme() -> list[str]:
    """The requests to the control endpoint that its table lists."""
    _, _, section = (PROJECT / "README.md").read_text(encoding="utf-8").partition(_HEADING)
    table = section.partition("\n## ")[0]
    return sorted(re.findall(r"^\| `([A-Z]+ /\w*)`", table, re.MULTILINE))


@fixture
def readme_session(_context: Any, platform: ServedPlatform) -> Iterator[ReadmeSession]:
    session = ReadmeSession(platform)
    try:
        yield session
    finally:
        session.end()
