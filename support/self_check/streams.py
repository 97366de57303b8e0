"""Example streams, broken one thing at a time, and what the validator makes of them."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from support.contract.defaults import PlatformSettings
from support.contract.events import read, write
from support.contract.parts import CircuitBreakerConfig
from support.example_streams import MAYA, STREAMS
from support.judging import JudgedLog
from support.validator import Finding, WebSocketEventValidator
from support.validator.schema import read_exact
from support.validator.validator import MAX_EVENT_BYTES

Event = dict[str, Any]


class _Text(str):
    """A text, as some libraries hand it on."""


FORMS: Final[Mapping[str, Callable[[Event], Any]]] = {
    "frames": json.dumps,
    "bytes": lambda event: json.dumps(event, separators=(",", ":")).encode(),
    "objects": dict,
    "mappings": MappingProxyType,
    "models": lambda event: read(json.dumps(event)),
    "texts of a class of their own": lambda event: _Text(json.dumps(event)),
}


def judged(
    events: Iterable[Any],
    asked: Iterable[str] = (),
    *,
    planted: str = "",
    breaker: CircuitBreakerConfig | None = CircuitBreakerConfig(),  # noqa: B008 - frozen
) -> list[Finding]:
    """What a validator finds in Maya's stream, as a whole; `planted` must never be shown."""
    forbidden = {planted} - {""}
    validator = WebSocketEventValidator(user_id=MAYA, breaker=breaker, forbidden=forbidden)
    for request_id in asked:
        validator.asked(request_id)
    for event in events:
        validator.receive(event)
    validator.finish()
    return validator.findings


def log_of(events: Iterable[Event]) -> JudgedLog:
    """Maya's log of a stream in which everything that she asked is answered."""
    told = list(events)
    return JudgedLog(
        who="Maya",
        user_id=MAYA,
        settings=PlatformSettings(),
        asked=tuple(event["request_id"] for event in told if "request_id" in event),
        frames=tuple(json.dumps(event) for event in told),
    )


def looked_at_twice() -> list[str]:
    """Which events of the stories are not read at first sight, but asked for a closer look."""
    told = [json.dumps(event) for story in STREAMS.values() for event in story()]
    frames = [write(read(frame)) for frame in told]
    frames += [json.dumps(json.loads(frame)) for frame in frames]
    return [frame for frame in frames if read_exact(frame) is None]


