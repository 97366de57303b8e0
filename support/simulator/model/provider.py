"""A scripted provider: answers each step as it was told to, unless a fault is planned."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from support.clock import Clock
from support.simulator.injection import AgentFailureSimulator
from support.simulator.model.faults import FOREVER, SCRIPTS, ModelFault
from support.simulator.model.replies import Moment, Reply, healthy
from support.simulator.model.wire import End, ModelRequest, WireItem
from support.simulator.observation import Observation, Observer, nobody_watches


@dataclass(eq=False, slots=True)
class JournalledCall:
    """One request that reached the provider, and what it met there.

    Moments are seconds on the clock; `last_item_at` is when the newest item was put on the wire.
    """

    call: int
    step: str
    at: float
    idempotency_key: str
    fault: str | None
    last_item_at: float


class ScriptedProvider:
    """A `ModelPort`. Every request that reaches it is in its journal."""

    def __init__(
        self,
        name: str,
        replies: Mapping[str, Reply],
        *,
        clock: Clock,
        faults: AgentFailureSimulator,
        observer: Observer = nobody_watches,
    ) -> None:
        self.name = name
        self.journal: list[JournalledCall] = []
        self._calls: list[ScriptedCall] = []
        self._replies = replies
        self._clock = clock
        self._faults = faults
        self._observer = observer

    async def open(self, request: ModelRequest) -> "ScriptedCall":
        step = str(json.loads(request.body)["metadata"]["step"])
        number = len(self.journal) + 1
        at = self._clock.now()
        fault = self._faults.fault_for(self.name, number, step, at)
        entry = JournalledCall(number, step, at, request.idempotency_key, fault, at)
        self.journal.append(entry)
        asked = f"asks the model: {step}"
        self._observer(Observation(at, "message", "agent", "model", self.name, asked))
        script = healthy if fault is None else SCRIPTS[ModelFault(fault)]
        if fault is not None:
            self._observer(Observation(at, "fault", "model", None, self.name, fault, failure=True))
        call = ScriptedCall(self._clock, script(self._replies[step]), entry)
        self._calls.append(call)
        return call

    def open_calls(self) -> "list[ScriptedCall]":
        """The calls whose connection nobody has closed."""
        return [call for call in self._calls if call.open]


class ScriptedCall:
    """Plays a script on the clock."""

    def __init__(self, clock: Clock, script: Iterator[Moment], entry: JournalledCall) -> None:
        self._clock = clock
        self._script = script
        self._entry = entry
        self.open = True

    async def next(self) -> WireItem:
        moment = next(self._script, None)
        if moment is None:
            return End("fin")
        if moment.after == FOREVER:
            await self._clock.signal("a provider that never goes on").wait()
        if moment.after:
            await self._clock.sleep(moment.after)
        self._entry.last_item_at = self._clock.now()
        return moment.item

    async def close(self) -> None:
        self.open = False
