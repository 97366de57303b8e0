"""Readers of hostile input that break one rule each, and hostile messages for a real connection."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final

from support.configuration import Configuration, ConfigurationError
from support.contract.customer_frames import Ask
from support.contract.vocabulary import ProtocolErrorCode
from support.customer import Customer
from support.fuzzing import READERS, Hunt, Reader, frames, hunt, settings, validator
from support.simulator.frames import RefusedFrame, parse
from support.validator import Finding, WebSocketEventValidator

SEED: Final = 20260101
ALLOWED: Final = 0.03
"""Seconds, for the one that takes longer on purpose: a test need not wait."""


class _Faulty(WebSocketEventValidator):
    def receive(self, event: Any) -> list[Finding]:
        found = super().receive(event)
        if found:
            self._found.append(self.fault(event, found[-1]))
        return found

    def fault(self, event: Any, found: Finding) -> Finding:
        raise NotImplementedError


class _Raises(_Faulty):
    def fault(self, event: Any, found: Finding) -> Finding:
        raise LookupError


class _Changes(_Faulty):
    def fault(self, event: Any, found: Finding) -> Finding:
        return Finding(found.promise, f"At {time.perf_counter_ns()}.", 1, event)


class _Repeats(_Faulty):
    def fault(self, event: Any, found: Finding) -> Finding:
        return Finding(found.promise, repr(event)[:700], 1, event)


class _TellsRaw(_Faulty):
    def fault(self, event: Any, found: Finding) -> Finding:
        return Finding(found.promise, "\x1b[2J", 1, event)


class _Invents(_Faulty):
    def fault(self, event: Any, found: Finding) -> Finding:
        return Finding("EVT-99", found.sentence, 1, event)


class _Rambles(_Faulty):
    def fault(self, event: Any, found: Finding) -> Finding:
        return Finding(found.promise, found.sentence * 50, 1, event)


class _Dawdles(_Faulty):
    def fault(self, event: Any, found: Finding) -> Finding:
        until = time.process_time() + 2 * ALLOWED
        while time.process_time() < until:
            pass
        return found


class _Hoards(_Faulty):
    def fault(self, event: Any, found: Finding) -> Finding:
        self._hoard = bytes(20_000_000)
        return found


class _BearsGrudges(_Faulty):
    """Once something was wrong, everything is."""

    def receive(self, event: Any) -> list[Finding]:
        had = bool(self._found)
        found = super().receive(event)
        return found or ([self._found[-1]] if had else [])

    def fault(self, event: Any, found: Finding) -> Finding:
        return found


class _LosesHeart(_Faulty):
    """Once something was wrong, nothing more is judged."""

    def receive(self, event: Any) -> list[Finding]:
        return [] if self._found else WebSocketEventValidator.receive(self, event)


def _lets_it_out(frame: str | bytes, limit: int) -> Any:
    str(frame).encode("ascii")
    return parse(frame, limit)


def _quotes(frame: str | bytes, limit: int) -> Any:
    try:
        return parse(frame, limit)
    except RefusedFrame as refused:
        raise RefusedFrame(refused.code, f"This is wrong: {frame!r}.") from None


def _guesses(frame: str | bytes, limit: int) -> Any:
    accepted = parse(frame, limit)
    return accepted.model_copy(update={"locale": "fr"}) if accepted.type == "ask" else accepted


def _has_its_own_codes(frame: str | bytes, limit: int) -> Any:
    try:
        return parse(frame, limit)
    except RefusedFrame as refused:
        code: Any = "oops" if refused.code == ProtocolErrorCode.NOT_JSON else refused.code
        raise RefusedFrame(code, refused.message) from None


def _stops_at_the_first(given: Mapping[str, object]) -> Any:
    try:
        return Configuration.read(given)
    except ConfigurationError as refused:
        raise ConfigurationError(refused.problems[:1]) from None


def _stumbles(given: Mapping[str, object]) -> Any:
    "".join(map(str, given.values())).encode()
    return Configuration.read(given)


def _of(name: str, breach: Callable[[Any, Counter[str]], Any]) -> Reader:
    return READERS[name]._replace(breach=breach)


FAULTY: Final[Mapping[str, Reader]] = {
    "validator that raises": _of("validator", validator.breach_of(_Raises)),
    "validator that says something else each time": _of("validator", validator.breach_of(_Changes)),
    "validator that says what came": _of("validator", validator.breach_of(_Repeats)),
    "validator that clears the screen": _of("validator", validator.breach_of(_TellsRaw)),
    "validator that invents promises": _of("validator", validator.breach_of(_Invents)),
    "validator that rambles": _of("validator", validator.breach_of(_Rambles)),
    "validator that dawdles": _of("validator", validator.breach_of(_Dawdles, ALLOWED)),
    "validator that hoards": _of("validator-huge", validator.weighed(_Hoards)),
    "validator that bears grudges": _of("validator", validator.breach_of(_BearsGrudges)),
    "validator that loses heart": _of("validator", validator.breach_of(_LosesHeart)),
    "parser that lets other errors out": _of("frames", frames.breach_of(_lets_it_out)),
    "parser that quotes the frame": _of("frames", frames.breach_of(_quotes)),
    "parser that guesses": _of("frames", frames.breach_of(_guesses)),
    "parser that has codes of its own": _of("frames", frames.breach_of(_has_its_own_codes)),
    "configuration that stops at the first": _of(
        "configuration", settings.breach_of(_stops_at_the_first)
    ),
    "configuration that stumbles over half letters": _of(
        "configuration", settings.breach_of(_stumbles)
    ),
}
"""Each by what it does wrong."""


def played(name: str, inputs: int) -> Hunt:
    """Always the same inputs, to one of ours or to one that is faulty."""
    return hunt({**READERS, **FAULTY}[name], SEED, inputs)


def refusal_of(frame: str) -> str:
    """The code that the parser refuses it with; empty where it does not."""
    try:
        parse(frame, frames.LIMIT)
    except RefusedFrame as refused:
        return refused.code
    return ""


_REFUSED_LATER: Final = {
    "authenticate": ProtocolErrorCode.ALREADY_AUTHENTICATED,
    "resume": ProtocolErrorCode.RESUME_REFUSED,
    "cancel": ProtocolErrorCode.UNKNOWN_RUN,
    "fetch_result": ProtocolErrorCode.UNKNOWN_RESULT,
}
"""How a platform answers what names nothing of its own."""


async def send_hostile_messages(customer: Customer, count: int) -> Counter[str]:
    """Sends what a WebSocket can carry, at once; what has to be told of it, by its code."""
    random = Random(SEED)  # noqa: S311 - nothing here is a secret
    refusals: Counter[str] = Counter()
    while len(customer.sent) < count:
        message = frames.frame.draw(random)
        if isinstance(message, str):
            message = message.encode("utf-8", "replace").decode()
        try:
            accepted = parse(message, frames.LIMIT)
        except RefusedFrame as refused:
            refusals[refused.code] += 1
        else:
            if isinstance(accepted, Ask):
                customer.asked.append(accepted.request_id)
            else:
                refusals[_REFUSED_LATER[accepted.type]] += 1
        await customer.send_bad(message)
    return refusals