class ExampleStream:
    """One story, which can be broken.

    An event is named by its type, with the status where it has one ("recovery_attempt failed");
    "last" before it means the last of them, and otherwise the first is meant.
    """

    def __init__(self, story: str | list[Event]) -> None:
        self.events: list[Any] = STREAMS[story]() if isinstance(story, str) else story
        self.breaker: CircuitBreakerConfig | None = CircuitBreakerConfig()
        self._asked = [event["request_id"] for event in self.events if "request_id" in event]
        self._as_it_is: set[int] = set()

    def findings(self, form: str = "frames") -> list[Finding]:
        as_form = FORMS[form]
        whole = (e if id(e) in self._as_it_is else as_form(e) for e in self.events)
        return judged(whole, self._asked, breaker=self.breaker)

    def shown_of_the_second(self) -> list[object]:
        """What the findings about the second event show of it; the same is listed once."""
        shown: list[object] = []
        for finding in self.findings():
            if finding.position == 1 and finding.event not in shown:
                shown.append(finding.event)
        return shown

    def beginning_of_the_second(self, count: int) -> object:
        """So many signs of it, and a mark that there were more."""
        whole = self.events[1]
        return whole[:count] + ("…" if isinstance(whole, str) else b"...")

    def say(self, name: str, field: str, value: Any) -> None:
        self.events[self._at(name)][field] = value

    def leave_out(self, name: str, field: str) -> None:
        del self.events[self._at(name)][field]

    def lose(self, name: str) -> None:
        """The event never comes; its number is missing."""
        del self.events[self._at(name)]

    def never_tell(self, name: str) -> None:
        """The event is not told, and nothing shows that it is missing."""
        times = self._times()
        self.lose(name)
        self._renumber(times)

    def send_again(self, name: str) -> None:
        """The event comes a second time at the end, exactly as it was."""
        self.events.append(dict(self.events[self._at(name)]))

    def tell_again(self, name: str) -> None:
        """The event is told a second time, as an event of its own."""
        at = self._at(name)
        times = self._times()
        self.events.insert(at, dict(self.events[at]))
        self._renumber([*times[: at + 1], *times[at:]])

    def tell_before(self, name: str, other: str) -> None:
        """The event is told too early: before the other one."""
        times = self._times()
        event = self.events.pop(self._at(name))
        self.events.insert(self._at(other), event)
        self._renumber(times)

    def send_before(self, name: str, other: str) -> None:
        """The event overtakes the other one on its way."""
        event = self.events.pop(self._at(name))
        self.events.insert(self._at(other), event)

    def tell_after_all(self, name: str, like: str, **fields: Any) -> None:
        """One more event of this type is told at the end, with the envelope of another."""
        envelope = {key: self.events[self._at(like)][key] for key in _ENVELOPE}
        self.events.append(envelope | {"type": name} | fields)
        self._renumber([*self._times()[:-1], self._times()[-2]])

    def break_off(self, name: str) -> None:
        """The event comes without its end, so that nobody can read it."""
        self._come_as(name, lambda text: text[:-1])

    def fill(self, name: str, form: str) -> None:
        """The event comes with so many blanks after it that nothing longer would be read."""
        self._come_as(name, lambda text: _IN_FORM[form](text.ljust(MAX_EVENT_BYTES)))

    def _come_as(self, name: str, written: Callable[[str], Any]) -> None:
        at = self._at(name)
        self.events[at] = written(json.dumps(self.events[at]))
        self._as_it_is.add(id(self.events[at]))

    def was_asked(self, requests: list[str]) -> None:
        self._asked = requests

    def cut(self, count: int) -> None:
        """The stream ends so many events early."""
        del self.events[len(self.events) - count :]

    def replace_second(self, frame: Any) -> None:
        """Something else comes as the second event; the last one is about a stranger."""
        self.events[1] = frame
        self._as_it_is.add(id(frame))
        self.events[-1]["user_id"] = "user-mallory"

    def delay(self, name: str, seconds: float) -> None:
        """The event is told so much later than what it reports; all that follows is later too."""
        at = self._at(name)
        for event in self.events[at:]:
            event["sent_at"] = _later(event["sent_at"], seconds)
        for event in self.events[at + 1 :]:
            event["timestamp"] = _later(event["timestamp"], seconds)

    def _at(self, name: str) -> int:
        kind, _, status = name.removeprefix("last ").partition(" ")
        found = [
            index
            for index, event in enumerate(self.events)
            if event["type"] == kind and (not status or event.get("status") == status)
        ]
        return found[-1] if name.startswith("last ") else found[0]

    def _times(self) -> list[tuple[str, str]]:
        return [(event["timestamp"], event["sent_at"]) for event in self.events]

    def _renumber(self, times: list[tuple[str, str]]) -> None:
        for number, event in enumerate(self.events, 1):
            event["sequence"], event["event_id"] = number, f"evt-{number}"
        for event, (occurred, sent) in zip(self.events, times, strict=False):
            event["timestamp"], event["sent_at"] = occurred, sent


_IN_FORM: Final[Mapping[str, Callable[[str], Any]]] = {"frames": str, "bytes": str.encode}

_ENVELOPE: Final = (
    *("event_id", "sequence", "session_id", "run_id", "timestamp", "sent_at", "schema_version"),
)


def _later(moment: str, seconds: float) -> str:
    later = datetime.fromisoformat(moment) + timedelta(seconds=seconds)
    return later.isoformat(timespec="milliseconds").replace("+00:00", "Z")
