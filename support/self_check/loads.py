"""Loads that go wrong in one way each, and the command that plays one."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

from behave import fixture

from support.contract.defaults import PlatformSettings
from support.load.customer import Account
from support.load.figures import Outcome, Side, Spread
from support.load.plan import TOLD_AS, Part
from support.load.tally import Server, Tally
from support.self_check.served import environment
from support.self_check.written import PROJECT
from support.simulator.model.faults import ModelFault
from support.validator import Finding

EVENTS_EACH: Final = 9
FAULT: Final = ModelFault.UNAVAILABLE
SEVENTH: Final = 6
WITHIN: Final = 40.0

_SECOND: Final = 1_000_000_000


def all_told(customers: int) -> list[Account]:
    """Each asked, and was told of one failure, in nine events; 99 of 100 within 0.4 s."""
    return [_told(number, slow=number == customers - 1) for number in range(customers)]


def _told(number: int, *, slow: bool) -> Account:
    return Account(
        part=Part(number, 0.0, FAULT),
        session_id=f"session {number}",
        run_id=f"run {number}",
        events=EVENTS_EACH,
        last_sequence=EVENTS_EACH,
        lost=0,
        repeated=0,
        foreign=0,
        strange_failures=0,
        failures=1,
        answers=0,
        told_as=str(TOLD_AS[FAULT]),
        told_ns=_SECOND + (_SECOND if slow else 2 * _SECOND // 5),
        occurred_ns=_SECOND,
        findings=(),
        why="",
    )


_A_GAP: Final = Finding("EVT-1", "a gap", 3, None)
WRONG: Final[Mapping[str, dict[str, Any]]] = {
    "nothing special": {},
    "a failure that nobody told": {"failures": 0, "told_as": "", "told_ns": 0},
    "a failure that is told twice": {"failures": 2},
    "a failure of somebody else": {"foreign": 1, "strange_failures": 1},
    "a failure under a wrong name": {"told_as": "internal_error"},
    "an event that is lost": {"lost": 1, "events": EVENTS_EACH - 1},
    "a last event that is lost": {"last_sequence": EVENTS_EACH - 1, "events": EVENTS_EACH - 1},
    "an event that comes again": {"repeated": 1, "events": EVENTS_EACH + 1},
    "an event of somebody else": {"foreign": 1, "events": EVENTS_EACH + 1},
    "a finding of the validator": {"findings": (_A_GAP,)},
    "a customer who never came in": {"session_id": "", "run_id": "", "failures": 0, "why": "no"},
    "a line that was cut": {"why": "the line was closed with 1006"},
}
"""What is another with the seventh customer."""


def outcome_of(accounts: list[Account]) -> Outcome:
    """As the platform has it, every fault struck after a second and every session got nine."""
    came_in = [one for one in accounts if one.session_id]
    tally = Tally(PlatformSettings(), 0)
    for account in accounts:
        tally.take(account)
    met = {one.run_id: (str(FAULT), _SECOND) for one in came_in}
    counted = tally.count(Server(met, {one.session_id: EVENTS_EACH for one in came_in}))
    side = Side(cpu=1.0, sessions_per_second_per_core=1.0, memory_per_session=None)
    return Outcome(
        target="a load",
        loop="none",
        began="2026-01-01T00:00:00.000Z",
        seconds=1.0,
        planned=len(accounts),
        came=len(accounts),
        most_at_once=len(accounts),
        answers=counted.answers,
        unplanned=counted.unplanned,
        failures=counted.failures(),
        events=counted.events(),
        notify=counted.notify() if came_in else Spread(),
        kinds=counted.kinds(),
        over_time=counted.over_time(),
        events_per_second=1.0,
        sessions_per_second=1.0,
        swarm=side,
        platform=None,
        findings=counted.findings(),
        thresholds=[],
        problems=list(counted.problems()),
        faults=list(counted.faults()),
    )


class PlayedLoad:
    """`python -m support load` in a process of its own; `folder` takes all that it writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exit_code = 0
        self.output = ""
        self._processes: list[subprocess.Popen[str]] = []

    def begin(self, *options: str, name: str = "one", **more: str) -> "subprocess.Popen[str]":
        """Begins one that writes into a folder of this name."""
        temporary = self.folder / "temporary"
        temporary.mkdir(exist_ok=True)
        reports = () if options[:1] in {("merge",), ("platform",)} else ("-D", self._reports(name))
        process = subprocess.Popen(  # noqa: S603 - our own command, with our own arguments
            [sys.executable, "-m", "support", "load", *options, *reports],
            cwd=PROJECT,
            env=environment(TMPDIR=str(temporary), **more),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._processes.append(process)
        return process

    def play(self, *options: str, name: str = "one", **more: str) -> None:
        """From its beginning to its end."""
        self.end(self.begin(*options, name=name, **more))

    def end(self, process: "subprocess.Popen[str]", signum: signal.Signals | None = None) -> None:
        if signum is not None:
            process.send_signal(signum)
        self.output, _ = process.communicate(timeout=WITHIN)
        self.exit_code = process.returncode

    def begin_and_be_in_the_middle(self, *options: str) -> "subprocess.Popen[str]":
        """Returns once it has accounted for somebody."""
        ledger = self.folder / "middle.ndjson"
        process = self.begin(*options, "--ledger", str(ledger))
        _until(lambda: ledger.exists() and len(ledger.read_text("utf-8").splitlines()) > 1)
        return process

    @property
    def page(self) -> str:
        return (self.folder / "one" / "load.html").read_text(encoding="utf-8")

    def left(self) -> list[str]:
        """What is still there once it is over, files and processes."""
        files = [str(one) for one in (self.folder / "temporary").rglob("*")]
        mine = f"TMPDIR={self.folder / 'temporary'}".encode()
        return files + [str(one.parent) for one in _environments() if mine in _read(one)]

    def close(self) -> None:
        for process in self._processes:
            process.kill()
            process.communicate()

    def _reports(self, name: str) -> str:
        return f"reports={self.folder / name}"


class TwoSwarms:
    """A platform under load that stands by itself, and two swarms that come to it."""

    def __init__(self, load: PlayedLoad) -> None:
        self._load = load
        self._ledgers = load.folder / "ledgers"
        self._account = load.folder / "account.json"
        self._platform = load.begin("platform", "--port", "0", "--account", str(self._account))
        self._url, self._token = _greeting(self._platform.stdout)

    def come(self, customers: int) -> None:
        """Both, to their end; then the platform ends as well."""
        for swarm in [self._begin(name, customers) for name in ("first", "second")]:
            self._load.end(swarm)
        self._end()

    def come_and_one_is_killed(self) -> None:
        """In its middle, once it has accounted for somebody."""
        first, second = (self._begin(name, 60) for name in ("first", "second"))
        ledger = self._ledgers / "second.ndjson"
        _until(lambda: ledger.exists() and len(ledger.read_text("utf-8").splitlines()) > 1)
        self._load.end(second, signal.SIGKILL)
        self._load.end(first)
        self._end()

    def merge(self, workers: int) -> None:
        options = ("--workers", str(workers), "--account", str(self._account))
        reports = ("--reports", str(self._load.folder / "one"))
        self._load.play("merge", str(self._ledgers), *options, *reports)

    def _begin(self, name: str, customers: int) -> "subprocess.Popen[str]":
        first = {"first": "1000", "second": "2000"}[name]
        ledger = str(self._ledgers / f"{name}.ndjson")
        plan = ("--sessions", str(customers), "--failing", "0.5", "--rate", "30")
        whose = ("--target", self._url, "--first", first, "--worker", name, "--ledger", ledger)
        return self._load.begin(*plan, *whose, name=name, AGENT_TOKEN=self._token)

    def _end(self) -> None:
        self._load.end(self._platform, signal.SIGTERM)


def _greeting(output: IO[str] | None) -> tuple[str, str]:
    assert output is not None
    said = ""
    for line in output:
        said += line
        if line.startswith("Ctrl-C"):
            found = re.search(r"(ws://\S+) and show the token (\S+)", said)
            assert found, said
            return found[1], found[2]
    raise AssertionError(f"The platform ended at its start: {said}")


def _until(reached: Callable[[], bool]) -> None:
    """Looks on until it is so; whatever else there is to do is done by others."""
    while not reached():
        os.sched_yield()


def _environments() -> Iterator[Path]:
    own = str(os.getpid())
    return (one for one in Path("/proc").glob("[0-9]*/environ") if one.parent.name != own)


def _read(path: Path) -> bytes:
    """Nothing of what is over meanwhile, or somebody else's."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


@fixture
def played_load(_context: Any) -> Iterator[PlayedLoad]:
    with tempfile.TemporaryDirectory(prefix="load ") as folder:
        load = PlayedLoad(Path(folder))
        try:
            yield load
        finally:
            load.close()
