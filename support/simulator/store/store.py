"""What the platform must not forget, kept in order and in whole transactions.

What is `remember`ed is written together with the next thing that has to be durable: before an
event is sent, when a step is finished, before finished work is claimed. The store may refuse; then
it is asked again until `store_wait` is over, counted from its first refusal, and what could not be
written waits in memory for the first write that succeeds.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from support.clock import NANOSECONDS, Clock
from support.contract.defaults import PlatformSettings
from support.contract.envelope import Envelope
from support.contract.vocabulary import ErrorType
from support.simulator.failure import AgentFailure
from support.simulator.identity import Ids
from support.simulator.injection import AgentFailureSimulator
from support.simulator.observation import Observer, nobody_watches
from support.simulator.operator_log import Level, PythonLog
from support.simulator.operators import Operators
from support.simulator.run import Run
from support.simulator.sanitiser import Sanitiser
from support.simulator.store import entries, reading
from support.simulator.store.database import Database, DatabaseRefused
from support.simulator.store.kept import KeptSession, StoredResult
from support.simulator.store.note import Note
from support.simulator.store.schema import Statement

ASK_AGAIN_AFTER: Final = 0.025


class Store:
    """The record of one platform, in one file. Moments are texts as customers are told them."""

    def __init__(  # noqa: PLR0913 - what a record stands on
        self,
        path: Path,
        *,
        clock: Clock,
        settings: PlatformSettings,
        faults: AgentFailureSimulator | None = None,
        observer: Observer = nobody_watches,
        operators: Operators | None = None,
    ) -> None:
        self._clock = clock
        self._settings = settings
        self._database = Database(
            path, clock=clock, faults=faults or AgentFailureSimulator(), observer=observer
        )
        self._operators = operators or Operators(PythonLog(), clock, Sanitiser())
        self._note = Note(path.with_name("not-recorded.json"), self._operators)
        self._waiting: list[Statement] = []
        self._waiting_identities: list[Statement] = []
        self._waiting_sessions: set[str] = set()
        self._refused_since_ns: int | None = None
        self._ids: Ids | None = None
        self._outage: str | None = None
        self._busy = False

    def names_outages_by(self, ids: Ids) -> None:
        """From now on whoever is failed by one outage of the store is told one cause."""
        self._ids = ids

    @property
    def boot(self) -> int:
        """How many servers have been started on this record."""
        return self._database.boot

    @property
    def has_a_past(self) -> bool:
        return not self._database.is_new

    def open_session(self, session_id: str, user_id: str, token_digest: str) -> None:
        self._remember_identity(entries.session(session_id, user_id, token_digest))

    def session_tokens(self, session_id: str, digests: str) -> None:
        """With what the session can be resumed from now on."""
        self._remember(entries.session_tokens(session_id, digests))

    def session_expires(self, session_id: str, expires_at: str | None) -> None:
        """When the session can be resumed no more; None while its customer is here."""
        self._remember(entries.session_expiry(session_id, expires_at))

    def event(self, published: Envelope, text: str) -> None:
        self._waiting_sessions.add(published.session_id)
        self._remember(*entries.event(published, text, self._settings.replay_buffer))

    def run(self, session_id: str, asked: Run) -> None:
        self._remember_identity(entries.run(session_id, asked))

    def goes_on(self, run_id: str) -> None:
        """The run is parked no more."""
        self._remember(entries.parked(run_id, None))

    async def begin_step(self, run_id: str, step: str, *, outside_effects: bool) -> None:
        """Durable before the step begins, where it has effects that nobody can take back."""
        self._remember(entries.begun_step(run_id, step, outside_effects=outside_effects))
        if outside_effects:
            await self._must("begin a step")

    async def finish_step(self, run_id: str, position: int, step: str, output: str) -> None:
        """Durable once this returns; where it is refused, the next write takes it along."""
        self._remember(entries.finished_step(run_id, position, step, output))
        await self._must("checkpoint")

    async def catch_up(self) -> None:
        """Everything remembered is durable once this returns."""
        if self._waiting:
            await self._must("catch up")

    async def park(self, run_id: str, how: str) -> None:
        """Durable once this returns: where a planned restart stops the run."""
        await self._must("park", entries.parked(run_id, how))

    async def preserve(
        self,
        result_id: str,
        user_id: str,
        steps: Mapping[str, str],
        expires_at: str,
        *,
        run_id: str,
    ) -> None:
        """Durable once this returns; kept whole or not at all."""
        await self._must("preserve", *entries.result(result_id, run_id, user_id, steps, expires_at))

    async def fetch(self, result_id: str, user_id: str) -> StoredResult | None:
        """The owner's result until it expires; None for anybody else, and for none at all."""
        try:
            return reading.result(self._database, result_id, user_id, self._clock.timestamp())
        except DatabaseRefused as refused:
            raise _failure("The store did not give the work back.") from refused

    def kept_sessions(self) -> list[KeptSession]:
        """Every session that can be resumed. Raises AgentFailure where nothing can be read."""
        now, note = self._clock.timestamp(), self._note.read()
        self._remember(*note.identities, *entries.gaps(note.sessions))
        self._write("forget", entries.forgotten(now))
        try:
            return reading.sessions(self._database, note.sessions, now)
        except DatabaseRefused as refused:
            raise _failure("The store did not give the sessions back.") from refused

    def flush(self) -> bool:
        """Writes what is remembered, at once; False where the store refused."""
        return not self._waiting or self._write("record", ())

    async def durable(self) -> bool:
        """Everything remembered is durable once this returns; False where the wait was in vain."""
        while not self.flush():
            if not await self._may_ask_again():
                self._note.write(self._waiting_sessions, self._waiting_identities)
                return False
        return True

    def refuses(self) -> bool:
        """Whether the record would take nothing at this moment; asks it, and leaves no trace."""
        try:
            self._database.write("be examined", entries.examination())
        except DatabaseRefused:
            return True
        return False

    def close(self) -> None:
        self.flush()
        self._database.close()

    def _remember(self, *statements: Statement) -> None:
        self._waiting += statements

    def _remember_identity(self, statement: Statement) -> None:
        """Without these, nobody would even know after a kill that something is missing."""
        self._waiting_identities.append(statement)
        self._remember(statement)

    async def _must(self, operation: str, *extra: Statement) -> None:
        while not self._write(operation, extra):
            if not await self._may_ask_again():
                raise _failure(f"The store refused to {operation}.", self._outage)

    async def _may_ask_again(self) -> bool:
        assert self._refused_since_ns is not None
        until_ns = self._refused_since_ns + int(self._settings.store_wait * NANOSECONDS)
        left = (until_ns - self._clock.now_ns()) / NANOSECONDS
        if self._busy and left > 0:
            await self._clock.sleep(min(ASK_AGAIN_AFTER, left))
            return True
        return False

    def _write(self, operation: str, extra: Iterable[Statement]) -> bool:
        try:
            self._database.write(operation, [*self._waiting, *extra])
        except DatabaseRefused as refused:
            self._busy = refused.busy
            if self._refused_since_ns is None:
                self._refused_since_ns = self._clock.now_ns()
                self._outage = self._ids.next("outage", "store") if self._ids else None
                self._operators.tell(
                    f"the store refuses to {operation}",
                    refused,
                    level=Level.WARNING,
                    root_failure_id=self._outage,
                )
            return False
        self._waiting.clear()
        self._waiting_sessions.clear()
        self._waiting_identities.clear()
        self._note.remove()
        self._refused_since_ns = None
        return True


def _failure(message: str, outage: str | None = None) -> AgentFailure:
    return AgentFailure(ErrorType.DATABASE_CONNECTION_FAILED, message, root=outage)
