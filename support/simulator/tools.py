"""The tools that the agent may run, and a journal of every run of them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple

from support.clock import Clock
from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure
from support.simulator.injection import AgentFailureSimulator


class ToolRun(NamedTuple):
    """One execution that began; what really happened, whatever the events say."""

    tool: str
    run_id: str
    arguments: Mapping[str, Any]


class ToolFault(StrEnum):
    CRASHES = "crashes with our secrets in its error"


SECRETS_IN_THE_ERROR: Final = (
    'Traceback (most recent call last):\n  File "/srv/app/orders/lookup.py", line 42, in find\n'
    "psycopg.OperationalError: connection to postgresql://orders:hunter2@db.internal:5432 failed: "
    "SELECT * FROM customers WHERE email = 'maya@example.com'; "
    "Authorization: Bearer sk-live-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c"
)


async def find_order(arguments: Mapping[str, Any]) -> str:
    return f"Order {arguments['order_number']}: one lamp, delivered."


async def send_refund(arguments: Mapping[str, Any]) -> str:
    return f"The refund of {arguments['amount']} is on its way."


@dataclass(frozen=True, slots=True)
class Tool:
    """What the model may call, the arguments that it must give, and the seconds that it takes."""

    run: Callable[[Mapping[str, Any]], Awaitable[str]]
    required: frozenset[str]
    takes: float = 0.0


TOOLS: Final[Mapping[str, Tool]] = {
    "find_order": Tool(find_order, frozenset({"order_number"})),
    "send_refund": Tool(send_refund, frozenset({"order_number", "amount"}), takes=0.5),
}


class ToolBox:
    """Runs tools by name; each run is in the journal before it starts. A port named `tools`."""

    def __init__(
        self, clock: Clock, faults: AgentFailureSimulator, tools: Mapping[str, Tool] = TOOLS
    ) -> None:
        self.name = "tools"
        self.journal: list[ToolRun] = []
        self._clock = clock
        self._faults = faults
        self._tools = tools

    async def run(self, name: str, arguments: Mapping[str, Any], run_id: str) -> str:
        """What the tool says. Raises AgentFailure where the model asked for what is not there."""
        tool = self._tools.get(name)
        if tool is None or not tool.required <= arguments.keys():
            raise AgentFailure(
                ErrorType.INVALID_RESPONSE_FORMAT,
                "The model asked for a tool, or with arguments, that do not exist; it was not run.",
            )
        self.journal.append(ToolRun(name, run_id, arguments))
        if self._faults.fault_for(self.name, len(self.journal), name, self._clock.now()):
            raise RuntimeError(SECRETS_IN_THE_ERROR)
        if tool.takes:
            await self._clock.sleep(tool.takes)
        return await tool.run(arguments)
