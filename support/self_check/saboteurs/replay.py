"""Platforms that lose something, or tell it twice, when a customer comes back."""

from collections.abc import Callable
from typing import Any, ClassVar, Final

from support.clock import Clock
from support.contract import everyday_events as everyday
from support.contract.vocabulary import RunState
from support.self_check.saboteurs.saboteur import Saboteur
from support.self_check.saboteurs.wire import writing
from support.simulator import Parts
from support.simulator.connection import Connection
from support.simulator.delivery import Delivery
from support.simulator.replay import PublishedEvent
from support.simulator.session import Session


def going_on_from(cursor: Callable[[Session, int], int]) -> Parts:
    """A replay that begins somewhere else than after the last event that the customer saw."""

    class Elsewhere(Delivery):
        def __init__(self, socket: Any, session: Session, clock: Clock, cursor_: int = 0) -> None:
            begin = cursor(session, cursor_) if cursor_ else 0
            super().__init__(socket, session, clock, begin)

    class Replaying(Connection):
        delivery_type: ClassVar[type[Delivery]] = Elsewhere

    return Parts(connection=Replaying)


def nothing_from_the_second_return_on(session: Session, cursor: int) -> int:
    returns = sum(isinstance(one.event, everyday.SessionResumed) for one in session.kept)
    return cursor if returns < 2 else session.last_sequence


class NewIdsOnReplay(Session):
    """Gives what it has told before another name."""

    told = 0

    def next_after(self, sequence: int) -> PublishedEvent | None:
        published = super().next_after(sequence)
        if published is None:
            return None
        if published.event.sequence > self.told:
            self.told = published.event.sequence
            return published
        again = published.event.model_copy(update={"event_id": published.event.event_id + "-again"})
        return PublishedEvent(again, again.model_dump_json())


class NewMomentsOnReplay(Session):
    def next_after(self, sequence: int) -> PublishedEvent | None:
        published = super().next_after(sequence)
        if published is None:
            return None
        again = published.event.model_copy(update={"sent_at": self.clock.timestamp()})
        return PublishedEvent(again, again.model_dump_json())


class NeverSaysThatNothingIsMissing(Session):
    def publish(self, model: type[Any], /, **fields: Any) -> Any:
        return None if model is everyday.SessionResumed else super().publish(model, **fields)


class GoesOnOnTheOlderLine(Connection):
    def displace(self) -> None:
        """The older line stays as it was."""


class SkipsWhatIsLost(Session):
    def next_after(self, sequence: int) -> PublishedEvent | None:
        published = super().next_after(sequence)
        if published is not None and isinstance(published.event, everyday.ReplayGap):
            return self.next_after(published.event.sequence)
        return published


def nothing_stands_anywhere(told: dict[str, Any]) -> None:
    told["snapshot"] = {"runs": []}


def everything_still_runs(told: dict[str, Any]) -> None:
    for run in told["snapshot"]["runs"]:
        run["state"] = RunState.RUNNING


def a_smaller_gap(told: dict[str, Any]) -> None:
    told["from_sequence"] = told["to_sequence"]


_TWICE: Final = "came a second time"


_S: Final = Saboteur
SABOTEURS: Final[tuple[Saboteur, ...]] = (
    _S("replays twice", "CON-1", _TWICE, going_on_from(lambda _, cursor: max(1, cursor - 2))),
    _S("replays the whole conversation", "CON-1", _TWICE, going_on_from(lambda _, __: 0)),
    _S(
        "replays nothing",
        "CON-1",
        "with the number 11 after 3",
        going_on_from(lambda session, _: session.last_sequence),
    ),
    _S(
        "replays all but the first",
        "CON-1",
        "with the number 5 after 3",
        going_on_from(lambda _, cursor: cursor + 1),
    ),
    _S(
        "replays nothing from the second return on",
        "CON-1",
        "with the number 11 after 8",
        going_on_from(nothing_from_the_second_return_on),
    ),
    _S(
        "replays under new names",
        "CON-1",
        "what Maya's tablet was told",
        Parts(session=NewIdsOnReplay),
    ),
    _S(
        "replays as if it were new", "CON-1", "as if it were new", Parts(session=NewMomentsOnReplay)
    ),
    _S(
        "never says that nothing is missing",
        "CON-1",
        "was not told, last of all, that nothing is missing",
        Parts(session=NeverSaysThatNothingIsMissing),
    ),
    _S(
        "goes on on the older line",
        "CON-1",
        "how Maya's connection was closed",
        Parts(connection=GoesOnOnTheOlderLine),
    ),
    _S("skips what is lost", "CON-2", "gaps that Maya was told of", Parts(session=SkipsWhatIsLost)),
    _S(
        "announces a gap without where things stand",
        "CON-2",
        "what stands for Maya's gap",
        writing(nothing_stands_anywhere, "replay_gap"),
    ),
    _S(
        "says in a gap that all still runs",
        "CON-2",
        "where Maya's request stood",
        writing(everything_still_runs, "replay_gap"),
    ),
    _S(
        "announces a smaller gap",
        "CON-2",
        "gaps that Maya was told of",
        writing(a_smaller_gap, "replay_gap"),
    ),
)
