"""What the agent does for a customer: named steps, each one call to the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from support.simulator.degradation import SUGGESTIONS
from support.simulator.model.replies import Reply
from support.simulator.providers import HEALTH_CHECK


@dataclass(frozen=True, slots=True)
class Step:
    """A step streams words, or calls a tool. `outside_effects`: running it twice does harm.

    `feature` names what the customer loses when the step is switched off.
    """

    name: str
    tool: str = ""
    outside_effects: bool = False
    feature: str = ""


FIND_ORDER: Final = Step("find the order", tool="find_order")
CHECK_RULES: Final = Step("check the refund rules")
WRITE_ANSWER: Final = Step("write the answer")
SUGGEST: Final = Step("suggest something similar", feature=SUGGESTIONS)
FIND_EARLIER_ORDER: Final = Step("find the earlier order", tool="find_order")
SEND_REFUND: Final = Step("send the refund", tool="send_refund", outside_effects=True)
DEFAULT_PLAN: Final = (FIND_ORDER, CHECK_RULES, WRITE_ANSWER)
PLAN_WITH_SUGGESTIONS: Final = (*DEFAULT_PLAN, SUGGEST)
TWO_ORDERS_PLAN: Final = (FIND_ORDER, FIND_EARLIER_ORDER, WRITE_ANSWER)
REFUND_PLAN: Final = (FIND_ORDER, CHECK_RULES, SEND_REFUND, WRITE_ANSWER)

REPLIES: Final[Mapping[str, Reply]] = {
    FIND_ORDER.name: Reply(tool="find_order", arguments='{"order_number": "A-1042"}'),
    FIND_EARLIER_ORDER.name: Reply(tool="find_order", arguments='{"order_number": "A-0977"}'),
    SEND_REFUND.name: Reply(
        tool="send_refund", arguments='{"order_number": "A-1042", "amount": "40 euros"}'
    ),
    CHECK_RULES.name: Reply(words=("Bought nine days ago; ", "refunds run for thirty days.")),
    SUGGEST.name: Reply(words=("You may like ", "our brass lamp.")),
    HEALTH_CHECK: Reply(words=("I am well.",)),
    WRITE_ANSWER.name: Reply(words=("You will get ", "your money back ", "within three days.")),
}
