"""What the failing model is to do in one scenario, and the journal of what reached it.

Requests come on threads of their own, so all of it is guarded by one lock.
"""

import threading
from collections.abc import Callable, Mapping
from typing import Any, Final

from support.simulator import AgentFailureSimulator, Injection, Receipt
from support.simulator.model.line_faults import LineFault
from support.simulator.model.provider import JournalledCall
from support.simulator.model.replies import Reply
from support.simulator.plan import REPLIES, WRITE_ANSWER
from support.targets.base import MODEL

ANY_STEP: Final = WRITE_ANSWER.name
"""A real server's calls have no step of ours: each may be the one that writes the answer."""


class Plan:
    """`over` is set when the scenario is. `repeats_the_question`: each answer holds it."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.over = threading.Event()
        self.repeats_the_question = False
        self._lock = threading.Lock()
        self._now = now
        self._faults = AgentFailureSimulator()
        self._journal: list[JournalledCall] = []
        self._whole: set[int] = set()
        self._streamed = 0
        self._line_is_up = True

    def inject(self, fault: str, *, from_call: int = 1, times: int | None = None) -> Injection:
        with self._lock:
            return self._faults.inject(fault, port=MODEL, from_call=from_call, times=times)

    def lift_all(self) -> None:
        with self._lock:
            self._faults.lift_all()

    def call(self, *, streamed: bool, fits: Callable[[str], bool]) -> JournalledCall:
        """A request has come. Its entry says which fault it meets, which is its receipt.

        `fits` says whether a fault can happen to this request at all.
        """
        with self._lock:
            number, at = len(self._journal) + 1, self._now()
            planned = self._faults.planned(MODEL, number, ANY_STEP)
            fault = None
            if planned is not None and fits(planned.fault):
                self._faults.touched(planned, MODEL, number, ANY_STEP, at)
                fault = self._flapping(planned.fault)
            entry = JournalledCall(number, ANY_STEP, at, "", fault, at)
            self._journal.append(entry)
            self._streamed += streamed
            return entry

    def said(self, entry: JournalledCall) -> None:
        with self._lock:
            entry.last_item_at = self._now()

    def finished(self, entry: JournalledCall) -> None:
        """All of it went out, and nobody had gone before."""
        with self._lock:
            self._whole.add(entry.call)

    @property
    def journal(self) -> list[JournalledCall]:
        with self._lock:
            return list(self._journal)

    @property
    def receipts(self) -> list[Receipt]:
        with self._lock:
            return list(self._faults.receipts)

    def untouched(self) -> list[Injection]:
        with self._lock:
            return self._faults.untouched()

    @property
    def streamed(self) -> int:
        """How many requests asked for a stream."""
        with self._lock:
            return self._streamed

    def reply_to(self, body: Mapping[str, Any]) -> Reply:
        reply = REPLIES[WRITE_ANSWER.name]
        if not self.repeats_the_question:
            return reply
        return reply._replace(words=(f"You asked: {question_in(body)} ", *reply.words))

    def _flapping(self, fault: str | None) -> str | None:
        """A line that flaps is up at every other call."""
        if fault != LineFault.FLAPS:
            return fault
        self._line_is_up = not self._line_is_up
        return None if self._line_is_up else fault


def question_in(body: Mapping[str, Any]) -> str:
    """The last text that a user says in it, in whatever provider's format."""
    turns = body.get("messages") or body.get("input") or body.get("contents") or []
    if isinstance(turns, str):
        return turns
    said = [turn for turn in turns if isinstance(turn, dict) and turn.get("role", "user") == "user"]
    return _text(said[-1]) if said else ""


def _text(turn: Mapping[str, Any]) -> str:
    content = turn.get("content") or turn.get("parts") or ""
    if isinstance(content, str):
        return content
    return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
