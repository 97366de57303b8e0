"""A customer's session: numbers its events and keeps them for a replay."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, TypeVar

from support.clock import Clock, Signal
from support.contract.defaults import PlatformSettings
from support.contract.envelope import Envelope
from support.contract.events import write
from support.contract.vocabulary import SCHEMA_VERSION
from support.simulator.identity import Ids, new_token
from support.simulator.run import Run

E = TypeVar("E", bound=Envelope)


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """An event as it went out, and as it would be replayed."""

    event: Envelope
    text: str


@dataclass(eq=False)
class Session:
    """One customer's session with one agent."""

    user_id: str
    clock: Clock
    settings: PlatformSettings
    ids: Ids
    session_id: str = field(init=False)
    resume_token: str = field(default_factory=new_token, repr=False)
    runs: dict[str, Run] = field(default_factory=dict)
    news: Signal = field(init=False)
    _last_sequence: int = 0
    _events: deque[PublishedEvent] = field(init=False)

    def __post_init__(self) -> None:
        self.session_id = self.ids.next("session")
        self.news = self.clock.signal("something to tell the customer")
        self._events = deque(maxlen=self.settings.replay_buffer)

    def publish(
        self,
        model: type[E],
        /,
        *,
        run_id: str | None = None,
        occurred_ns: int | None = None,
        **fields: Any,
    ) -> E:
        """Numbers the event and hands it to whoever writes to the customer.

        Raises pydantic.ValidationError, and uses up no number, where it does not fit the contract.
        """
        event = model(
            type=model.model_fields["type"].annotation.__args__[0],  # type: ignore[union-attr, call-arg]
            event_id=self.ids.next("event", self.session_id),
            sequence=self._last_sequence + 1,
            session_id=self.session_id,
            run_id=run_id,
            timestamp=self.clock.timestamp(occurred_ns),
            sent_at=self.clock.timestamp(),
            schema_version=SCHEMA_VERSION,
            **fields,
        )
        self._last_sequence = event.sequence
        self._events.append(PublishedEvent(event, write(event)))
        self.news.set()
        return event

    def after(self, sequence: int) -> list[PublishedEvent]:
        """What was published after that number and is still kept, in order."""
        return [published for published in self._events if published.event.sequence > sequence]
