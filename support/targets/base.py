"""What the World needs of anything that is put under test."""

from collections.abc import Mapping
from typing import Final, Protocol

from support.clock.base import Address
from support.simulator import Injection, Receipt
from support.simulator.model.provider import JournalledCall
from support.simulator.observation import Observation
from support.simulator.operator_log import LogEntry
from support.simulator.tools import ToolRun

MODEL: Final = "primary"


class Target(Protocol):
    """A server under test, with the means to make it fail.

    What it cannot do, or does not let anybody see, raises NotTestable.
    """

    name: str

    @property
    def url(self) -> str:
        """Where customers connect."""

    @property
    def observations(self) -> list[Observation]:
        """What it was seen doing, in order; empty where nobody can look inside."""

    async def start(self) -> None: ...

    async def stop(self) -> None:
        """Ends it and everything that belongs to it."""

    async def kill(self) -> None:
        """Ends it in the middle of everything, without a word to anybody."""

    async def start_again(self) -> None:
        """Starts it on what the one before left."""

    def work_folders(self) -> list[str]:
        """The folders of runs that are on its disk now."""

    async def shut_down(self) -> None:
        """Ends it as for a planned restart."""

    def token_for(self, user_id: str, *, valid_for: float | None = None) -> str:
        """What this customer authenticates with; for so many seconds, or until it is revoked."""

    def revoke_token(self, token: str) -> None: ...

    def operator_log(self) -> list[LogEntry]:
        """What operators were told, as far as anybody can look inside."""

    def stored(self) -> bytes:
        """Everything in its files, as somebody would find it who takes the disk away."""

    def inject(
        self,
        fault: str,
        *,
        port: str = MODEL,
        from_call: int = 1,
        times: int | None = None,
        step: str | None = None,
    ) -> Injection:
        """Plans a fault, of the language model where no other port is named."""

    def lose_sentences(self, subject: str) -> Injection:
        """Takes away what customers read about a subject."""

    def take_worker_away(self) -> None:
        """Takes away the worker of the run that was begun last; what is lifted gives it back."""

    def block_cleanup(self) -> None:
        """Makes the work folders that are there now refuse to be removed, until it is lifted."""

    def keep_model_connections(self, step: str) -> None:
        """Keeps the connections of one step from being closed, until it is lifted."""

    def lift_faults(self) -> None: ...

    def model_calls(self, port: str = MODEL) -> list[JournalledCall]:
        """The requests that reached a language model, the first one where none is named."""

    def tool_runs(self) -> list[ToolRun]:
        """The tool executions that began."""

    def failures_due(self) -> list[float]:
        """When each faulty call of a model or tool had failed: its last sign, or its deadline."""

    async def has_noticed_the_end(self, customer: Address) -> None:
        """Returns once it knows that the connection from this address is over."""

    def is_connected(self, user_id: str) -> bool:
        """Whether it believes that this customer is there."""

    def sessions_of(self, user_id: str) -> int:
        """How many sessions of this customer are in its memory."""

    def bytes_held_for(self, user_id: str) -> int:
        """What waits for this customer, in its sessions and in its sockets."""

    def receipts(self) -> list[Receipt]: ...

    def untouched_faults(self) -> list[Injection]:
        """Faults that were planned and touched nothing."""

    @property
    def held_at_cleanups(self) -> list[dict[str, int]]:
        """What runs really held when each cleanup began: how many of each resource."""

    def inventory(self) -> Mapping[str, int]:
        """What is there now, counted by the operating system and the event loop."""

    def traced_memory(self, module: str = "*") -> int:
        """Bytes that the platform's code holds, as Python's allocator counts them."""

    def held_resources(self) -> list[str]:
        """What is still held although every run has ended, each in words."""

    def left_behind(self) -> list[str]:
        """What is still there after `stop`, each in words."""
