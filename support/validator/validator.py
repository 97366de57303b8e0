"""The validator: one customer's stream in, findings out."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from support.contract.defaults import PlatformSettings
from support.contract.envelope import Envelope
from support.contract.events import FAILURE_EVENTS
from support.contract.parts import CircuitBreakerConfig
from support.validator.agreement import RULES, check_agreement
from support.validator.asks import AskRules
from support.validator.cascades import CascadeRules
from support.validator.findings import Finding, excerpt, named, printable
from support.validator.frames import raw_text_of, refuse, text_in
from support.validator.incidents import IncidentRules
from support.validator.leaks import LeakRules
from support.validator.order import OrderRules
from support.validator.parsing import UnreadableError
from support.validator.recoveries import RecoveryRules
from support.validator.refusals import RefusalRules
from support.validator.runs import BESIDE_THE_STORY
from support.validator.schema import Read, read_exact, read_text
from support.validator.sequence import Places, SequenceRules
from support.validator.service import ServiceRules
from support.validator.session_accounts import SessionAccountRules
from support.validator.sessions import WITH_AN_OWNER, SessionRules
from support.validator.silence import SilenceRules
from support.validator.steady import SteadyOutput

MAX_EVENT_BYTES: Final = 1024 * 1024
_WITH_OBJECTS_INSIDE: Final = frozenset({"replay_gap", "result"})


class WebSocketEventValidator:
    """Judges the events that one customer received, in the order of their arrival.

    `user_id` is the customer's own, None to take the first one told. `settings` are the numbers
    that the platform promises. `breaker` says how its breakers count, None where that is unknown.
    `max_event_bytes` is the size past which an event is refused unread. `forbidden` are texts that
    must never be seen. `all_sessions`: no session of the customer is left out of the stream.
    `places` keeps the ids of the events, by default in memory. `remembers`: `findings` has all.
    `reader` is handed each event as it was read, so that who counts what comes need not read it
    again. Nothing that is handed in makes it raise.
    """

    def __init__(  # noqa: PLR0913 - all that may be known beside the stream
        self,
        *,
        user_id: str | None = None,
        settings: PlatformSettings = PlatformSettings(),  # noqa: B008 - frozen
        breaker: CircuitBreakerConfig | None = CircuitBreakerConfig(),  # noqa: B008 - frozen
        max_event_bytes: int = MAX_EVENT_BYTES,
        forbidden: Collection[str] = (),
        all_sessions: bool = True,
        places: Places | None = None,
        remembers: bool = True,
        reader: Callable[[Any], None] | None = None,
    ) -> None:
        self._remembers = remembers
        self._reader = reader
        self._limit = max_event_bytes
        self._count = 0
        self._found: list[Finding] = []
        self._new: list[tuple[str, str]] = []
        self._finished = False
        self._asks = AskRules(self._tell)
        self._sequence = SequenceRules(self._tell, places or Places(), all_sessions=all_sessions)
        self._sessions = SessionRules(self._tell, user_id)
        self._incidents = IncidentRules(self._tell, settings)
        self._service = ServiceRules(self._tell, breaker)
        self._cascades = CascadeRules(self._tell)
        self._refusals = RefusalRules(self._tell)
        self._accounts = SessionAccountRules(self._tell)
        self._silence = SilenceRules(self._tell, settings)
        self._order = OrderRules(self._tell, settings)
        self._leaks = LeakRules(self._tell, forbidden)
        self._recoveries = RecoveryRules(self._tell, self._order, self._incidents, self._service)
        self._steady = SteadyOutput(
            self._sequence, self._sessions, self._order, self._silence, self._leaks, max_event_bytes
        )
        self._followers: dict[str, tuple[Callable[[Any], None], ...]] = {}

    @property
    def findings(self) -> list[Finding]:
        """Everything found so far, in order."""
        return list(self._found)

    def asked(self, request_id: str) -> None:
        """The customer sent this valid request; exactly one ending is expected for it."""
        self._asks.asked(request_id)

    def receive(self, event: str | bytes | Mapping[str, Any] | Envelope) -> list[Finding]:
        """Judge the next event: a raw frame, a mapping or a model; returns what is wrong in it."""
        position = self._count
        self._count = position + 1
        frame: Any = event
        kind = type(frame)
        plain = (kind is bytes or kind is str) and len(frame) <= self._limit
        if plain and self._reader is None and self._steady.goes_on(frame):
            return []
        exact = read_exact(frame) if plain else None
        self._steady.stop()
        if exact is not None and self._reader is not None:
            self._reader(exact)
        if exact is None:
            self._look_closely(event, position, plain=plain)
        elif exact.type == "agent_output":  # most events are, and nothing more is to see to
            self._leaks.follow_output(exact)
            if self._sequence.follow(exact):
                self._follow_output(exact)
            self._steady.learn(frame, exact)
        else:
            self._judge_exact(exact)
        return self._taken(position, event) if self._new else []

    def _look_closely(self, event: object, position: int, *, plain: bool) -> None:
        """`plain`: it is a text that does not hold just an event, which was seen already."""
        try:
            text = text_in(event, self._limit)
            exact = None if plain else read_exact(text)
            read = read_text(text) if exact is None else None
            if self._reader is not None:
                self._reader(exact if read is None else read.event)
            if read is None:
                self._judge_exact(exact)
            else:
                self._judge(read)
        except UnreadableError as problem:
            self._unreadable(event, position, problem)

    def too_long(self, size: int) -> list[Finding]:
        """An event of so many bytes came that nobody kept it; returns what is wrong in it."""
        position = self._count
        self._count += 1
        try:
            refuse(size, self._limit)
        except UnreadableError as problem:
            self._unreadable(None, position, problem)
        return self._taken(position, None)

    def missed(self, count: int) -> None:
        """So many events came that nobody could read, and some may have been of this stream."""
        for _ in range(count):
            self._sequence.could_not_place()
        self._order.blur()
        self._steady.stop()

    def finish(self) -> list[Finding]:
        """The stream is over: judge what is missing. Called again, it finds nothing more."""
        if not self._finished:
            self._finished = True
            self._asks.finish(self._count > 0)
            self._order.finish()
            self._service.finish()
            self._refusals.finish()
            self._silence.finish()
            self._recoveries.finish()
        return self._taken(None, None)

    def release(self) -> None:
        """It is used no longer: let go of all at once, without waiting for who looks for cycles."""
        self._order.release()
        self.__dict__.clear()

    def tellable(self, sentence: str) -> str:
        """As a finding has it: in one line, and without any secret that this stream knows."""
        return printable(self._leaks.masked(sentence))

    def _tell(self, promise: str, sentence: str) -> None:
        self._new.append((promise, sentence))

    def _taken(self, position: int | None, event: object) -> list[Finding]:
        if not self._new:
            return []
        shown = excerpt(event)
        found = [
            Finding(promise, self.tellable(sentence), position, shown)
            for promise, sentence in self._new
        ]
        self._new.clear()
        if self._remembers:
            self._found.extend(found)
        return found

    def _unreadable(self, event: object, position: int, problem: UnreadableError) -> None:
        place = f"The event at position {position}"
        self._tell("EVT-1", f"{place} {problem}.")
        self._sequence.could_not_place()
        self._order.blur()
        text = raw_text_of(event, self._limit)
        if text is not None:
            self._leaks.check(place, {"its text": text})

    def _judge_exact(self, event: Any) -> None:
        kind = event.type
        self._leaks.follow(event)
        if kind in WITH_AN_OWNER:
            self._sessions.check_owner(event, event.user_id)
        if kind in RULES:
            check_agreement(event, self._tell)
        if self._sequence.follow(event):
            self._follow(event)

    def _judge(self, read: Read) -> None:
        event = read.event
        for fault in read.faults:
            self._tell("EVT-1", f"{named(event)} does not fit the schema: {fault}.")
        self._leaks.follow_data(event, read.data)
        self._sessions.check_owner(event, read.data.get("user_id"))
        if read.damaged or read.foreign:
            self._judge_damaged(read)
            return
        if event.type in RULES:
            check_agreement(event, self._tell)
        if self._sequence.follow(event):
            self._follow(event)

    def _blur(self, event: Any) -> None:
        """What was lost may have been about anything."""
        self._order.blur(event.session_id)
        self._cascades.forget(event)
        self._refusals.forget(event)

    def _follow_output(self, event: Any) -> None:
        if self._sequence.lost:
            self._blur(event)
        self._sessions.follow_output(event)
        self._order.follow_output(event)
        self._silence.follow_output(event)

    def _follow(self, event: Any) -> None:
        kind = event.type
        if kind == "agent_output":
            self._follow_output(event)
            return
        if self._sequence.lost:
            self._blur(event)
        followers = self._followers.get(kind)
        if followers is None:
            followers = self._followers[kind] = self._followers_of(kind)
        for follower in followers:
            follower(event)

    def _followers_of(self, kind: str) -> tuple[Callable[[Any], None], ...]:
        order = {"run_started": self._order.started, "result": self._order.handed_out}
        story = [self._sessions.follow, order.get(kind, self._order.follow), self._silence.follow]
        if kind in WITH_AN_OWNER:
            story = [story[0], self._incidents.follow, *story[1:], self._order.check_advice]
        special = _SPECIAL.get(kind)
        return (*story, *(special(self) if special is not None else ()))

    def _take_over(self, gap: Any) -> None:
        self._order.snapshot(gap)
        for standing in gap.snapshot.runs:
            self._asks.snapshot(standing.request_id, standing.run_id)

    def _judge_damaged(self, read: Read) -> None:
        event = read.event
        if read.damaged & {"session_id", "sequence"}:
            self._sequence.could_not_place()
        elif not self._sequence.follow(event):
            return
        elif self._sequence.lost:
            self._order.blur(event.session_id)
        if read.foreign:
            if read.faults:
                self._order.blur(event.session_id)
        elif read.damaged <= BESIDE_THE_STORY and event.type not in _WITH_OBJECTS_INSIDE:
            self._follow(event)
        else:
            self._take_what_is_sound(event)

    def _take_what_is_sound(self, event: Any) -> None:
        self._sessions.heard(event)
        if event.type in {"run_started", "request_rejected"}:
            self._asks.heard(event)
        if event.type in FAILURE_EVENTS:
            self._incidents.heard(event)
        self._order.damaged(event)


_Followers = tuple[Callable[[Any], None], ...]
_SPECIAL: Final[Mapping[str, Callable[[Any], _Followers]]] = {
    "run_started": lambda rules: (rules._asks.started,),
    "request_rejected": lambda rules: (
        *(rules._asks.rejected, rules._service.refused, rules._refusals.refused),
        rules._cascades.in_its_name,
    ),
    "agent_error": lambda rules: (rules._service.refused,),
    "run_completed": lambda rules: (rules._leaks.forget,),
    "run_cancelled": lambda rules: (rules._leaks.forget,),
    "circuit_breaker_triggered": lambda rules: (
        *(rules._service.triggered, rules._accounts.triggered, rules._refusals.triggered),
        rules._cascades.triggered,
    ),
    "circuit_breaker_state_changed": lambda rules: (
        *(rules._service.changed, rules._accounts.changed),
        *(rules._refusals.changed, rules._cascades.changed),
    ),
    "graceful_degradation": lambda rules: (
        *(rules._service.degraded, rules._accounts.degraded, rules._cascades.in_its_name),
    ),
    "early_warning": lambda rules: (rules._accounts.warned,),
    "system_recovered": lambda rules: (
        *(rules._recoveries.check_place, rules._service.recovered, rules._accounts.recovered),
        *(rules._cascades.recovered, rules._refusals.recovered),
    ),
    "replay_gap": lambda rules: (rules._take_over, rules._cascades.forget, rules._refusals.forget),
}
"""Which rules follow an event of one type alone."""
