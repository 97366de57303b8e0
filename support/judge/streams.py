"""The streams of a part of a log, each with a validator of its own."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from support.contract.customer_frames import Ask, customer_frame
from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.judge.captured import LOST, SENT, WHOLE_LOG, Plain, Told
from support.judge.ids import MOST_IN_MEMORY, IdsOnDisk, PlacesOfAStream
from support.judge.spill import Batch, Frame
from support.judge.told import Place, Tell
from support.validator import Finding, WebSocketEventValidator

_OF_SECRETS: Final = frozenset({"SEC-2", "SEC-4"})
_USUAL_SETTINGS: Final = PlatformSettings()
_AS_THEY_CAME: Final = {bytes}
_ANSWERS: Final = ('"session_started"', '"session_resumed"')


class Rules(NamedTuple):
    """What is known beside the log, for every stream of it."""

    told: Told
    breaker: CircuitBreakerConfig | None
    one_customer: bool


class Streams:
    """Hands each frame to the stream that it is of, and tells what was found there.

    `unread` are the lines of the log of which nobody can tell whose they are, in order.
    """

    def __init__(
        self, rules: Rules, part: int, ids: IdsOnDisk, tell: Tell, unread: Sequence[int] = ()
    ) -> None:
        self._rules = rules
        self._part = part
        self._ids = ids
        self._tell = tell
        self._unread = unread
        self._streams: dict[str, _Stream] = {}
        if rules.told.asked:  # it may be that nothing at all came as an answer
            self._begin(WHOLE_LOG)

    @property
    def count(self) -> int:
        return len(self._streams)

    @property
    def events(self) -> int:
        return sum(stream.count for stream in self._streams.values())

    def take(self, batches: Iterable[Batch]) -> None:
        """What follows of the part."""
        for name, lines, frames in batches:
            stream = self._streams.get(name) or self._begin(name)
            stream.take(lines, frames)
            if len(stream.places.known) > MOST_IN_MEMORY:
                self._ids.forget(self._part, name, stream.count, stream.places)

    def finish(self) -> None:
        """The part is over, and so is each stream."""
        for stream in self._streams.values():
            stream.finish()
            self._ids.take(stream.places)
        self._ids.write(self._part)

    def _begin(self, name: str) -> "_Stream":
        stream = _Stream(name, self._rules, self._ids, self._tell, self._unread)
        self._streams[name] = stream
        return stream


class _Stream:
    """One customer's, or one session's.

    `_line` of `_file` is where it was last heard of, and `count` how many frames it has so far.
    `_let_in` are the connections on which a session was begun or resumed; requests that were sent
    on others are `_waiting`.
    """

    def __init__(
        self, name: str, rules: Rules, ids: IdsOnDisk, tell: Tell, unread: Sequence[int]
    ) -> None:
        self._name = name
        self._ids = ids
        self._tell = tell
        self._unread = unread
        self._reckoned = self._line = self._file = 0
        self._waiting: dict[str, list[str]] = {}
        self._let_in: set[str] = set()
        self.count = 0
        self.places = PlacesOfAStream(name, ids)
        self._validator = WebSocketEventValidator(
            user_id=rules.told.user_id,
            settings=rules.told.settings or _USUAL_SETTINGS,
            breaker=rules.breaker,
            all_sessions=rules.one_customer,
            places=self.places,
            remembers=False,
        )
        for request in rules.told.asked:
            self._validator.asked(request)

    def take(self, lines: list[int], frames: list[Frame]) -> None:
        """The next frames, and the lines on which they stand."""
        if self._unread or set(map(type, frames)) != _AS_THEY_CAME:
            self._take_one_by_one(lines, frames)
        else:
            self._take_received(lines, frames)
        self._line = lines[-1]

    def _take_received(self, lines: list[int], frames: list[Any]) -> None:
        receive, before = self._validator.receive, self.count
        for at, frame in enumerate(frames):
            if found := receive(frame):
                self.count, self._line = before + at + 1, lines[at]
                self._told(found, frame)
        self.count = before + len(frames)

    def _take_one_by_one(self, lines: list[int], frames: list[Frame]) -> None:
        for line, frame in zip(lines, frames, strict=True):
            if isinstance(frame, tuple):
                self._take_another(line, frame)
                continue
            if self._unread:
                self._reckon_with_unread(bisect_left(self._unread, line))
            self.count += 1
            if found := self._validator.receive(frame):
                self._line = line
                self._told(found, frame)

    def finish(self) -> None:
        if self._unread:
            self._reckon_with_unread(len(self._unread))
        self._told(self._validator.finish())
        self._validator.release()

    def _take_another(self, line: int, frame: Plain) -> None:
        """One of which the log says more."""
        _, _, text, way, connection, _, self._file = frame
        self._line = line
        if way == SENT:
            self._sent(text, connection)
            return
        if self._unread:
            self._reckon_with_unread(bisect_left(self._unread, line))
        self.count += 1
        if way == LOST:
            self._told(self._validator.too_long(int(text)))
            return
        self._told(self._validator.receive(text), text)
        if isinstance(text, str) and any(kind in text for kind in _ANSWERS):
            self._is_let_in(connection)

    def _sent(self, text: str | bytes, connection: str) -> None:
        """A request counts once there is a session on the line that it was sent on."""
        try:
            asked = customer_frame.validate_json(text)
        except ValidationError:
            return
        if not isinstance(asked, Ask):
            return
        if connection in self._let_in:
            self._validator.asked(asked.request_id)
        else:
            self._waiting.setdefault(connection, []).append(asked.request_id)

    def _is_let_in(self, connection: str) -> None:
        self._let_in.add(connection)
        for request in self._waiting.pop(connection, ()):
            self._validator.asked(request)

    def _reckon_with_unread(self, so_far: int) -> None:
        """Some of the lines that nobody could read may have been of this stream."""
        if so_far != self._reckoned:
            self._validator.missed(so_far - self._reckoned)
            self._reckoned = so_far

    def _told(self, found: list[Finding], frame: str | bytes | None = None) -> None:
        place = Place(self._file, self._line, self._name, self.count)
        for finding in found:
            self._tell(finding, place)
        if frame is not None and any(finding.promise in _OF_SECRETS for finding in found):
            self._ids.hide(frame, self._validator.tellable)
