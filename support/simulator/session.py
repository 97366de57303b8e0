"""A customer's session: numbers its events and keeps them for a replay."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from support.clock import Clock, Signal
from support.contract import everyday_events as everyday
from support.contract.defaults import PlatformSettings
from support.contract.envelope import Envelope
from support.contract.events import read, type_of, write
from support.contract.vocabulary import SCHEMA_VERSION
from support.simulator.identity import Ids, ResumeTokens
from support.simulator.replay import Lost, PublishedEvent, ReplayBuffer
from support.simulator.run import Run
from support.simulator.sanitiser import Sanitiser
from support.simulator.standings import Standings, standing
from support.simulator.store import KeptSession, Store

E = TypeVar("E", bound=Envelope)


@dataclass(eq=False)
class Session:
    """One customer's session with one agent.

    `is_over` once nobody came back to it in time: it can no longer be resumed. `is_whole`:
    everything that was sent is also in the record, as far as the record can tell.
    """

    user_id: str
    clock: Clock
    settings: PlatformSettings
    ids: Ids
    sanitiser: Sanitiser = field(default_factory=Sanitiser)
    session_id: str = field(init=False)
    resume_tokens: ResumeTokens = field(default_factory=ResumeTokens, repr=False)
    runs: dict[str, Run] = field(default_factory=dict)
    news: Signal = field(init=False)
    kept: ReplayBuffer = field(init=False)
    standings: Standings = field(default_factory=Standings, init=False)
    last_sequence: int = field(default=0, init=False)
    is_over: bool = field(default=False, init=False)
    is_whole: bool = True
    _store: Store | None = None

    def __post_init__(self) -> None:
        self.session_id = self.ids.next("session")
        self.news = self.clock.signal("something to tell the customer")
        self.kept = ReplayBuffer(self.settings.replay_buffer)

    @property
    def has_work(self) -> bool:
        return any(run.is_running for run in self.runs.values())

    def publish(
        self,
        model: type[E],
        /,
        *,
        run_id: str | None = None,
        occurred_ns: int | None = None,
        **fields: Any,
    ) -> E:
        """Numbers the event and hands it, sanitised, to whoever writes to the customer.

        Raises pydantic.ValidationError, and uses up no number, where it does not fit the contract.
        """
        event = self._event(
            model,
            event_id=self.ids.next("event", self.session_id),
            sequence=self.last_sequence + 1,
            run_id=run_id,
            timestamp=self.clock.timestamp(occurred_ns),
            **self.sanitiser.fields(fields),
        )
        published = PublishedEvent(event, write(event))
        self._keep(published)
        if self._store is not None:
            self._store.event(event, published.text)
        self.news.set()
        return event

    def _keep(self, published: PublishedEvent) -> None:
        self.last_sequence = published.event.sequence
        self.standings.note(published.event)
        self.kept.keep(published)

    def record_in(self, store: Store) -> None:
        """From now on the session, and all that it was told before, outlives the server."""
        self._store = store
        store.open_session(self.session_id, self.user_id, self.resume_tokens.digests())
        for published in self.kept:
            store.event(published.event, published.text)

    def opens_with(self, token: str) -> bool:
        """Whether it is one of its tokens; the one before it is spent then."""
        opens = self.resume_tokens.redeem(token)
        self._record_tokens()
        return opens

    def offer_token(self) -> str:
        """The token for the next return."""
        offered = self.resume_tokens.offer()
        self._record_tokens()
        return offered

    def expires(self, at: str | None) -> None:
        """Records when the session is over; None while its customer is here."""
        if self._store is not None:
            self._store.session_expires(self.session_id, at)

    def take_over(self, earlier: "Session", sequence: int) -> None:
        """Continuity is lost: tells where the runs of the earlier session stand, and keeps them."""
        self.runs.update(earlier.runs)
        self.publish(
            everyday.ReplayGap,
            from_sequence=sequence + 1,
            to_sequence=max(sequence + 1, earlier.last_sequence),
            snapshot=everyday.Snapshot(runs=tuple(map(standing, self.runs.values()))),
        )

    async def durable(self) -> None:
        """Returns once all that was published is recorded, or the wait for the store is over."""
        if self._store is not None:
            await self._store.durable()

    def restore(self, kept: KeptSession, store: Store) -> None:
        """Becomes the session that was recorded, with its next number and its runs.

        What was not recorded because it held a token is lost: for whoever missed it, a gap.
        """
        self.user_id, self.session_id = kept.user_id, kept.session_id
        self.resume_tokens = ResumeTokens.restore(kept.token_digest)
        self.is_whole, self._store = kept.whole, store
        for sequence, text in kept.events.items():
            if text is None:
                self.last_sequence = sequence
                self.kept.lose(sequence)
            else:
                self._keep(PublishedEvent(read(text), text))
        self.runs = {run.request_id: run.as_run() for run in kept.runs}

    def _record_tokens(self) -> None:
        if self._store is not None:
            self._store.session_tokens(self.session_id, self.resume_tokens.digests())

    def next_after(self, sequence: int) -> PublishedEvent | None:
        """What a customer who has that number is to be told next; None where that is nothing.

        Where events are lost, it is the notice of the gap. It stands in their place and bears the
        number of the last of them, so that the last number that a customer received always says
        what comes next.
        """
        found = self.kept.next_after(sequence)
        return self._gap(found) if isinstance(found, Lost) else found

    def _gap(self, lost: Lost) -> PublishedEvent:
        notice = self._event(
            everyday.ReplayGap,
            event_id=self.ids.next("event", f"{self.session_id}/gap to {lost.last}"),
            sequence=lost.last,
            run_id=None,
            timestamp=self.clock.timestamp(),
            from_sequence=lost.first,
            to_sequence=lost.last,
            snapshot=self.standings.snapshot(self.runs.values(), lost),
        )
        return PublishedEvent(notice, write(notice))

    def _event(self, model: type[E], **fields: Any) -> E:
        return model(
            type=type_of(model),  # type: ignore[call-arg]
            session_id=self.session_id,
            sent_at=self.clock.timestamp(),
            schema_version=SCHEMA_VERSION,
            **fields,
        )
