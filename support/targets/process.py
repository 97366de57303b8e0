"""The reference platform in a process of its own, on the wall clock: what really can be killed."""

import asyncio
import json
import os
import secrets
import shutil
import signal
import sys
from asyncio.subprocess import PIPE, Process
from typing import Final

from support.blame import NotTestable
from support.installed import our_module
from support.simulator.observation import Observation
from support.targets.out_of_reach import OUT_OF_REACH, OutOfReach
from support.targets.scratch import new_folder

MODULE: Final = "support.targets.server"
ACCESS_TOKENS: Final = "AGENT_ACCESS_TOKENS"


class ProcessTarget(OutOfReach):
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
        command = [*our_module(MODULE), self._reference, "--folder", str(self._folder)]
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

    def stored(self) -> bytes:
        return b"".join(f.read_bytes() for f in sorted(self._folder.rglob("*")) if f.is_file())

    def work_folders(self) -> list[str]:
        return [found.name for found in self._folder.glob("run-*")]

    def held_resources(self) -> list[str]:
        return [f"the folder of a run, {name}" for name in self.work_folders()]

    def left_behind(self) -> list[str]:
        return [f"the folder {self._folder.name}"] if self._folder.exists() else []
