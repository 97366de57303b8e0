"""How soon customers are told: among many who wait, and when all fail at once.

Each figure is a ratio to something measured beside it, on this machine and now.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from support.load.customer import Account, LoadCustomer
from support.load.figures import Spread
from support.load.hosts import NO_RETRIES, OwnPlatform
from support.load.measures.compare import Ratio, canned
from support.load.measures.story import EVENTS
from support.load.plan import LoadPlan, Part
from support.load.swarm import DEFAULT_WAITS, Door, Figures, Swarm, Waits, Watch

MANY: Final = 2_000
ONE_BY_ONE: Final = 40
OF_THE_FAILURE: Final = 3
"""The last of a session's frames: finished work, the failure, the cleanup."""

IDLE_MOST: Final = 1.5
BURST_MOST: Final = 2.0
LOOK_EVERY: Final = 0.05
PATIENT: Final = Waits(patience=300.0, quiet=120.0)


async def among_idle_ones() -> Ratio:
    """One failure after another among many customers who wait, and the same with nobody there."""
    host = OwnPlatform(LoadPlan(sessions=MANY))
    few = LoadPlan(sessions=ONE_BY_ONE, failing=1.0, at_once=1)
    try:
        door = await host.open()
        alone = await _median(host, door, few)
        measured: list[float] = []

        async def all_here(_: Figures) -> None:
            measured.append(await _median(host, door, few))
            crowd.stop()

        crowd = Swarm(
            LoadPlan(sessions=MANY, together=True),
            door,
            host.judge,
            Watch(_nobody_counts, all_here=all_here),
            DEFAULT_WAITS,
        )
        await crowd.run()
    finally:
        await host.close()
    other = f"time to notify among {MANY} idle sessions / alone"
    return Ratio(other, measured[0] / alone, IDLE_MOST)


async def _median(host: OwnPlatform, door: Door, plan: LoadPlan) -> float:
    accounts: list[Account] = []
    await Swarm(plan, door, host.judge, Watch(accounts.append), DEFAULT_WAITS).run()
    met = (await host.account()).met
    times = [one.told_ns - (met[one.run_id][1] or one.told_ns) for one in accounts]
    return Spread.of([float(one) for one in times]).p50 or 0.0


async def a_burst(frames: list[str]) -> Ratio:
    """Many failures in one moment, and a bare server that pushes the same frames to as many."""
    platform = await _platform_burst()
    bare = await _bare_burst(frames)
    other = f"p99 of a burst of {MANY} failures / a bare server's push"
    return Ratio(other, platform / bare, BURST_MOST)


async def _platform_burst() -> float:
    """Seconds from the moment at which all fail until 99 of 100 were told."""
    plan = LoadPlan(sessions=MANY, failing=1.0, together=True)
    host = OwnPlatform(plan, settings={**NO_RETRIES, "concurrent_runs": MANY})
    accounts: list[Account] = []
    struck: list[int] = []
    tasks: list[asyncio.Task[None]] = []

    async def strike() -> None:
        while (await host.process.ask())["waiting"] < MANY:  # noqa: ASYNC110 - another process
            await asyncio.sleep(LOOK_EVERY)
        struck.append(time.monotonic_ns())
        await host.process.ask(hold=False)

    async def all_here(_: Figures) -> None:
        tasks.append(asyncio.get_running_loop().create_task(strike()))

    try:
        door = await host.open()
        await host.process.ask(hold=True)
        watch = Watch(accounts.append, all_here=all_here)
        await Swarm(plan, door, host.judge, watch, PATIENT).run()
        await asyncio.gather(*tasks)
    finally:
        await host.close()
    return _p99_after(struck[0], accounts)


@dataclass
class _Pushed:
    """How many wait for the push, and when it came."""

    waiting: int = 0
    at_ns: int = 0
    push: Callable[[], None] = field(default=lambda: None)

    def one_more_waits(self) -> None:
        self.waiting += 1
        if self.waiting == MANY:
            self.at_ns = time.monotonic_ns()
            self.push()


async def _bare_burst(frames: list[str]) -> float:
    plan = LoadPlan(sessions=MANY, together=True)
    accounts: list[Account] = []
    pushed = _Pushed()
    judge = OwnPlatform(plan).judge
    with canned(frames, hold=OF_THE_FAILURE) as server:
        pushed.push = server.push
        swarm = Swarm(plan, Door(server.url, _named), judge, Watch(accounts.append), PATIENT)
        swarm.customer_type = _unjudged(pushed)
        await swarm.run()
    return _p99_after(pushed.at_ns, accounts)


def _unjudged(pushed: _Pushed) -> type[LoadCustomer]:
    class Unjudged(LoadCustomer):
        """Looks at nothing, and knows by its number which frame is the failure."""

        __slots__ = ()

        def heard(self, _: bytes) -> None:
            self._events += 1
            if self._events == 1:
                self._session = "a session"
                self._greeted()
            elif self._events == EVENTS - OF_THE_FAILURE:
                pushed.one_more_waits()
            elif self._events == EVENTS - 1:
                self._told_ns = time.monotonic_ns()
            elif self._events == EVENTS:
                self.leave()

    return Unjudged


def _p99_after(moment_ns: int, accounts: list[Account]) -> float:
    times = [(one.told_ns - moment_ns) / 1e9 for one in accounts if one.told_ns]
    assert len(times) == MANY, f"{len(times)} of {MANY} were told"
    return Spread.of(times).p99 or 0.0


def _named(part: Part) -> tuple[str, str]:
    user = f"user-{part.number + 1}"
    return user, user


def _nobody_counts(_: Account) -> None:
    """Those who wait are there to be in the way."""
