"""Our swarm on more than one machine, with Locust's master, web page and exit codes in front of it.

    locust -f support/load/locustfile.py --master --expect-workers 2 --headless -u 2
    locust -f support/load/locustfile.py --worker            # as often, wherever

Each worker runs one swarm, `python -m support load`, in a process of its own, and nothing that is
judged rests on Locust's statistics: each swarm writes a ledger, and the master ends with what `load
merge` says of them. The token that customers show is taken from AGENT_TOKEN on each worker. Locust
is an extra: nothing of the suite imports this.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gevent
from locust import User, events, task
from locust.runners import MasterRunner, WorkerRunner

OVER = "load_is_over"
LOOK_EVERY = 0.5
FOR_EVER = 3_600.0
SUPPORT = [sys.executable, "-m", "support", "load"]


class Progress:
    """Of this process: a worker's swarm; or, at the master, who is over, and of how many."""

    swarm: "subprocess.Popen[bytes] | None" = None
    workers = 0
    over: set[str] = set()  # noqa: RUF012 - there is one of it


@events.init_command_line_parser.add_listener
def options(parser: Any) -> None:
    group = parser.add_argument_group("Agents under load")
    group.add_argument("--load-target", default="", env_var="LOAD_TARGET", help="a ws:// address")
    group.add_argument(
        "--load-sessions", type=int, default=500, env_var="LOAD_SESSIONS", help="for each worker"
    )
    group.add_argument(
        "--load-failing", type=float, default=0.0, env_var="LOAD_FAILING", help="share, 0 to 1"
    )
    group.add_argument("--load-rate", default="", env_var="LOAD_RATE", help="for each worker")
    group.add_argument(
        "--load-ledgers", default="ledgers", env_var="LOAD_LEDGERS", help="a folder, on each worker"
    )
    group.add_argument(
        "--load-account", default="", env_var="LOAD_ACCOUNT", help="what the platform says, if any"
    )


@events.init.add_listener
def begins(environment: Any, **_: Any) -> None:
    if isinstance(environment.runner, MasterRunner):
        environment.runner.register_message(OVER, _one_is_over)


@events.test_start.add_listener
def test_begins(environment: Any, **_: Any) -> None:
    if isinstance(environment.runner, MasterRunner):
        Progress.workers = environment.runner.worker_count
        Progress.over = set()
        for left in Path(environment.parsed_options.load_ledgers).glob("*.ndjson"):
            left.unlink()
        gevent.spawn(_until_all_are_over, environment)


class Swarm(User):
    """One for each worker; any more of them have nothing to do."""

    @task
    def run_it(self) -> None:
        if Progress.swarm is None:
            self.play()
        gevent.sleep(FOR_EVER)

    def play(self) -> None:
        """Runs the swarm to its end, and tells Locust of each customer for its page."""
        environment, asked = self.environment, self.environment.parsed_options
        index = getattr(environment.runner, "worker_index", 0)
        folder = Path(asked.load_ledgers)
        folder.mkdir(parents=True, exist_ok=True)
        ledger = folder / f"worker-{index}.ndjson"
        name = f"worker-{index} ({socket.gethostname()}, process {os.getpid()})"
        command = [*SUPPORT, "--target", asked.load_target, "--sessions", str(asked.load_sessions)]
        command += ["--failing", str(asked.load_failing), "--first", str(index * 1_000_000)]
        command += ["--rate", asked.load_rate] if asked.load_rate else []
        command += ["--ledger", str(ledger), "--worker", name, "--with-stdin"]
        command += ["-D", f"reports={folder / f'worker-{index}'}"]
        Progress.swarm = swarm = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603
        for account in _accounts(ledger, swarm):
            _tell_locust(environment, account)
        if isinstance(environment.runner, WorkerRunner):
            environment.runner.send_message(OVER, {"worker": name})
        else:
            environment.runner.quit()


def _accounts(ledger: Path, swarm: "subprocess.Popen[bytes]") -> Iterator[dict[str, Any]]:
    """Each customer's, as the swarm writes it down."""
    rest, at = b"", 0
    while True:
        is_over = swarm.poll() is not None
        if ledger.exists():
            with ledger.open("rb") as file:
                file.seek(at)
                new = file.read()
            at += len(new)
            *lines, rest = (rest + new).split(b"\n")
            yield from (read["account"] for read in map(json.loads, lines) if "account" in read)
        if is_over:
            return
        gevent.sleep(LOOK_EVERY)


def _tell_locust(environment: Any, account: dict[str, Any]) -> None:
    told = account["told_ns"]
    wrong = account["findings"] or account["lost"] or account["foreign"] or account["repeated"]
    environment.events.request.fire(
        request_type="WS",
        name="told of a failure" if told else "answered",
        response_time=(told - account["occurred_ns"]) / 1e6 if told else None,
        response_length=account["events"],
        exception=AssertionError("what was told breaks a promise") if wrong else None,
    )


def _one_is_over(environment: Any, msg: Any, **_: Any) -> None:
    Progress.over.add(msg.node_id)


def _until_all_are_over(environment: Any) -> None:
    """Whoever is missing is over as well, in its way."""
    while True:
        gevent.sleep(LOOK_EVERY)
        clients = environment.runner.clients
        there = {one.id for one in clients.all if one.state != "missing"}
        if not there - Progress.over:
            environment.runner.quit()
            return


@events.quitting.add_listener
def quits(environment: Any, **_: Any) -> None:
    """A worker takes its swarm along; the master judges."""
    if Progress.swarm is not None and Progress.swarm.stdin is not None:
        Progress.swarm.stdin.close()
        Progress.swarm.wait()
    if isinstance(environment.runner, MasterRunner) and Progress.workers:
        asked = environment.parsed_options
        command = [*SUPPORT, "merge", asked.load_ledgers, "--workers", str(Progress.workers)]
        command += ["--account", asked.load_account] if asked.load_account else []
        command += ["--reports", asked.load_ledgers]
        environment.process_exit_code = subprocess.call(command)  # noqa: S603 - our own command
