"""What every null platform has: an address, and an empty answer to whatever the World asks."""

import secrets
from collections.abc import Mapping

from support.clock import Clock
from support.clock.base import Address
from support.simulator import AgentFailureSimulator, Injection, Receipt
from support.simulator.model.provider import JournalledCall
from support.simulator.observation import Observation
from support.simulator.operator_log import LogEntry
from support.simulator.tools import ToolRun
from support.targets.base import MODEL


class NullPlatform:
    """A `Target` that agrees to every plan and does nothing of it.

    It says that it holds nothing, logs nothing and calls nobody: what passes on that passes on
    nothing. `says` is how it behaves, in words. Subclasses open and close the address.
    """

    says = ""

    def __init__(self, clock: Clock) -> None:
        self.name = f"a null platform that {self.says}"
        self.url = ""
        self.observations: list[Observation] = []
        self.held_at_cleanups: list[dict[str, int]] = []
        self.users: dict[str, str] = {}
        self._clock = clock
        self._faults = AgentFailureSimulator()

    async def open(self) -> int:
        """Begins to listen; returns the port."""
        raise NotImplementedError

    async def close(self) -> None:
        raise NotImplementedError

    async def start(self) -> None:
        self.url = f"ws://127.0.0.1:{await self.open()}/"

    async def stop(self) -> None:
        if self.url:
            await self.close()

    async def kill(self) -> None:
        await self.close()

    async def start_again(self) -> None:
        await self.start()

    async def shut_down(self) -> None:
        await self.close()

    def token_for(self, user_id: str, *, valid_for: float | None = None) -> str:
        token = secrets.token_urlsafe(32)
        self.users[token] = user_id
        return token

    def revoke_token(self, token: str) -> None:
        self.users.pop(token, None)

    def inject(
        self,
        fault: str,
        *,
        port: str = MODEL,
        from_call: int = 1,
        times: int | None = None,
        step: str | None = None,
    ) -> Injection:
        return self._faults.inject(fault, port=port, from_call=from_call, times=times, step=step)

    def lose_sentences(self, subject: str) -> Injection:
        return self.inject(f"lost its sentences about {subject}")

    def take_worker_away(self) -> None:
        self.inject("takes a worker away")

    def block_cleanup(self) -> None:
        self.inject("blocks the cleanup")

    def keep_model_connections(self, step: str) -> None:
        self.inject("does not take leave", step=step)

    def lift_faults(self) -> None:
        self._faults.lift_all()

    def untouched_faults(self) -> list[Injection]:
        return self._faults.untouched()

    def receipts(self) -> list[Receipt]:
        return []

    def model_calls(self, port: str = MODEL) -> list[JournalledCall]:
        return []

    def tool_runs(self) -> list[ToolRun]:
        return []

    def failures_due(self) -> list[float]:
        return []

    async def has_noticed_the_end(self, customer: Address) -> None:
        """It notices nothing, and keeps nobody waiting for it."""

    def is_connected(self, user_id: str) -> bool:
        return False

    def sessions_of(self, user_id: str) -> int:
        return 0

    def bytes_held_for(self, user_id: str) -> int:
        return 0

    def operator_log(self) -> list[LogEntry]:
        return []

    def stored(self) -> bytes:
        return b""

    def work_folders(self) -> list[str]:
        return []

    def inventory(self) -> Mapping[str, int]:
        return {}

    def traced_memory(self, module: str = "*") -> int:
        return 0

    def held_resources(self) -> list[str]:
        return []

    def left_behind(self) -> list[str]:
        return []
