"""The words that feature files use, and what each of them means in the contract.

A word that is not here is an undefined step, so that a slip of the pen cannot pass.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import Final

from behave import register_type
from parse_type import TypeBuilder

from support.bad_frames import BAD_FRAMES, BROKEN_FRAMES
from support.contract.vocabulary import ErrorType, SuggestedAction
from support.simulator.model.faults import ModelFault
from support.simulator.model.leaks import LeakFault
from support.simulator.model.line_faults import LineFault
from support.simulator.model.refusals import RefusalFault
from support.simulator.model.slow import SlowFault
from support.simulator.plan import (
    CHECK_RULES,
    FIND_EARLIER_ORDER,
    FIND_ORDER,
    SEND_REFUND,
    WRITE_ANSWER,
)
from support.simulator.store import StoreFault
from support.simulator.tool_faults import ToolFault

PEOPLE: Final = ("Maya", "Tom", "Ben", "Mallory")

TOLD: Final[Mapping[str, ErrorType]] = {
    "the assistant took too long": ErrorType.LLM_TIMEOUT,
    "the assistant is very busy": ErrorType.RATE_LIMIT_EXCEEDED,
    "the assistant cannot answer today": ErrorType.QUOTA_EXHAUSTED,
    "the assistant is not available to us": ErrorType.PROVIDER_REFUSED_US,
    "the answer could not be read": ErrorType.INVALID_RESPONSE_FORMAT,
    "the answer broke off": ErrorType.RESPONSE_TRUNCATED,
    "the assistant may not answer this": ErrorType.CONTENT_FILTERED,
    "the request is too long": ErrorType.CONTEXT_TOO_LONG,
    "her request needs more room than we have": ErrorType.MEMORY_LIMIT_EXCEEDED,
    "we have too much to do": ErrorType.PROCESSING_CAPACITY_EXCEEDED,
    "we cannot reach the assistant": ErrorType.CONNECTION_FAILED,
    "our line to the assistant keeps breaking": ErrorType.CONNECTION_INTERMITTENT,
    "our line to the assistant is silent": ErrorType.NETWORK_TIMEOUT,
    "the assistant is not available": ErrorType.SERVICE_UNAVAILABLE,
    "our records cannot be reached": ErrorType.DATABASE_CONNECTION_FAILED,
    "something went wrong on our side": ErrorType.INTERNAL_ERROR,
}

ADVICE: Final[Mapping[str, SuggestedAction]] = {
    "wait": SuggestedAction.WAIT,
    "wait and try again": SuggestedAction.WAIT_AND_RETRY,
    "try again now": SuggestedAction.RETRY_NOW,
    "shorten the request": SuggestedAction.SHORTEN_REQUEST,
    "use what is finished": SuggestedAction.USE_PARTIAL_RESULT,
    "contact our support": SuggestedAction.CONTACT_SUPPORT,
}

TASKS: Final[Mapping[str, str]] = {
    "looks for the order": FIND_ORDER.name,
    "looks for the earlier order": FIND_EARLIER_ORDER.name,
    "checks the refund rules": CHECK_RULES.name,
    "sends the refund": SEND_REFUND.name,
    "writes the answer": WRITE_ANSWER.name,
}

OCCASIONS: Final[Mapping[str, str]] = {
    "a step is finished": "checkpoint",
    "work is to be kept": "preserve",
    "work is fetched": "fetch",
    "a request is parked": "park",
}
"""When our records are asked for something, and what the store calls it."""

SUBJECTS: Final[Mapping[str, str]] = {
    "slow answers": ErrorType.LLM_TIMEOUT,
    "our attempts": "attempt",
    "finished work": "partial",
    "what is released": "cleanup",
}
"""What our sentences are about, and the key that they begin with."""

TO_DO: Final = (CHECK_RULES.name, WRITE_ANSWER.name)


def together() -> dict[str, tuple[str, ...]]:
    """Several people in one breath, such as "Maya, Tom and Ben"."""
    several = [names for count in (2, 3) for names in combinations(PEOPLE, count)]
    return {f"{', '.join(names[:-1])} and {names[-1]}": names for names in several}


def register() -> None:
    """Makes the words known to behave; to be called before the steps are loaded."""
    register_type(
        Person=TypeBuilder.make_choice(PEOPLE),
        People=TypeBuilder.make_enum(together()),
        ModelFault=TypeBuilder.make_enum(
            {fault.value: fault for fault in (*ModelFault, *RefusalFault, *LeakFault, *SlowFault)}
        ),
        LineFault=TypeBuilder.make_enum({fault.value: fault for fault in LineFault}),
        Language=TypeBuilder.make_choice(["German", "English"]),
        ToolFault=TypeBuilder.make_enum({fault.value: fault for fault in ToolFault}),
        Told=TypeBuilder.make_enum(dict(TOLD)),
        Advice=TypeBuilder.make_enum(dict(ADVICE)),
        BadFrame=TypeBuilder.make_choice(list(BAD_FRAMES)),
        BrokenFrame=TypeBuilder.make_choice(list(BROKEN_FRAMES)),
        StoreFault=TypeBuilder.make_enum({fault.value: fault for fault in StoreFault}),
        Occasion=TypeBuilder.make_enum(dict(OCCASIONS)),
        Subject=TypeBuilder.make_enum(dict(SUBJECTS)),
        ToDo=TypeBuilder.make_choice(TO_DO),
        Task=TypeBuilder.make_enum(dict(TASKS)),
    )
