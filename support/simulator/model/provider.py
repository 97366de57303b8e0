"""A scripted provider: answers each step as it was told to, unless a fault is planned."""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Protocol

from support.clock import Clock
from support.simulator.injection import AgentFailureSimulator
from support.simulator.model.faults import FOREVER, SCRIPTS, ModelFault
from support.simulator.model.leaks import LEAKS
from support.simulator.model.line_faults import LINE_SCRIPTS, LineFault
from support.simulator.model.refusals import REFUSALS
from support.simulator.model.replies import Moment, Reply, healthy
from support.simulator.model.slow import SlowFault, slow
from support.simulator.model.wire import End, ModelCall, ModelPort, ModelRequest, WireItem
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


class Provider(ModelPort, Protocol):
    """A `ModelPort` that remembers: every request is in its journal."""

    journal: list[JournalledCall]

    def open_calls(self) -> Sequence[ModelCall]:
        """The calls whose connection nobody has closed."""


def closing(provider: str) -> str:
    """The port at which faults keep a connection to that provider from being closed."""
    return f"{provider}, closing"


class ScriptedProvider:
    """A `Provider`. Every request that reaches it is in its journal."""

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
        self._open: dict[ScriptedCall, None] = {}
        self._replies = replies
        self._clock = clock
        self._faults = faults
        self._observer = observer
        self._line_is_up = True

    async def open(self, request: ModelRequest) -> "ScriptedCall":
        step = str(json.loads(request.body)["metadata"]["step"])
        number = len(self.journal) + 1
        at = self._clock.now()
        fault = self._flapping(self._faults.fault_for(self.name, number, step, at))
        entry = JournalledCall(number, step, at, request.idempotency_key, fault, at)
        self.journal.append(entry)
        asked = f"asks the model: {step}"
        self._observer(Observation(at, "message", "agent", "model", self.name, asked))
        script = self._script(fault, self.reply_to(request, step))
        if fault is not None:
            self._observer(Observation(at, "fault", "model", None, self.name, fault, failure=True))
        call = ScriptedCall(self._clock, script, entry, self._closed)
        self._open[call] = None
        return call

    def reply_to(self, request: ModelRequest, step: str) -> Reply:  # noqa: ARG002 - for others
        """What a healthy answer to this request is; here the step alone decides it."""
        return self._replies[step]

    def open_calls(self) -> "list[ScriptedCall]":
        """The calls whose connection nobody has closed."""
        return list(self._open)

    async def _closed(self, call: "ScriptedCall") -> None:
        """The other end takes leave, unless a fault keeps it from doing so."""
        entry, now = call.entry, self._clock.now()
        if self._faults.fault_for(closing(self.name), entry.call, entry.step, now):
            await self._clock.signal("a provider that does not take leave").wait()
        self._open.pop(call, None)

    def _flapping(self, fault: str | None) -> str | None:
        """A line that flaps is up at every other call."""
        if fault != LineFault.FLAPS:
            return fault
        self._line_is_up = not self._line_is_up
        return None if self._line_is_up else fault

    def _script(self, fault: str | None, reply: Reply) -> Iterator[Moment]:
        if fault is None:
            return healthy(reply)
        if fault in LINE_SCRIPTS:
            return LINE_SCRIPTS[fault]()
        if fault in REFUSALS:
            return REFUSALS[fault](self._http_date)
        if fault in LEAKS:
            return LEAKS[fault](reply)
        if fault == SlowFault.SLOW:
            return slow(reply)
        return SCRIPTS[ModelFault(fault)](reply)

    def _http_date(self, seconds: float) -> str:
        moment = datetime.fromisoformat(self._clock.timestamp()) + timedelta(seconds=seconds)
        whole = moment.replace(microsecond=0) + timedelta(seconds=moment.microsecond > 0)
        return format_datetime(whole, usegmt=True)


class ScriptedCall:
    """Plays a script on the clock."""

    def __init__(
        self,
        clock: Clock,
        script: Iterator[Moment],
        entry: JournalledCall,
        closed: Callable[["ScriptedCall"], Awaitable[None]],
    ) -> None:
        self.entry = entry
        self._clock = clock
        self._script = script
        self._closed = closed

    async def next(self) -> WireItem:
        moment = next(self._script, None)
        if moment is None:
            return End("fin")
        if moment.after == FOREVER:
            await self._clock.signal("a provider that never goes on").wait()
        if moment.after:
            await self._clock.sleep(moment.after)
        self.entry.last_item_at = self._clock.now()
        return moment.item

    async def close(self) -> None:
        await self._closed(self)
