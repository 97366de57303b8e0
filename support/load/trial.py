"""One load from beginning to end: the server, the swarm, and what came of it."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from support.load import loops
from support.load.figures import Outcome, Side
from support.load.hosts import Host
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
        watch = Watch(tally.take, self.looked)
        self.swarm = swarm = Swarm(self.plan, door, judge, watch, self.waits)
        if self._stopped:
            swarm.stop()
        usage = _Usage(await self.host.used())
        measuring = asyncio.create_task(usage.when_all_are_here(swarm, self.host))
        try:
            await swarm.run()
        finally:
            measuring.cancel()
            await asyncio.gather(measuring, return_exceptions=True)
        usage.ends(await self.host.used())
        counted = tally.count(await self.host.account(), stopped=self._stopped)
        return self._outcome(counted, usage, swarm.figures)

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
    """What the swarm and the platform use; the latter is None where nobody can tell."""

    def __init__(self, platform: Mapping[str, float] | None) -> None:
        self.began_at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._began = time.perf_counter()
        self._swarm = [used()]
        self._platform = [platform]
        self._here = 0
        self.seconds = 0.0

    async def when_all_are_here(self, swarm: Swarm, host: Host) -> None:
        """Measures what everybody needs who is connected and waits."""
        await swarm.everybody_is_here.wait()
        self._swarm.append(used())
        self._here = swarm.figures.most_here
        self._platform.append(await host.used())

    def ends(self, platform: Mapping[str, float] | None) -> None:
        self.seconds = time.perf_counter() - self._began
        self._swarm.append(used())
        self._platform.append(platform)

    def of_the_swarm(self, sessions: int) -> Side:
        return self._side(self._swarm, sessions)

    def of_the_platform(self, sessions: int) -> Side | None:
        known = [one for one in self._platform if one is not None]
        return self._side(known, sessions) if known else None

    def _side(
        self, measured: list[Mapping[str, float]] | list[dict[str, float]], sessions: int
    ) -> Side:
        first, last = measured[0], measured[-1]
        cpu = last["cpu"] - first["cpu"]
        held = measured[1]["memory"] - first["memory"]
        return Side(
            cpu=cpu,
            sessions_per_second_per_core=sessions / cpu if cpu else None,
            memory_per_session=held / self._here if self._here else None,
        )
