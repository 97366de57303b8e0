"""The tools that the agent may run, and a journal of every run of them."""

import itertools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from support.clock import Clock
from support.contract.vocabulary import ErrorType
from support.simulator.archive import documents
from support.simulator.failure import AgentFailure
from support.simulator.injection import AgentFailureSimulator
from support.simulator.memory import WorkingMemory
from support.simulator.tool_faults import LEAKS, ToolFault


class ToolRun(NamedTuple):
    """One execution that began; what really happened, whatever the events say."""

    tool: str
    run_id: str
    arguments: Mapping[str, Any]


async def find_order(arguments: Mapping[str, Any], memory: WorkingMemory) -> str:
    """Loads the documents of the order into the run's memory."""
    for piece in documents(str(arguments["order_number"])):
        memory.load(piece)
    return f"Order {arguments['order_number']}: one lamp, delivered."


async def send_refund(arguments: Mapping[str, Any], memory: WorkingMemory) -> str:
    return f"The refund of {arguments['amount']} is on its way."


@dataclass(frozen=True, slots=True)
class Tool:
    """What the model may call, the arguments that it must give, and the seconds that it takes."""

    run: Callable[[Mapping[str, Any], WorkingMemory], Awaitable[str]]
    required: frozenset[str]
    takes: float = 0.0


TOOLS: Final[Mapping[str, Tool]] = {
    "find_order": Tool(find_order, frozenset({"order_number"})),
    "send_refund": Tool(send_refund, frozenset({"order_number", "amount"}), takes=0.5),
}


class ToolBox:
    """Runs tools by name; each run is in the journal before it starts. A port named `tools`.

    `within` bounds the wait for an answer, in seconds.
    """

    def __init__(
        self,
        clock: Clock,
        faults: AgentFailureSimulator,
        within: float,
        tools: Mapping[str, Tool] = TOOLS,
    ) -> None:
        self.name = "tools"
        self.journal: list[ToolRun] = []
        self._clock = clock
        self._faults = faults
        self._within = within
        self._tools = tools
        self._calls = itertools.count(1)

    async def run(
        self,
        name: str,
        arguments: Mapping[str, Any],
        *,
        run_id: str,
        memory: WorkingMemory,
        begins: Callable[[], None],
    ) -> str:
        """What the tool says. `begins` is called once it can have effects, whatever comes of it.

        Raises AgentFailure where the model asked for what is not there, or the line failed.
        """
        tool = self._tools.get(name)
        if tool is None or not tool.required <= arguments.keys():
            raise AgentFailure(
                ErrorType.INVALID_RESPONSE_FORMAT,
                "The model asked for a tool, or with arguments, that do not exist; it was not run.",
            )
        fault = self._faults.fault_for(self.name, next(self._calls), name, self._clock.now())
        try:
            if fault == ToolFault.REFUSES:
                raise ConnectionRefusedError
            self.journal.append(ToolRun(name, run_id, arguments))
            begins()
            async with self._clock.timeout(self._within):
                return await self._answer(tool, arguments, memory, fault)
        except TimeoutError:
            raise _unreachable(
                ErrorType.NETWORK_TIMEOUT, f"A tool did not answer within {self._within:g} s."
            ) from None
        except OSError as broken:
            raise _unreachable(
                ErrorType.CONNECTION_FAILED, "The line to a tool could not be kept."
            ) from broken

    async def _answer(
        self, tool: Tool, arguments: Mapping[str, Any], memory: WorkingMemory, fault: str | None
    ) -> str:
        if tool.takes:
            await self._clock.sleep(tool.takes)
        if fault is not None and fault in LEAKS:
            return LEAKS[fault]()
        answer = await tool.run(arguments, memory)
        if fault == ToolFault.NEVER_ANSWERS:
            await self._clock.signal("a tool that never answers").wait()
        if fault == ToolFault.DROPS_THE_LINE:
            raise ConnectionResetError
        return answer


def _unreachable(error_type: ErrorType, message: str) -> AgentFailure:
    """No fault of the model's provider, whose breaker it leaves as it is."""
    return AgentFailure(error_type, message, counts=False)
