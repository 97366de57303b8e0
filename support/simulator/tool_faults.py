"""How a tool, or the line to it, fails, and what it says that it should not."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, NoReturn

from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure
from support.simulator.planted import LEAKY_CAUSE, LEAKY_CONTEXT, LEAKY_ERROR, LEAKY_OUTPUT


class ToolFault(StrEnum):
    """What really becomes of the call, or of the line to the tool."""

    CRASHES = "crashes with our secrets in its error"
    CRASHES_DEEP = "crashes with our secrets in the causes of its error"
    COMPLAINS = "says why it failed, with our secrets in it"
    BABBLES = "answers with our secrets in its output"
    REFUSES = "refuses the connection"
    NEVER_ANSWERS = "does its work and never answers"
    DROPS_THE_LINE = "does its work and drops the line"


def _crashes() -> NoReturn:
    raise RuntimeError(LEAKY_ERROR)


def _crashes_deep() -> NoReturn:
    refused = ConnectionError(LEAKY_CAUSE)
    refused.__context__ = PermissionError(LEAKY_CONTEXT)
    lost = RuntimeError("the order could not be found")
    lost.add_note(LEAKY_ERROR)
    raise lost from refused


def _complains() -> NoReturn:
    raise AgentFailure(ErrorType.SERVICE_UNAVAILABLE, LEAKY_ERROR)


def _babbles() -> str:
    return LEAKY_OUTPUT


LEAKS: Final[Mapping[str, Callable[[], str]]] = {
    ToolFault.CRASHES: _crashes,
    ToolFault.CRASHES_DEEP: _crashes_deep,
    ToolFault.COMPLAINS: _complains,
    ToolFault.BABBLES: _babbles,
}
"""What gives our secrets away: the tool's own error is raised, or its answer is what it says."""
