"""Many customers of one server: who comes when, and what becomes of all of them."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from websockets.uri import parse_uri

from support.load.customer import Account, Judge, LoadCustomer
from support.load.line import Line
from support.load.plan import LoadPlan, Part

HANDSHAKES_AT_ONCE: Final = 64
"""Fewer than a listening socket keeps waiting, so that none has to knock a second time."""
PATIENCE: Final = 30.0
LOOK_AROUND_EVERY: Final = 0.25
FEWER_COLLECTIONS: Final = 50_000


@dataclass
class Figures:
    """What can be seen of a swarm while it is at work."""

    sessions: int
    come: int = 0
    here: int = 0
    most_here: int = 0
    over: int = 0
    told: int = 0
    events: int = 0
    wrong: int = 0
    """What was lost, repeated or foreign, or otherwise against a promise."""


@dataclass(frozen=True)
class Door:
    """Where customers come in; `token` says who each of them is, if known, and what is shown."""

    url: str
    token: Callable[[Part], tuple[str | None, str]]
    headers: Mapping[str, str] = field(default_factory=dict)


async def _at_once(_: Figures) -> None:
    """Nobody wants to know."""


class Waits(NamedTuple):
    """A customer who heard nothing for `patience` seconds gives up, and so does everybody where
    nobody heard anything for `quiet` seconds."""

    patience: float = PATIENCE
    quiet: float = PATIENCE


DEFAULT_WAITS: Final = Waits()


class Watch(NamedTuple):
    """`account` takes what became of each customer, at the moment it is known; `looked` the figures
    until then, a few times a second. Where all come together, `all_here` is awaited before anybody
    asks."""

    account: Callable[[Account], None]
    looked: Callable[[Figures], None] = lambda _: None
    all_here: Callable[[Figures], Awaitable[None]] = _at_once


class Swarm:
    """Plays a plan."""

    customer_type: type[LoadCustomer] = LoadCustomer

    def __init__(
        self, plan: LoadPlan, door: Door, judge: Judge, watch: Watch, waits: Waits
    ) -> None:
        self._plan = plan
        self._door = door
        self._judge = judge
        self._watch = watch
        self._waits = waits
        self._uri = parse_uri(door.url)
        self._coming: Iterator[Part] = iter(plan.parts())
        self._here: dict[LoadCustomer, None] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._handshakes = 0
        self._greeted = 0
        self._due: Part | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._stopped = False
        self.figures = Figures(plan.sessions)
        self.is_over = asyncio.Event()

    async def run(self) -> None:
        """Until the last customer is gone, or the swarm was stopped and all are."""
        threshold = gc.get_threshold()
        gc.set_threshold(FEWER_COLLECTIONS)
        self._loop = asyncio.get_running_loop()
        self._began = self._left_at = time.monotonic()
        looking = self._loop.create_task(self._look_around(), name="look around")
        try:
            self._due = next(self._coming, None)
            self._let_in()
            await self.is_over.wait()
        finally:
            looking.cancel()
            self.stop()
            for task in (*self._tasks, looking):
                task.cancel()
            await asyncio.gather(looking, *self._tasks, return_exceptions=True)
            gc.set_threshold(*threshold)
            self._watch.looked(self.figures)

    def stop(self) -> None:
        """Nobody comes any more, and who is here leaves without a word."""
        self._stopped = True
        self._due = None
        if self._timer is not None:
            self._timer.cancel()
        for customer in tuple(self._here):
            customer.give_up()
        self._end_if_over()

    def _let_in(self) -> None:
        """As many as may come now; the next one's time is set."""
        while self._due is not None and self._handshakes < HANDSHAKES_AT_ONCE:
            if self.figures.here >= self._plan.most_at_once:
                return
            wait = self._due.at - (time.monotonic() - self._began)
            if wait > 0:
                if self._timer is None:
                    self._timer = self._loop.call_later(wait, self._on_time)
                return
            part, self._due = self._due, next(self._coming, None)
            self._come(part)

    def _on_time(self) -> None:
        self._timer = None
        self._let_in()

    def _come(self, part: Part) -> None:
        user_id, token = self._door.token(part)
        customer = self.customer_type(
            part,
            user_id,
            token,
            self._judge,
            wait=self._plan.together,
            greeted=self._one_more_is_greeted,
            over=self._is_gone,
        )
        figures = self.figures
        figures.come += 1
        figures.here += 1
        figures.most_here = max(figures.most_here, figures.here)
        self._here[customer] = None
        self._handshakes += 1
        self._begin(self._connect(customer))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _all_ask(self) -> None:
        await self._watch.all_here(self.figures)
        for customer in tuple(self._here):
            customer.ask()

    async def _connect(self, customer: LoadCustomer) -> None:
        uri = self._uri
        try:
            await self._loop.create_connection(
                lambda: Line(uri, customer, dict(self._door.headers)),
                uri.host,
                uri.port,
                ssl=True if uri.secure else None,
            )
        except OSError as refused:
            customer.ended(f"nobody could connect to {self._door.url} ({refused})")

    def _one_more_is_greeted(self) -> None:
        self._handshakes -= 1
        self._greeted += 1
        if self._plan.together and self._greeted == self._plan.sessions:
            self._begin(self._all_ask())
        self._let_in()

    def _is_gone(self, customer: LoadCustomer, account: Account) -> None:
        self._here.pop(customer, None)
        self._left_at = time.monotonic()
        figures = self.figures
        if not account.session_id:
            self._handshakes -= 1
        figures.here -= 1
        figures.over += 1
        figures.events += account.events
        figures.told += account.failures
        figures.wrong += account.lost + account.repeated + account.foreign + len(account.findings)
        if not self._stopped:
            self._watch.account(account)
        self._end_if_over()
        self._let_in()

    def _end_if_over(self) -> None:
        if self._due is None and not self._here:
            self.is_over.set()

    async def _look_around(self) -> None:
        while True:
            await asyncio.sleep(LOOK_AROUND_EVERY)
            self._watch.looked(self.figures)
            self._end_waits(time.monotonic())

    def _end_waits(self, now: float) -> None:
        signs = [customer.last_sign for customer in self._here]
        newest = max((self._left_at, *signs))
        bears = self._waits.patience if newest > now - self._waits.quiet else 0.0
        for customer in tuple(self._here):
            if customer.last_sign < now - bears:
                customer.give_up()
