"""A customer's session: numbers its events and keeps them for a replay."""

import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from support.clock import Clock, Signal
from support.contract import everyday_events as everyday
from support.contract.defaults import PlatformSettings
from support.contract.envelope import Envelope
from support.contract.events import read, write
from support.contract.vocabulary import SCHEMA_VERSION
from support.simulator.identity import Ids, digest, new_token
from support.simulator.run import Run
from support.simulator.store import KeptSession, Store

E = TypeVar("E", bound=Envelope)


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """An event as it went out, and as it would be replayed."""

    event: Envelope
    text: str


@dataclass(eq=False)
class Session:
    """One customer's session with one agent.

    `is_whole`: everything that was sent is also in the record, as far as the record can tell.
    """

    user_id: str
    clock: Clock
    settings: PlatformSettings
    ids: Ids
    session_id: str = field(init=False)
    resume_token: str = field(default_factory=new_token, repr=False)
    token_digest: str = field(init=False, repr=False)
    runs: dict[str, Run] = field(default_factory=dict)
    news: Signal = field(init=False)
    is_whole: bool = True
    _store: Store | None = None
    _last_sequence: int = 0
    _events: deque[PublishedEvent] = field(init=False)

    def __post_init__(self) -> None:
        self.session_id = self.ids.next("session")
        self.token_digest = digest(self.resume_token)
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
        published = PublishedEvent(event, write(event))
        self._events.append(published)
        if self._store is not None:
            self._store.event(event, published.text)
        self.news.set()
        return event

    def record_in(self, store: Store) -> None:
        """From now on the session, and all that it was told before, outlives the server."""
        self._store = store
        store.open_session(self.session_id, self.user_id, self.token_digest)
        for published in self._events:
            store.event(published.event, published.text)

    def opens_with(self, token: str) -> bool:
        return secrets.compare_digest(digest(token), self.token_digest)

    def goes_on_after(self, sequence: int) -> bool:
        """Whether the record can prove that a customer who has that number misses nothing."""
        return self.is_whole and sequence <= self._last_sequence

    def take_over(self, earlier: "Session", sequence: int) -> None:
        """Continuity is lost: tells where the runs of the earlier session stand, and keeps them."""
        self.runs.update(earlier.runs)
        self.publish(
            everyday.ReplayGap,
            from_sequence=sequence + 1,
            to_sequence=max(sequence + 1, earlier._last_sequence),
            snapshot=everyday.Snapshot(runs=tuple(map(_standing, self.runs.values()))),
        )

    async def durable(self) -> None:
        """Returns once all that was published is recorded, or the wait for the store is over."""
        if self._store is not None:
            await self._store.durable()

    @classmethod
    def restore(
        cls, kept: KeptSession, store: Store, clock: Clock, settings: PlatformSettings, ids: Ids
    ) -> Self:
        """The session as it was recorded, with its next number and its runs."""
        session = cls(kept.user_id, clock, settings, ids)
        session.session_id, session.token_digest = kept.session_id, kept.token_digest
        session.is_whole, session._store = kept.whole, store
        for text in kept.events:
            event = read(text)
            session._events.append(PublishedEvent(event, text))
            session._last_sequence = event.sequence
        session.runs = {run.request_id: run.as_run() for run in kept.runs}
        return session

    def after(self, sequence: int) -> list[PublishedEvent]:
        """What was published after that number and is still kept, in order."""
        return [published for published in self._events if published.event.sequence > sequence]


def _standing(run: Run) -> everyday.RunSnapshot:
    return everyday.RunSnapshot(
        run_id=run.run_id,
        request_id=run.request_id,
        state=run.state,
        finished_steps=tuple(run.finished),
        result_id=run.result_id,
    )
