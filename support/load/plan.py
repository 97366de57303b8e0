"""Who comes when under load, and whose request fails in which way. The same plan, the same load."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from support.contract.vocabulary import ErrorType
from support.simulator.model.faults import ModelFault

QUESTION: Final = "I would like a refund."

TOLD_AS: Final = {
    ModelFault.UNAVAILABLE: ErrorType.SERVICE_UNAVAILABLE,
    ModelFault.ENDS_EARLY: ErrorType.RESPONSE_TRUNCATED,
    ModelFault.EMPTY_OBJECT: ErrorType.INVALID_RESPONSE_FORMAT,
    ModelFault.HTML_PAGE: ErrorType.INVALID_RESPONSE_FORMAT,
    ModelFault.CUT_JSON: ErrorType.INVALID_RESPONSE_FORMAT,
    ModelFault.RATE_LIMIT_WITH_WAIT: ErrorType.RATE_LIMIT_EXCEEDED,
    ModelFault.QUOTA_USED_UP: ErrorType.QUOTA_EXHAUSTED,
    ModelFault.REFUSES_OUR_KEY: ErrorType.PROVIDER_REFUSED_US,
    ModelFault.ERROR_INSIDE: ErrorType.SERVICE_UNAVAILABLE,
    ModelFault.CONTENT_FILTER: ErrorType.CONTENT_FILTERED,
    ModelFault.CONTEXT_TOO_LONG: ErrorType.CONTEXT_TOO_LONG,
    ModelFault.NEVER_ANSWERS: ErrorType.LLM_TIMEOUT,
    ModelFault.STOPS_MID_SENTENCE: ErrorType.LLM_TIMEOUT,
}
"""What can be asked for, and what a customer must be told of it. A line that is reset is not among
them: what it is told as depends on what else that line has been through."""

EVERYDAY_KINDS: Final = (
    ModelFault.UNAVAILABLE,
    ModelFault.ENDS_EARLY,
    ModelFault.EMPTY_OBJECT,
    ModelFault.RATE_LIMIT_WITH_WAIT,
)
"""None of them is found out by a deadline, so that nobody waits for one."""


class Part(NamedTuple):
    """What one customer does: comes after so many seconds; `fault` is None where all goes well."""

    number: int
    at: float
    fault: ModelFault | None

    @property
    def text(self) -> str:
        """The request. Its end says what the model is to do, and only the model knows that."""
        return QUESTION if self.fault is None else f"{QUESTION} The model {self.fault}."


@dataclass(frozen=True)
class LoadPlan:
    """`sessions` customers ask once each; `failing` is the share of them whose request fails.

    With a `rate` so many come a second, after a `ramp` of so many seconds in which their rate grows
    from none. Without, the next comes as soon as fewer than `at_once` are there. `together`: nobody
    asks before all are connected. Customers are numbered from `first` on, so that those of several
    swarms can be told apart.
    """

    sessions: int = 500
    failing: float = 0.2
    kinds: tuple[ModelFault, ...] = EVERYDAY_KINDS
    rate: float | None = None
    ramp: float = 0.0
    at_once: int = 100
    together: bool = False
    first: int = 0

    def parts(self) -> Iterator[Part]:
        """In the order of their coming."""
        failed = 0
        for number in range(self.sessions):
            fault = None
            if math.floor((number + 1) * self.failing + 1e-9) > failed:
                fault = self.kinds[failed % len(self.kinds)]
                failed += 1
            yield Part(self.first + number, self._comes_at(number), fault)

    @property
    def most_at_once(self) -> int:
        """How many may be connected at a time."""
        paced = self.rate is not None or self.together
        return self.sessions if paced else min(self.at_once, self.sessions)

    def _comes_at(self, number: int) -> float:
        if self.rate is None:
            return 0.0
        while_it_grows = self.rate * self.ramp / 2
        if number < while_it_grows:
            return math.sqrt(2 * number * self.ramp / self.rate)
        return number / self.rate + self.ramp / 2


def sessions_within(duration: float, rate: float, ramp: float) -> int:
    """How many come in so many seconds; at least one."""
    if duration <= ramp:
        return max(1, math.floor(rate * duration * duration / (2 * ramp)))
    return max(1, math.floor(rate * (duration - ramp / 2)))
