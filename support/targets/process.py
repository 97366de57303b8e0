"""The reference platform in a process of its own, on the wall clock: what really can be killed."""

import asyncio
import json
import os
import secrets
import shutil
import signal
import sys
from asyncio.subprocess import PIPE, Process
from typing import Final, NoReturn

from support.blame import NotTestable
from support.clock.base import Address
from support.simulator import Injection, Receipt
from support.simulator.model.provider import JournalledCall
from support.simulator.observation import Observation
from support.simulator.operator_log import LogEntry
from support.simulator.tools import ToolRun
from support.targets.base import MODEL
from support.targets.scratch import new_folder

MODULE: Final = "support.targets.server"
ACCESS_TOKENS: Final = "AGENT_ACCESS_TOKENS"
OUT_OF_REACH: Final = "Nobody can look into, or plan faults in, a server in a process of its own."


class ProcessTarget:
    """A `Target` that is started on a free port, and ended by its process id."""

    def __init__(self, name: str, reference: str) -> None:
        self.name = f"{name}, in a process of its own"
        self._reference = reference
        self.url = ""
        self.observations: list[Observation] = []
        self.held_at_cleanups: list[dict[str, int]] = []
        self.log_lines: list[str] = []
        self._folder = new_folder()
        self._tokens: dict[str, str] = {}
        self._process: Process | None = None

    async def start(self) -> None:
        environment = {**os.environ, ACCESS_TOKENS: json.dumps(self._tokens)}
        command = [sys.executable, "-m", MODULE, self._reference, "--folder", str(self._folder)]
        self._process = await asyncio.create_subprocess_exec(
            *command, stdout=PIPE, stderr=PIPE, env=environment
        )
        assert self._process.stdout is not None
        self.url = (await self._process.stdout.readline()).decode().strip()
        assert self.url, "The server ended before it said where it listens."

    async def stop(self) -> None:
        """At once: the second signal does not wait for steps to finish."""
        await self._end(signal.SIGINT, signal.SIGTERM)
        shutil.rmtree(self._folder)

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def start_again(self) -> None:
        await self.start()

    async def shut_down(self) -> None:
        await self._end(signal.SIGTERM)

    async def _end(self, *signals: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None:
            for one in signals:
                process.send_signal(one)
            _, said = await process.communicate()
            self._keep(said.decode())

    def _keep(self, said: str) -> None:
        """The operators' lines for whoever asks; anything else is a crash that must be seen."""
        for line in said.splitlines():
            if line.startswith("{"):
                self.log_lines.append(line)
            else:
                print(line, file=sys.stderr)

    def token_for(self, user_id: str, *, valid_for: float | None = None) -> str:
        if valid_for is not None:
            raise NotTestable(OUT_OF_REACH)
        token = secrets.token_urlsafe(32)
        self._tokens[token] = user_id
        return token

    def revoke_token(self, token: str) -> NoReturn:
        raise NotTestable(OUT_OF_REACH)

    def operator_log(self) -> list[LogEntry]:
        return []

    def stored(self) -> bytes:
        return b"".join(f.read_bytes() for f in sorted(self._folder.rglob("*")) if f.is_file())

    def work_folders(self) -> list[str]:
        return [found.name for found in self._folder.glob("run-*")]

    def inject(
        self,
        fault: str,
        *,
        port: str = MODEL,
        from_call: int = 1,
        times: int | None = None,
        step: str | None = None,
    ) -> NoReturn:
        raise NotTestable(OUT_OF_REACH)

    def lose_sentences(self, subject: str) -> NoReturn:
        raise NotTestable(OUT_OF_REACH)

    def take_worker_away(self) -> NoReturn:
        raise NotTestable(OUT_OF_REACH)

    def block_cleanup(self) -> NoReturn:
        raise NotTestable(OUT_OF_REACH)

    def keep_model_connections(self, step: str) -> NoReturn:
        raise NotTestable(OUT_OF_REACH)

    def lift_faults(self) -> NoReturn:
        raise NotTestable(OUT_OF_REACH)

    def inventory(self) -> NoReturn:
        raise NotTestable(OUT_OF_REACH)

    def traced_memory(self, module: str = "*") -> NoReturn:
        raise NotTestable(OUT_OF_REACH)

    def model_calls(self, port: str = MODEL) -> list[JournalledCall]:
        raise NotTestable(OUT_OF_REACH)

    def tool_runs(self) -> list[ToolRun]:
        raise NotTestable(OUT_OF_REACH)

    def failures_due(self) -> list[float]:
        raise NotTestable(OUT_OF_REACH)

    async def has_noticed_the_end(self, customer: Address) -> None:
        """Nobody can tell from here; on the wall clock nobody needs to."""

    def is_connected(self, user_id: str) -> bool:
        raise NotTestable(OUT_OF_REACH)

    def sessions_of(self, user_id: str) -> int:
        raise NotTestable(OUT_OF_REACH)

    def bytes_held_for(self, user_id: str) -> int:
        raise NotTestable(OUT_OF_REACH)

    def receipts(self) -> list[Receipt]:
        return []

    def untouched_faults(self) -> list[Injection]:
        return []

    def held_resources(self) -> list[str]:
        return [f"the folder of a run, {name}" for name in self.work_folders()]

    def left_behind(self) -> list[str]:
        return [f"the folder {self._folder.name}"] if self._folder.exists() else []
