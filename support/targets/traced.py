"""A model whose calls go as a trace says: slower from call to call, or failing more and more."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, Final, NamedTuple

from support.simulator.model.faults import SCRIPTS, ModelFault
from support.simulator.model.provider import Provider, ScriptedProvider
from support.simulator.model.replies import BETWEEN_WORDS, Moment, Reply, ending, spoken
from support.simulator.routes import PRIMARY
from support.warning.calls import Call
from support.warning.traces import trace

HEALTHY: Final = 32
SEED: Final = 1
SEED_OF_ERRORS: Final = 17
"""One whose errors cluster early, so that no scenario has to wait for long."""

RELIEVED: Final = 40
_FIRST_WORDS: Final = 2


class Manner(StrEnum):
    """As a customer would see it."""

    LATER = "answers later and later, until it fails"
    ERRING = "fails more and more often, until it fails"
    SLOWER = "speaks more and more slowly, until it fails"
    LATER_AND_BACK = "answers later and later, and then as before"
    AS_EVERY_DAY = "is as quick as every day"
    A_BURST = "is slow ten times, and then as before"


class Course(NamedTuple):
    """What becomes of each call. `fails_at`: from that call on, numbered from 0, none is answered.

    `of_words`: the latencies are those of each word, and not of the first one alone.
    """

    calls: Sequence[Call]
    fails_at: int | None = None
    of_words: bool = False

    def of(self, number: int) -> Call | None:
        """None where the upstream has failed; after the last call, all is as before."""
        if self.fails_at is not None and number >= self.fails_at:
            return None
        return self.calls[number] if number < len(self.calls) else self.calls[0]


def course(manner: Manner) -> Course:
    """The calls of a model of that manner, always the same ones."""
    if manner is Manner.LATER_AND_BACK:
        calls, _ = _made("gamma-ramp")
        return Course(calls[: HEALTHY + RELIEVED])
    calls, failure = _made(_KINDS[manner])
    return Course(calls, failure, of_words=manner is Manner.SLOWER)


_KINDS: Final[Mapping[Manner, str]] = {
    Manner.LATER: "gamma-ramp",
    Manner.ERRING: "gamma-error-ramp",
    Manner.SLOWER: "gamma-ramp",
    Manner.AS_EVERY_DAY: "gamma-healthy",
    Manner.A_BURST: "gamma-burst",
}


def _made(kind: str) -> tuple[Sequence[Call], int | None]:
    seed = SEED_OF_ERRORS if kind == _KINDS[Manner.ERRING] else SEED
    made = trace(kind, seed, healthy=HEALTHY)
    return made.calls, made.failure


class TracedProvider(ScriptedProvider):
    """Answers as ever, in the time and with the success of its course."""

    def __init__(
        self, name: str, replies: Mapping[str, Reply], *, course: Course, **of_all: Any
    ) -> None:
        super().__init__(name, replies, **of_all)
        self._course = course

    def _script(self, fault: str | None, reply: Reply) -> Iterator[Moment]:
        if fault is not None:
            return super()._script(fault, reply)
        call = self._course.of(len(self.journal) - 1)
        if call is None:
            return SCRIPTS[ModelFault.NEVER_ANSWERS](reply)
        if not call.ok:
            return SCRIPTS[ModelFault.UNAVAILABLE](reply)
        return self._slowed(reply, call.latency_s)

    def _slowed(self, reply: Reply, latency_s: float) -> Iterator[Moment]:
        for number, moment in enumerate(spoken(reply)):
            after = moment.after
            if number == _FIRST_WORDS and not self._course.of_words:
                after = latency_s
            elif after == BETWEEN_WORDS and self._course.of_words:
                after = BETWEEN_WORDS * latency_s
            yield Moment(after, moment.item)
        yield from ending("tool_calls" if reply.tool else "stop")


def following(of: Course) -> Callable[..., Provider]:
    """A part that makes providers: the first one follows the course, every other is well."""

    def make(name: str, *args: Any, **more: Any) -> Provider:
        make_one = partial(TracedProvider, course=of) if name == PRIMARY else ScriptedProvider
        return make_one(name, *args, **more)

    return make
