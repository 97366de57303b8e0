"""What still works while a provider does not, and what is really switched off meanwhile."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from support.contract.vocabulary import DegradationLevel
from support.simulator.upstream import Upstream

ORDER_LOOKUP: Final = "order lookup"
REFUND_ANSWERS: Final = "refund answers"
SUGGESTIONS: Final = "product suggestions"
FINISHED_WORK: Final = "finished work"


class ServiceLevel(NamedTuple):
    """A level of reduced service. `impact` says in plain words what it costs the customer.

    `case` names the sentence about it, where that is not the level's own.
    """

    level: DegradationLevel
    available: tuple[str, ...]
    disabled: tuple[str, ...]
    impact: str
    case: str = ""


REDUCED: Final = ServiceLevel(
    DegradationLevel.REDUCED,
    (ORDER_LOOKUP, REFUND_ANSWERS, FINISHED_WORK),
    (SUGGESTIONS,),
    "Answers come from our second assistant and may take longer.",
)
MINIMAL: Final = ServiceLevel(
    DegradationLevel.MINIMAL,
    (FINISHED_WORK,),
    (ORDER_LOOKUP, REFUND_ANSWERS, SUGGESTIONS),
    "No new requests are answered; what is finished can be fetched.",
)


def service_level(upstreams: Sequence[Upstream]) -> ServiceLevel | None:
    """None for full service. Without a fallback there is nothing to reduce to, only refusal."""
    primary, *fallbacks = upstreams
    if primary.is_closed or not fallbacks:
        return None
    return REDUCED if any(fallback.is_closed for fallback in fallbacks) else MINIMAL
