"""EVT-2, CON-1, CON-2: numbers without gaps, ids that name one event, times that fit the order."""

from dataclasses import dataclass, field
from typing import Any

from support.validator.findings import Tell, named


@dataclass(slots=True)
class Session:
    """Where one session's numbering stands; `ahead` are gap notices told before their turn."""

    expected: int = 1
    sent_at: str = ""
    ahead: set[int] = field(default_factory=set)

    def pass_those_ahead(self) -> None:
        while self.expected in self.ahead:
            self.expected += 1


Place = tuple[str, int]
"""A session, and the number of an event in it."""


class Places:
    """Which event bears each id: the first that was told with it.

    `forgot`: some that were known are known no longer, and `earlier` says whether it was there.
    """

    def __init__(self) -> None:
        self.known: dict[str, Place] = {}
        self.forgot = False

    def earlier(self, event_id: str, place: Place) -> bool:
        """Whether an event with this id was told in this very place."""
        return self.known.get(event_id) == place


class SequenceRules:
    """Follows the numbers of each session.

    `follow` answers whether the event is a new one in its place (judge it) or a repeat (leave it).
    """

    def __init__(self, tell: Tell, places: Places, *, all_sessions: bool) -> None:
        self._tell = tell
        self._all_sessions = all_sessions
        self._sessions: dict[str, Session] = {}
        self._places = places
        self.known = places.known
        self._unread = 0
        self.lost = False

    def follow(self, event: Any) -> bool:
        """Judge the event's place; `lost` says whether events before it are missing."""
        self.lost = False
        session = self._sessions.get(event.session_id)
        if session is None:
            session = self._sessions[event.session_id] = Session()
        number, sent_at, event_id = event.sequence, event.sent_at, event.event_id
        if (  # it is the one that is due, and nothing is wrong with it: so are almost all
            number == session.expected
            and event_id is not None
            and sent_at is not None
            and not session.ahead
            and event.type != "replay_gap"
            and event.timestamp is not None
            and event.timestamp <= sent_at >= session.sent_at
        ):
            place = (event.session_id, number)
            if self.known.setdefault(event_id, place) is place:
                session.expected, session.sent_at = number + 1, sent_at
                return True
        if event.event_id is not None and not self._is_first_of_its_id(event):
            return False
        timed = event.sent_at is not None and event.timestamp is not None
        if timed and event.sent_at < event.timestamp:
            self._tell(
                "EVT-1",
                f"{named(event)} was sent at {event.sent_at}, before what it reports happened "
                f"({event.timestamp}).",
            )
        if event.type == "replay_gap" and event.from_sequence and event.to_sequence:
            return self._gap(session, event)
        return self._in_order(session, event)

    def of(self, session_id: str) -> Session | None:
        """Where a session stands of which something came."""
        return self._sessions.get(session_id)

    def could_not_place(self) -> None:
        """An event came whose number, or session, could not be read."""
        self._unread += 1

    def _is_first_of_its_id(self, event: Any) -> bool:
        place = (event.session_id, event.sequence)
        known = self.known.setdefault(event.event_id, place)
        places = self._places
        if known is place and not (places.forgot and places.earlier(event.event_id, place)):
            return True
        if known == place:
            self._tell(
                "CON-1",
                f"{named(event)} came a second time; an event that was received is not sent again.",
            )
            return False
        self._tell("EVT-2", second_use(named(event), event.event_id, known[1]))
        return True

    def _in_order(self, session: Session, event: Any) -> bool:
        number = event.sequence
        if number != session.expected:
            if number < session.expected:
                self._tell(
                    "EVT-2",
                    f"{event.type} has sequence {number}, but came after {session.expected - 1}; "
                    f"sequence {session.expected} was expected.",
                )
                return False
            self._missing(session, event, number)
        else:
            self._check_moment(session, event)
        session.sent_at = event.sent_at or session.sent_at
        session.expected = number + 1
        session.pass_those_ahead()
        return True

    def _check_moment(self, session: Session, event: Any) -> None:
        if event.sent_at is not None and event.sent_at < session.sent_at:
            self._tell(
                "EVT-2",
                f"{named(event)} was sent at {event.sent_at}, earlier than the event before it "
                f"({session.sent_at}).",
            )

    def _missing(self, session: Session, event: Any, number: int) -> None:
        gone = number - session.expected
        self.lost = True
        if gone <= self._unread:
            self._unread -= gone
            return
        span = str(session.expected) if gone == 1 else f"{session.expected} to {number - 1}"
        self._tell(
            "EVT-2",
            f"{event.type} has sequence {event.sequence} where {session.expected} was expected: "
            f"{span} never came, and no gap was announced.",
        )

    def _gap(self, session: Session, gap: Any) -> bool:
        first, last = gap.from_sequence, gap.to_sequence
        if first > last:
            self._tell("CON-2", f"{named(gap)} announces a gap from {first} to {last}.")
            return self._in_order(session, gap)
        self.lost = True
        if self._of_an_earlier_session(session, gap):
            self._check_goes_on(session, gap)
            return self._in_order(session, gap)
        if first < session.expected:
            self._tell(
                "CON-2",
                f"{named(gap)} says that events from {first} on are gone, but the customer has "
                f"them up to {session.expected - 1}.",
            )
            if last < session.expected:
                return self._in_order(session, gap)
        elif first > session.expected:
            self._missing(session, gap, first)
        self._check_moment(session, gap)
        session.expected = last + 1
        if gap.sequence > last:
            session.ahead.add(gap.sequence)
            session.pass_those_ahead()
        return True

    def _check_goes_on(self, session: Session, gap: Any) -> None:
        """The gap of an earlier session begins after the last event that came of one."""
        if not self._all_sessions:
            return
        others = {other.expected for other in self._sessions.values() if other is not session}
        if gap.from_sequence not in others and not self._unread:
            self._tell(
                "CON-2",
                f"{named(gap)} says that what is gone begins with {gap.from_sequence}, but no "
                f"earlier session was told up to {gap.from_sequence - 1}.",
            )

    def _of_an_earlier_session(self, session: Session, gap: Any) -> bool:
        """After an outage that broke continuity, a new session tells of the old one's gap."""
        fresh = session.expected == gap.sequence == 2  # noqa: PLR2004 - right after session_started
        return fresh and not gap.from_sequence == session.expected <= gap.to_sequence


def second_use(name: str, event_id: str, first: int) -> str:
    """What is said of an event whose id another event already has."""
    return (
        f"{name} has the event id {event_id}, which event {first} already has; "
        "an id names one event."
    )
