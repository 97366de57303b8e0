"""One run: a customer's request on its way to exactly one ending."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from support.contract.vocabulary import RunState


@dataclass(eq=False)
class Run:
    """`finished` maps each finished step to what it produced, in order.

    `in_doubt` is a step that can have had effects outside and is not finished yet; `unknown` are
    those that were cut off then. `execution` is 0 for the original and n for attempt n.
    `pause_asked` stops the run between two steps.
    """

    run_id: str
    request_id: str
    text: str
    locale: str
    state: RunState = RunState.RUNNING
    finished: dict[str, str] = field(default_factory=dict)
    in_work: str | None = None
    in_doubt: str | None = None
    result_id: str | None = None
    unknown: list[str] = field(default_factory=list)
    execution: int = 0
    cancel_asked: bool = False
    pause_asked: bool = False
    task: "asyncio.Task[Any] | None" = None

    def leave_in_doubt(self) -> None:
        """What is in doubt now stays unknown."""
        if self.in_doubt is not None:
            self.unknown.append(self.in_doubt)
            self.in_doubt = None

    @property
    def is_running(self) -> bool:
        return self.state is RunState.RUNNING
