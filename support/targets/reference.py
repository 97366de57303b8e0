"""The reference platform in this process, on the World's clock."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from support.clock import Clock
from support.clock.base import Address
from support.configuration import Configuration
from support.record import LIFTED
from support.simulator import (
    AgentFailureSimulator,
    Injection,
    ModelFault,
    Receipt,
    ReferencePlatform,
)
from support.simulator.connection import Connection
from support.simulator.identity import TokenVerifier
from support.simulator.model.line_faults import LineFault
from support.simulator.model.provider import JournalledCall, closing
from support.simulator.model.slow import SlowFault
from support.simulator.observation import Observation
from support.simulator.operator_log import LogEntry
from support.simulator.recovery import CLEANS_UP
from support.simulator.session import Session
from support.simulator.tool_faults import ToolFault
from support.simulator.tools import ToolRun
from support.simulator.workplace import EVERY_FOLDER
from support.targets.base import MODEL
from support.targets.inventory import alive, held_by_runs, inventory, still_held, traced_memory
from support.targets.obstacles import Obstacles
from support.targets.scratch import new_folder
from support.targets.setup import CollectedLog, PlatformSetup
from support.targets.variations import WORDING, LostSentences

WORKERS: Final = "workers"
CLEANUP: Final = "cleanup"
TOOLS: Final = "tools"


class ReferenceTarget:
    """The default thing under test, set up as the scenario wants it."""

    name = "the built-in reference platform"

    def __init__(
        self,
        clock: Clock,
        configuration: Configuration,
        setup: PlatformSetup | None = None,
        name: str = name,
    ) -> None:
        self.name = name
        self.held_at_cleanups: list[dict[str, int]] = []
        self._obstacles = Obstacles()
        self._workers_taken = 0
        self.observations: list[Observation] = []
        self._clock = clock
        self._configuration = configuration
        self._setup = setup or PlatformSetup()
        self._faults = AgentFailureSimulator()
        self._tokens = TokenVerifier(clock)
        self._log = CollectedLog()
        self._folders: list[Path] = []
        self.platforms = [self._platform(self._new_folder())]

    @property
    def platform(self) -> ReferencePlatform:
        """The newest one; the others were killed, or restarted as planned."""
        return self.platforms[-1]

    def _new_folder(self) -> Path:
        self._folders.append(new_folder())
        return self._folders[-1]

    def _platform(self, folder: Path) -> ReferencePlatform:
        return self._setup.make(
            self._clock,
            self._configuration,
            folder,
            faults=self._faults,
            tokens=self._tokens,
            observer=self._observe,
            operator_log=self._log,
        )

    def _observe(self, seen: Observation) -> None:
        self.observations.append(seen)
        if self._setup.watches_cleanups and seen.label == CLEANS_UP:
            self.held_at_cleanups.append(held_by_runs(self.platform))

    @property
    def url(self) -> str:
        return self.platform.url

    async def start(self) -> None:
        await self.platform.start()

    async def stop(self) -> None:
        await self.platform.close()
        for folder in self._folders:
            shutil.rmtree(folder)

    async def kill(self) -> None:
        """What SIGKILL leaves: its files as they are at this moment, and lines that are cut.

        The rest of the old platform ends out of sight, on files that nobody looks at again.
        """
        left = self.platform.folder
        shutil.copytree(left, self._new_folder(), dirs_exist_ok=True)
        for connection in tuple(self.platform.gateway.connections):
            connection.socket.transport.abort()
        await self.platform.close()

    async def start_again(self) -> None:
        self.platforms.append(self._platform(self._folders[-1]))
        await self.platform.start()

    def work_folders(self) -> list[str]:
        return [found.name for found in self._folders[-1].glob("run-*")]

    async def shut_down(self) -> None:
        await self.platform.shut_down()
        await self.platform.close()

    def token_for(self, user_id: str, *, valid_for: float | None = None) -> str:
        return self.platform.tokens.issue(user_id, valid_for=valid_for)

    def revoke_token(self, token: str) -> None:
        self.platform.tokens.revoke(token)

    def operator_log(self) -> list[LogEntry]:
        return self._log.entries

    def stored(self) -> bytes:
        return b"".join(
            path.read_bytes() for path in sorted(self.platform.folder.rglob("*")) if path.is_file()
        )

    def inject(
        self,
        fault: str,
        *,
        port: str = MODEL,
        from_call: int = 1,
        times: int | None = None,
        step: str | None = None,
    ) -> Injection:
        return self.platform.faults.inject(
            fault, port=port, from_call=from_call, times=times, step=step
        )

    def lose_sentences(self, subject: str) -> Injection:
        self.platform.wording = LostSentences(subject, self.platform)
        return self.inject(f"lost its sentences about {subject}", port=WORDING)

    def take_worker_away(self) -> None:
        self.inject("takes a worker away", port=WORKERS)
        self._workers_taken += 1
        if self.platform.workers.take_away():
            self._touch(WORKERS)

    def block_cleanup(self) -> None:
        """Puts something in the place of each work folder that is there now."""
        self.inject("puts something in the place of the work folder", port=CLEANUP)
        for folder in list(self.platform.folder.glob(EVERY_FOLDER)):
            self._obstacles.put_in_place_of(folder)
            self._touch(CLEANUP)

    def keep_model_connections(self, step: str) -> None:
        """The provider does not take leave, so that the connection to it cannot be closed."""
        self.inject("does not take leave", port=closing(MODEL), step=step)

    def _touch(self, port: str) -> None:
        self.platform.faults.fault_for(port, 1, "", self.platform.clock.now())

    def lift_faults(self) -> None:
        self.platform.faults.lift_all()
        self._observe(Observation(self._clock.now(), "note", "model", None, MODEL, LIFTED))
        self._obstacles.take_away()
        while self._workers_taken:
            self._workers_taken -= 1
            self.platform.workers.give_back()

    def model_calls(self, port: str = MODEL) -> list[JournalledCall]:
        return [call for one in self.platforms for call in one.models[port].journal]

    def tool_runs(self) -> list[ToolRun]:
        return [run for one in self.platforms for run in one.tools.journal]

    def failures_due(self) -> list[float]:
        failed = [call for call in self.model_calls() if call.fault not in (None, *SlowFault)]
        of_models = [self._due(call) for call in failed]
        of_tools = [self._tool_due(one) for one in self.receipts() if one.port == TOOLS]
        return sorted(of_models + of_tools)

    def _tool_due(self, receipt: Receipt) -> float:
        never = receipt.fault == ToolFault.NEVER_ANSWERS
        return receipt.at + (self.platform.settings.tool_answer if never else 0.0)

    def _due(self, call: JournalledCall) -> float:
        settings = self.platform.settings
        match call.fault:
            case ModelFault.NEVER_ANSWERS | ModelFault.SENDS_ONLY_KEEPALIVES | LineFault.SILENT:
                return call.at + settings.first_token
            case ModelFault.STOPS_MID_SENTENCE:
                return call.last_item_at + settings.stall
            case _:
                return call.last_item_at

    async def has_noticed_the_end(self, customer: Address) -> None:
        for platform in self.platforms:
            await platform.gateway.has_noticed_the_end(customer)

    def is_connected(self, user_id: str) -> bool:
        return any(self._connections_of(user_id))

    def sessions_of(self, user_id: str) -> int:
        ours = alive(Session)
        return sum(one.user_id == user_id and one.clock is self._clock for one in ours)

    def bytes_held_for(self, user_id: str) -> int:
        sessions = [one for one in self.platform.sessions.values() if one.user_id == user_id]
        return sum(one.kept.bytes for one in sessions) + sum(
            one.socket.transport.get_write_buffer_size() for one in self._connections_of(user_id)
        )

    def _connections_of(self, user_id: str) -> Iterator[Connection]:
        everybody = self.platform.gateway.connections
        return (one for one in everybody if one.session.user_id == user_id)

    def receipts(self) -> list[Receipt]:
        return self.platform.faults.receipts

    def untouched_faults(self) -> list[Injection]:
        return self.platform.faults.untouched()

    def held_resources(self) -> list[str]:
        return still_held(self.platform)

    def inventory(self) -> Mapping[str, int]:
        return inventory(self.platform)

    def traced_memory(self, module: str = "*") -> int:
        return traced_memory(module)

    def left_behind(self) -> list[str]:
        return [f"the folder {folder.name}" for folder in self._folders if folder.exists()]
