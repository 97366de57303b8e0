"""What nobody can do to a server that is not in this process, or see of it."""

from typing import ClassVar, Final, NoReturn

from support.blame import NotTestable
from support.clock.base import Address
from support.simulator import Injection, Receipt
from support.simulator.model.provider import JournalledCall
from support.simulator.operator_log import LogEntry
from support.simulator.tools import ToolRun
from support.targets.base import MODEL

OUT_OF_REACH: Final = "Nobody can look into, or plan faults in, a server in a process of its own."


class OutOfReach:
    """The part of a `Target` that needs a look inside; who has one overrides it."""

    why: ClassVar[str] = OUT_OF_REACH
    held_at_cleanups: list[dict[str, int]]

    def _cannot(self) -> NoReturn:
        raise NotTestable(self.why)

    def revoke_token(self, token: str) -> None:
        self._cannot()

    def operator_log(self) -> list[LogEntry]:
        self._cannot()

    def inject(
        self,
        fault: str,
        *,
        port: str = MODEL,
        from_call: int = 1,
        times: int | None = None,
        step: str | None = None,
    ) -> Injection:
        self._cannot()

    def lose_sentences(self, subject: str) -> Injection:
        self._cannot()

    def take_worker_away(self) -> None:
        self._cannot()

    def block_cleanup(self) -> None:
        self._cannot()

    def keep_model_connections(self, step: str) -> None:
        self._cannot()

    def lift_faults(self) -> None:
        self._cannot()

    def inventory(self) -> dict[str, int]:
        self._cannot()

    def traced_memory(self, module: str = "*") -> int:
        self._cannot()

    def model_calls(self, port: str = MODEL) -> list[JournalledCall]:
        self._cannot()

    def tool_runs(self) -> list[ToolRun]:
        self._cannot()

    def failures_due(self) -> list[float]:
        self._cannot()

    async def has_noticed_the_end(self, customer: Address) -> None:
        """Nobody can tell from here; on the wall clock nobody needs to."""

    def is_connected(self, user_id: str) -> bool:
        self._cannot()

    def sessions_of(self, user_id: str) -> int:
        self._cannot()

    def bytes_held_for(self, user_id: str) -> int:
        self._cannot()

    def receipts(self) -> list[Receipt]:
        return []

    def untouched_faults(self) -> list[Injection]:
        return []
