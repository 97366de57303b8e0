"""One run: a customer's request on its way to exactly one ending."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from support.contract.vocabulary import RunState


@dataclass(eq=False)
class Run:
    """`finished` maps each finished step to what it produced, in order."""

    run_id: str
    request_id: str
    text: str
    locale: str
    state: RunState = RunState.RUNNING
    finished: dict[str, str] = field(default_factory=dict)
    in_work: str | None = None
    result_id: str | None = None
    cancel_asked: bool = False
    task: "asyncio.Task[Any] | None" = None

    @property
    def is_running(self) -> bool:
        return self.state is RunState.RUNNING
