"""Logs as somebody may have captured them, written in every form that the judge reads."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, Final
from urllib.parse import unquote
from xml.etree.ElementTree import fromstring

from behave import fixture
from typer.testing import Result

from support.example_streams import MAYA, STREAMS
from support.judge import judge as judging
from support.judge import spill, streams
from support.self_check.captured_forms import FORMS
from support.self_check.recorded_frames import recorded
from support.self_check.streams import Event, ExampleStream

Run = Callable[[list[str], bytes | None], Result]
"""Gives a command of ours, with what comes to it by standard input."""


class CapturedLog:
    """A file in a folder of its own, and what the judge says of it."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder = folder
        self._run = run
        self.file = folder / "log.ndjson"
        self.events: list[Event] = []
        self.ended: Result | None = None

    @property
    def lines(self) -> list[str]:
        return self.file.read_text("utf-8").splitlines()

    def write_lines(self, lines: Sequence[str]) -> None:
        self.file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def write_story(self, stream: ExampleStream) -> None:
        self.events = stream.events
        self.write_lines([json.dumps(event) for event in self.events])

    def write_recorded(self, stream: ExampleStream, *, sent: Sequence[str]) -> None:
        """As a recorder notes them, with requests that were sent once the session had begun."""
        asked = [{"type": "ask", "request_id": name, "text": "Refund?"} for name in sent]
        told = [{"frame": event} for event in stream.events]
        asks = [{"direction": "sent", "frame": ask} for ask in asked]
        self.write_lines([json.dumps(note) for note in (told[0], *asks, *told[1:])])

    def lose_the_last(self, kind: str) -> Event:
        """The line with the last event of this type is lost; returns the event."""
        lines = self.lines
        last = max(n for n, line in enumerate(lines) if f'"{kind}"' in line)
        self.write_lines(lines[:last] + lines[last + 1 :])
        lost: Event = json.loads(lines[last])
        return lost

    def keep_as(self, form: str) -> None:
        self.file.write_text(FORMS[form](self.events), encoding="utf-8")
        name = "maya-1.txt" if "transcript" in form else "log"
        self.file = self.file.rename(self.folder / name)

    def judge(self, *options: str, standard_input: bytes | None = None) -> None:
        what = str(self.file) if standard_input is None else "-"
        self.ended = self._run(["judge", what, *options], standard_input)

    @property
    def output(self) -> str:
        assert self.ended is not None
        return self.ended.output

    @property
    def exit_code(self) -> int:
        assert self.ended is not None
        return self.ended.exit_code

    def findings(self) -> list[dict[str, Any]]:
        """Judged again, for a program; the verdict is the one that was told."""
        before = self.ended
        self.judge("--format", "json", *self.options)
        assert before is not None
        assert self.ended is not None
        assert self.ended.exit_code == before.exit_code, self.ended.output
        told: list[dict[str, Any]] = json.loads(self.ended.output)["findings"]
        self.ended = before
        return told

    options: Sequence[str] = ()


@fixture
def captured_log(_context: Any, run: Run) -> Iterator[CapturedLog]:
    with TemporaryDirectory(prefix="captured ") as folder:
        yield CapturedLog(Path(folder), run)


def customers(count: int, story: str, *, at_once: bool) -> list[list[Event]]:
    """The same story of so many customers, each with ids of their own; by customer."""
    told = []
    for number in range(count):
        events = STREAMS[story]()
        named = json.loads(
            json.dumps(events)
            .replace("ses-1", f"ses-{number}")
            .replace(MAYA, f"user-{number}")
            .replace("run-1", f"run-{number}")
            .replace('"fail-', f'"fail-{number}-')
            .replace("Zq7w_2Lr9tXc5VbN0mKj8HgF", f"Zq7w_2Lr9tXc5VbN0mKj8HgF{number:024x}")
        )
        told.append(named)
    return [list(turn) for turn in zip(*told, strict=True)] if at_once else told


NO_LOG: Final[Mapping[str, bytes | None]] = {
    "empty": b"",
    "full of blank lines": b"\n \r\n\n",
    "not there": None,
    "a log in which events are shortened": (
        b'{"at": 1, "who": "Maya", "event": {"type": "agent_output", "run_id": "run-1"}}\n'
    ),
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\n",
    "a log of something else": b'{"level": "info", "msg": "started"}\n' * 5,
    "what a browser saved without any socket": b'{"log": {"version": "1.2", "entries": []}}',
    "a log of this suite that was cut off": b'{"who":"Maya","user_id":"user-maya","settings":{',
}


def said_by(server: str, mood: str) -> list[str]:
    return list(recorded(server, mood).frames)


def said_with(log: CapturedLog, *options: str) -> str:
    """All that is found, for programs."""
    log.judge("--format", "json", *options)
    return log.output


@contextmanager
def next_to_nothing_in_memory() -> Iterator[None]:
    """Many small parts, few frames at a time, and ids that are forgotten at once."""
    tight = {spill: {"OF_A_PART": 4_000}, streams: {"MOST_IN_MEMORY": 3}, judging: {"AT_A_TIME": 5}}
    before = {m: {name: getattr(m, name) for name in names} for m, names in tight.items()}
    try:
        _set(tight)
        yield
    finally:
        _set(before)


def _set(values: Mapping[ModuleType, Mapping[str, int]]) -> None:
    for module, names in values.items():
        for name, value in names.items():
            setattr(module, name, value)


def junit_counts(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Cases and failures, as it says at its top, and as they are in it."""
    suites = fromstring(text)  # noqa: S314 - our own
    cases = suites.findall("testsuite/testcase")
    failures = suites.findall("testsuite/testcase/failure")
    counted = int(suites.attrib["tests"]), int(suites.attrib["failures"])
    return counted, (len(cases), len(failures))


def sarif_places(text: str) -> tuple[str, list[tuple[str, str, int]]]:
    """The version, and of each result its rule, the name of its file and its line."""
    told = json.loads(text)
    (run,) = told["runs"]
    rules = run["tool"]["driver"]["rules"]
    places = []
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        file = unquote(place["artifactLocation"]["uri"]).rpartition("/")[2]
        places.append((rules[result["ruleIndex"]]["id"], file, place["region"]["startLine"]))
    return told["version"], places
