"""A log in a server's own words: its frames as the events of ours that a description maps them to.

A stream is held in memory until the log is over, for the promises of profile B look at all of it.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from support.clock import VirtualClock
from support.contract.defaults import PlatformSettings
from support.customer import Customer, Heard
from support.judge.captured import LOST, RECEIVED, SENT, WHOLE_LOG, Captured, Plain, Told
from support.judge.templates import AskTemplate
from support.judge.told import Place, Tell
from support.judging import judged_log
from support.targets.real_server.behaviour import behaviour_findings
from support.targets.real_server.description import REQUEST, Description
from support.targets.real_server.framing import Reader
from support.targets.real_server.mapping import EventMapping, Mapped
from support.targets.real_server.needs import not_applicable
from support.targets.real_server.own_class import OwnServer, own_server
from support.targets.real_server.reading import read_description
from support.targets.real_server.story import OF_A_RUN, Story
from support.validator import Finding

_SOMEBODY: Final = "customer"


class Dialect:
    """What `--mapping` names: how a server's frames are read. Raises ConfigurationError."""

    def __init__(self, path: Path) -> None:
        self.description: Description = read_description(path)
        self.mapping = EventMapping(self.description.event)
        self.not_applicable = not_applicable(self.description, self.mapping)
        ask = self.description.ask
        self.asks = AskTemplate(None if ask is None else ask.send)
        own = self.description.python
        self.own = OwnServer() if own is None else own_server(own, path.resolve().parent)

    def streams(self, told: Told, tell: Tell) -> "MappedStreams":
        return MappedStreams(self, told, tell)

    def findings(self, customer: Customer, settings: PlatformSettings) -> Iterator[Finding]:
        """As a run on that server judges it: profile B, and where it is declared, profile V."""
        found = behaviour_findings(customer, (), None, self.description)
        yield from (one for one in found if one.promise not in self.not_applicable)
        if self.description.capabilities.vocabulary:
            ours = {one.promise for one in found} | set(self.not_applicable)
            told = judged_log(customer, settings).findings()
            yield from (one for one in told if one.promise not in ours)


class _Talk:
    """One stream, as its customer heard it. `lines` are those of what is in the customer's log."""

    def __init__(self, name: str, dialect: Dialect, user_id: str) -> None:
        self.name = name
        self.moment = 0.0
        self.lines: list[tuple[int, int]] = []
        self.customer = Customer(_SOMEBODY, user_id, "", VirtualClock())
        self._dialect = dialect
        self._story = Story(user_id, name or _SOMEBODY, self._now)
        self._readers: dict[str, Reader] = {}
        self._was_sent = False

    def _now(self) -> str:
        now = datetime.fromtimestamp(self.moment, UTC)
        return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def take(self, captured: Captured) -> None:
        self.moment = captured.at or self.moment
        if captured.way == SENT:
            self._was_sent = True
            if (named := self._dialect.asks.request_in(captured.frame)) is not None:
                self._ask(named)
            return
        heard = list(self._heard(captured))
        at, log = int(self.moment * 1e9), self.customer.log
        log.record(at, 1, captured.frame, heard)
        self.lines += [(captured.file, captured.line)] * (len(log) - len(self.lines))

    def _ask(self, named: str) -> None:
        name = named or f"request {len(self.customer.asked) + 1}"
        self.customer.asked.append(name)
        self._story.asked(name)

    def _heard(self, captured: Captured) -> Iterator[Heard]:
        values: Any = self._dialect.own.hear(captured.frame)
        if values is None:
            framing = self._dialect.description.server.framing
            reader = self._readers.setdefault(captured.connection, Reader(framing))
            values = reader.read(captured.frame)
        for value in values:
            mapped = self._dialect.mapping.of(value)
            if mapped is not None and not self._dialect.mapping.rows:
                yield Heard({"type": mapped.kind, **mapped.fields}, mapped.native)
            elif mapped is not None:
                self._suppose(mapped)
                for told in self._story.told(mapped):
                    yield Heard(told.event, told.native)

    def _suppose(self, mapped: Mapped) -> None:
        """Where nothing of what was sent is in the log, what is answered was asked."""
        if self._was_sent or mapped.kind not in OF_A_RUN:
            return
        named = mapped.fields.get(REQUEST)
        known = {one.request_id for one in self._story.requests}
        if named is not None and str(named) not in known:
            self._ask(str(named))
        elif named is None and (not known or self._begins_another(mapped)):
            self._ask("")

    def _begins_another(self, mapped: Mapped) -> bool:
        return mapped.kind == "run_started" and all(one.ended for one in self._story.requests)

    @property
    def understood(self) -> int:
        return sum(1 for one in self.customer.log if one.event)


class MappedStreams:
    """Like `Streams`, for a log in a server's own words."""

    def __init__(self, dialect: Dialect, told: Told, tell: Tell) -> None:
        self._dialect = dialect
        self._told = told
        self._tell = tell
        self._talks: dict[str, _Talk] = {}
        self._taken = 0
        self.events = 0

    @property
    def count(self) -> int:
        return len(self._talks)

    @property
    def understood(self) -> int:
        return sum(talk.understood for talk in self._talks.values())

    def take(self, frames: Iterable[Plain]) -> int:
        """The next frames of the log; returns how many they were."""
        before = self._taken
        for frame in frames:
            self._taken += 1
            self._take(Captured._make(frame))
        return self._taken - before

    def _take(self, captured: Captured) -> None:
        if captured.way == LOST:
            return
        self.events += captured.way == RECEIVED
        name = captured.stream or captured.connection or WHOLE_LOG
        talk = self._talks.get(name)
        if talk is None:
            user = self._told.user_id or name or _SOMEBODY
            talk = self._talks[name] = _Talk(name, self._dialect, user)
        talk.take(captured)

    def finish(self) -> None:
        settings = self._told.settings or PlatformSettings()
        for talk in self._talks.values():
            for finding in self._dialect.findings(talk.customer, settings):
                at = finding.position
                file, line = (talk.lines or [(0, 1)])[-1 if at is None else at]
                frame = None if at is None else at + 1
                self._tell(finding, Place(file, line, talk.name, frame))
