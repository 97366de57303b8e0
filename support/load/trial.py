"""One load from beginning to end: the server, the swarm, and what came of it."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from support.load import loops
from support.load.customer import Account
from support.load.figures import Outcome, Side
from support.load.hosts import Host
from support.load.ledger import End, LedgerWriter, head_of
from support.load.open_files import room_for
from support.load.plan import LoadPlan
from support.load.swarm import DEFAULT_WAITS, Door, Figures, Swarm, Waits, Watch
from support.load.tally import Counted, Tally
from support.load.usage import used

STOPPED = "The load was stopped before its end."


@dataclass
class Trial:
    """A plan, played to a host.

    `looked` is called a few times a second. `stop` ends it early.
    """

    plan: LoadPlan
    host: Host
    looked: Callable[[Figures], None] = lambda _: None
    waits: Waits = DEFAULT_WAITS
    ledger: Path | None = None
    worker: str = "swarm"
    swarm: Swarm | None = field(default=None, init=False)
    _stopped: bool = field(default=False, init=False)

    async def run(self) -> Outcome:
        """Raises TooFewFilesError, PlatformDiedError."""
        room_for(self.plan.most_at_once)
        try:
            return await self._play(await self.host.open())
        finally:
            await self.host.close()

    def stop(self) -> None:
        """What came until then is counted; whether all of it is kept, nobody can say."""
        self._stopped = True
        if self.swarm is not None:
            self.swarm.stop()

    async def _play(self, door: Door) -> Outcome:
        judge = self.host.judge
        tally = Tally(judge.settings, time.monotonic_ns())
        usage = _Usage(self.host)
        await usage.begins()
        with self._written(usage) as book:
            account, looked = self._both(tally, book)
            watch = Watch(account, looked, usage.all_are_here)
            self.swarm = swarm = Swarm(self.plan, door, judge, watch, self.waits)
            if self._stopped:
                swarm.stop()
            await swarm.run()
            await usage.ends()
            if book is not None:
                book.end(self._end(usage, swarm.figures))
        counted = tally.count(await self.host.account(), stopped=self._stopped)
        return self._outcome(counted, usage, swarm.figures)

    @contextmanager
    def _written(self, usage: "_Usage") -> Iterator[LedgerWriter | None]:
        """The ledger, where one is wanted."""
        if self.ledger is None:
            yield None
            return
        name = loops.name()
        head = head_of(self.plan, self.worker, self.host.name, name, usage.began_wall)
        with LedgerWriter(self.ledger, head) as book:
            yield book

    def _both(
        self, tally: Tally, book: LedgerWriter | None
    ) -> tuple[Callable[[Account], None], Callable[[Figures], None]]:
        if book is None:
            return tally.take, self.looked

        def account(one: Account) -> None:
            tally.take(one)
            book.take(one)

        def looked(figures: Figures) -> None:
            book.sync()
            self.looked(figures)

        return account, looked

    def _end(self, usage: "_Usage", figures: Figures) -> End:
        return End(
            ended=time.time(),
            came=figures.come,
            most_at_once=figures.most_here,
            cpu=usage.of_the_swarm(figures.come).cpu,
            stopped=self._stopped,
        )

    def _outcome(self, counted: Counted, usage: "_Usage", figures: Figures) -> Outcome:
        events, sessions = counted.events(), counted.sessions
        return Outcome(
            target=self.host.name,
            loop=loops.name(),
            began=usage.began_at,
            seconds=usage.seconds,
            planned=self.plan.sessions,
            came=figures.come,
            most_at_once=figures.most_here,
            answers=counted.answers,
            unplanned=counted.unplanned,
            failures=counted.failures(),
            events=events,
            notify=counted.notify(),
            kinds=counted.kinds(),
            over_time=counted.over_time(),
            events_per_second=events.told / usage.seconds,
            sessions_per_second=sessions / usage.seconds,
            swarm=usage.of_the_swarm(sessions),
            platform=usage.of_the_platform(sessions),
            findings=counted.findings(),
            thresholds=[],
            problems=[] if self._stopped else list(counted.problems()),
            faults=[STOPPED] if self._stopped else list(counted.faults()),
        )


class _Usage:
    """What the swarm and the host use; the latter is unknown where nobody can tell."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._swarm: list[Mapping[str, float]] = []
        self._platform: list[Mapping[str, float]] = []
        self._began = 0.0
        self._here = 0
        self.began_at = ""
        self.began_wall = 0.0
        self.seconds = 0.0

    async def begins(self) -> None:
        await self._measure()
        self.began_at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.began_wall = time.time()
        self._began = time.perf_counter()

    async def all_are_here(self, figures: Figures) -> None:
        """Measures what everybody needs who is connected and waits."""
        self._here = figures.here
        await self._measure()

    async def ends(self) -> None:
        self.seconds = time.perf_counter() - self._began
        await self._measure()

    def of_the_swarm(self, sessions: int) -> Side:
        return self._side(self._swarm, sessions)

    def of_the_platform(self, sessions: int) -> Side | None:
        return self._side(self._platform, sessions) if self._platform else None

    async def _measure(self) -> None:
        self._swarm.append(used())
        platform = await self._host.used()
        if platform is not None:
            self._platform.append(platform)

    def _side(self, measured: list[Mapping[str, float]], sessions: int) -> Side:
        first, last = measured[0], measured[-1]
        cpu = last["cpu"] - first["cpu"]
        held = measured[1]["memory"] - first["memory"]
        return Side(
            cpu=cpu,
            sessions_per_second_per_core=sessions / cpu if cpu else None,
            memory_per_session=held / self._here if self._here else None,
        )
