"""Every fault that can be asked for by hand, with what it puts on the wire, in plain words."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from support.simulator import ModelFault
from support.simulator.model.leaks import LeakFault
from support.simulator.model.line_faults import LineFault
from support.simulator.model.refusals import RefusalFault
from support.simulator.plan import PLAN_WITH_SUGGESTIONS
from support.simulator.routes import PRIMARY, SECONDARY
from support.simulator.tool_faults import ToolFault
from support.simulator.tools import TOOLS

TOOL_PORT: Final = "tools"


class OfferedFault(NamedTuple):
    """A fault by its name, the port that it happens at, and what happens there."""

    fault: str
    port: str
    description: str


_OF_THE_MODEL: Final[Mapping[str, str]] = {
    ModelFault.NEVER_ANSWERS: "Status 200, and then not a word.",
    ModelFault.STOPS_MID_SENTENCE: "Half an answer comes, then silence on an open connection.",
    ModelFault.SENDS_ONLY_KEEPALIVES: "Comment lines come for ever, and never a word.",
    ModelFault.RATE_LIMIT_WITH_WAIT: "Status 429 with Retry-After: 20.",
    ModelFault.RATE_LIMIT_WITH_LONG_WAIT: "Status 429 with Retry-After: 300.",
    ModelFault.RATE_LIMIT_WITHOUT_WAIT: "Status 429, and nothing that says how long.",
    ModelFault.QUOTA_USED_UP: "Status 429 with insufficient_quota: waiting would not help.",
    ModelFault.HTML_PAGE: "Status 200 with a web page.",
    ModelFault.EMPTY_OBJECT: "Status 200 with {}.",
    ModelFault.CUT_JSON: "Status 200 with JSON that is cut off.",
    ModelFault.BAD_TOOL_ARGUMENTS: "A tool call whose arguments are no JSON.",
    ModelFault.ENDS_EARLY: "Half an answer, then an orderly end of the stream.",
    ModelFault.RESETS: "Half an answer, then the connection is reset.",
    ModelFault.ERROR_INSIDE: "An overloaded_error inside a stream that began well.",
    ModelFault.LENGTH_LIMIT: "The answer stops with finish_reason length.",
    ModelFault.CONTENT_FILTER: "The answer ends with finish_reason content_filter.",
    ModelFault.REFUSES_OUR_KEY: "Status 401, with our key in its text.",
    ModelFault.UNAVAILABLE: "Status 503.",
    ModelFault.CONTEXT_TOO_LONG: "Status 400 with context_length_exceeded.",
    LeakFault.SAYS_SECRETS: "The answer holds keys, addresses, paths and SQL, in pieces.",
    LeakFault.HIDES_SECRETS: "The answer holds them escaped, in base64, and with unseen letters.",
    LeakFault.ERROR_WITH_SECRETS: "An overloaded_error with our key in it, inside a stream.",
    RefusalFault.FORBIDS: "Status 403.",
    RefusalFault.BREAKS_DOWN: "Status 500.",
    RefusalFault.BAD_GATEWAY: "Status 502 with a gateway's web page.",
    RefusalFault.DOWN_FOR_NOW: "Status 503 with Retry-After: 20.",
    RefusalFault.OVERLOADED: "Status 529 with overloaded_error.",
    RefusalFault.RATE_LIMIT_UNTIL: "Status 429 with Retry-After as a date.",
    RefusalFault.RATE_LIMIT_RESET: "Status 429 with x-ratelimit-reset-requests: 20s.",
    LineFault.REFUSED: "The connection is refused.",
    LineFault.UNKNOWN_HOST: "The provider's name is unknown.",
    LineFault.FLAPS: "The connection drops on every other call.",
    LineFault.SILENT: "The request is taken, and not one byte comes back.",
}
_OF_THE_TOOLS: Final[Mapping[str, str]] = {
    ToolFault.CRASHES: "The tool raises an error full of secrets.",
    ToolFault.CRASHES_DEEP: "The tool raises an error whose causes are full of secrets.",
    ToolFault.COMPLAINS: "The tool tells of its failure, with secrets in the text.",
    ToolFault.BABBLES: "The tool answers with more than it was asked for: an address and a key.",
    ToolFault.REFUSES: "The connection to the tool is refused.",
    ToolFault.NEVER_ANSWERS: "The tool does its work, and its answer never comes.",
    ToolFault.DROPS_THE_LINE: "The tool does its work, and the line drops before its answer.",
}

OFFERED: Final = (
    *(OfferedFault(fault, PRIMARY, text) for fault, text in _OF_THE_MODEL.items()),
    *(OfferedFault(fault, SECONDARY, text) for fault, text in _OF_THE_MODEL.items()),
    *(OfferedFault(fault, TOOL_PORT, text) for fault, text in _OF_THE_TOOLS.items()),
)
_STEPS: Final = tuple(step.name for step in PLAN_WITH_SUGGESTIONS)
STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    PRIMARY: _STEPS,
    SECONDARY: _STEPS,
    TOOL_PORT: tuple(TOOLS),
}
"""What a fault can be limited to, for each port."""


def listed() -> str:
    """All faults by port, as a Markdown list."""
    secondary = f"{SECONDARY}, the second model where there is one: the same as {PRIMARY}.\n"
    return "\n".join((f"{PRIMARY}:\n", _of(PRIMARY), secondary, f"{TOOL_PORT}:\n", _of(TOOL_PORT)))


def _of(port: str) -> str:
    return "".join(f"- `{one.fault}`: {one.description}\n" for one in OFFERED if one.port == port)
