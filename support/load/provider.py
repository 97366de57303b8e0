"""The language model under load: fails each request in the way that its text asks for."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from support.clock import Clock, Signal
from support.load.plan import QUESTION, TOLD_AS, Part
from support.simulator.model.faults import FOREVER, SCRIPTS, ModelFault
from support.simulator.model.provider import JournalledCall
from support.simulator.model.replies import Moment, Reply, healthy
from support.simulator.model.wire import End, ModelCall, ModelRequest, WireItem
from support.simulator.plan import REPLIES, WRITE_ANSWER

FAULT_OF: Final[Mapping[str, ModelFault]] = {Part(0, 0.0, fault).text: fault for fault in TOLD_AS}
"""By the text of the request."""


class Met(NamedTuple):
    """A fault reached a request: `at_ns` is when it was last on the wire, as `time.monotonic_ns`
    has it, so that another process of this machine can compare it."""

    fault: str
    at_ns: int


@dataclass(eq=False, slots=True)
class Gate:
    """Holds failures back while it is closed, so that they come all at once.

    `waiting` is how many it has held back.
    """

    opened: Signal
    is_closed: bool = False
    waiting: int = 0

    def close(self) -> None:
        self.is_closed = True
        self.opened.clear()

    def open(self) -> None:
        self.is_closed = False
        self.opened.set()


class ProviderUnderLoad:
    """A `Provider` without pauses and without a journal, which would grow for as long as it runs.

    `met` has an entry for each run whose request met a fault.
    """

    def __init__(self, name: str, _: Mapping[str, Reply], *, clock: Clock, **_others: Any) -> None:
        self.name = name
        self.journal: list[JournalledCall] = []
        self.met: dict[str, Met] = {}
        self.gate = Gate(clock.signal("the moment at which all fail at once"))
        self._clock = clock

    async def open(self, request: ModelRequest) -> "CallUnderLoad":
        asked = json.loads(request.body)
        step = str(asked["metadata"]["step"])
        text = asked["messages"][1]["content"]
        fault = None if text == QUESTION else FAULT_OF.get(text)
        if fault is None or step != WRITE_ANSWER.name:
            return CallUnderLoad(self._clock, iter(_spoken(step, None)), None)
        if self.gate.is_closed:
            self.gate.waiting += 1
            await self.gate.opened.wait()
        run_id = request.idempotency_key.partition("/")[0]

        def touched() -> None:
            self.met[run_id] = Met(fault, time.monotonic_ns())

        return CallUnderLoad(self._clock, iter(_spoken(step, fault)), touched)

    def open_calls(self) -> list[ModelCall]:
        return []


@cache
def _spoken(step: str, fault: ModelFault | None) -> tuple[Moment, ...]:
    """All that is on the wire; what waits for ever is last."""
    script = healthy(REPLIES[step]) if fault is None else SCRIPTS[fault](REPLIES[step])
    return tuple(script)


class CallUnderLoad:
    """Plays a script without its pauses; tells `touched` of each item of a faulty one."""

    def __init__(self, clock: Clock, script: Iterator[Moment], touched: Any) -> None:
        self._clock = clock
        self._script = script
        self._touched = touched

    async def next(self) -> WireItem:
        moment = next(self._script, None)
        if moment is None:
            return End("fin")
        if moment.after == FOREVER:
            await self._clock.signal("a provider that never goes on").wait()
        if self._touched is not None:
            self._touched()
        return moment.item

    async def close(self) -> None:
        """Nothing is held."""
