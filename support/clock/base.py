"""What a clock offers, and how it knows who is still at work.

A *participant* is a task of the platform under test. It is running, or it is parked: on the
clock (a sleep), on a signal from another participant, or on something from outside (a frame from
a customer). Whoever wakes a participant marks it running before it resolves what the participant
waits for, so that "nobody is running" is never true by accident.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Final, Self, TypeVar
from weakref import WeakKeyDictionary

T = TypeVar("T")
NANOSECONDS: Final = 1_000_000_000
_1970: Final = datetime(1970, 1, 1, tzinfo=UTC)
Barrier = Callable[[], Awaitable[None]]
Address = tuple[Any, ...]
"""Of one end of a link: host and port, as the socket gives them."""


@dataclass(eq=False, slots=True)
class Participant:
    """A task that the clock waits for. `waiting_for` is None while it runs."""

    name: str
    finished: "Signal"
    waiting_for: str | None = None


_me: ContextVar[Participant | None] = ContextVar("participant", default=None)


class Clock(ABC):
    """Seconds and tasks. Every duration is in seconds, every moment in seconds since the start."""

    def __init__(self, epoch: datetime) -> None:
        self._epoch = epoch
        self._epoch_utc_ns = (epoch - _1970) // timedelta(microseconds=1) * 1000
        self._shown = (-1, "")
        self._participants: dict[Participant, None] = {}
        self._tasks: WeakKeyDictionary[asyncio.Task[Any], Participant] = WeakKeyDictionary()
        self._barriers: dict[Barrier, Address | None] = {}
        self._left_out: dict[Callable[[Address], bool], None] = {}
        self._running = 0
        self._wakes = 0
        self._passes_owed = 1
        self._idle = asyncio.Event()
        self._idle.set()
        self.crashes: list[tuple[str, BaseException]] = []
        self.crash_watchers: list[Callable[[str, BaseException], None]] = []

    @abstractmethod
    def now_ns(self) -> int:
        """Nanoseconds since the start."""

    @abstractmethod
    def call_at(self, moment_ns: int, action: Callable[[], None]) -> Callable[[], None]:
        """Runs the action at that moment; returns what calls it off."""

    @abstractmethod
    async def advance(self, seconds: float) -> None:
        """Lets that many seconds pass, with all that happens in them."""

    @abstractmethod
    async def run_until(self, reached: Callable[[], bool], within: float) -> bool:
        """Lets time pass until `reached()`, at most `within` seconds; says whether it was."""

    def now(self) -> float:
        return self.now_ns() / NANOSECONDS

    def timestamp(self, moment_ns: int | None = None) -> str:
        """RFC 3339 in UTC with milliseconds; of now, where no moment is given."""
        at = (self.now_ns() if moment_ns is None else moment_ns) // 1_000_000
        if at != self._shown[0]:
            moment = self._epoch + timedelta(milliseconds=at)
            text = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
            self._shown = at, text
        return self._shown[1]

    def utc_ns(self, moment_ns: int) -> int:
        """Nanoseconds since 1970 at that moment, which every other clock can read."""
        return self._epoch_utc_ns + moment_ns

    def moment_ns(self, utc_ns: int) -> int:
        """The moment on this clock, from nanoseconds since 1970."""
        return utc_ns - self._epoch_utc_ns

    def seconds_until(self, moment: datetime) -> float:
        return (moment - self._epoch).total_seconds() - self.now()

    async def sleep(self, seconds: float) -> None:
        alarm = self.signal(f"{seconds:g} s to pass")
        call_off = self.call_at(self.now_ns() + to_ns(seconds), alarm.set)
        try:
            await alarm.wait()
        finally:
            call_off()

    def signal(self, name: str) -> "Signal":
        return Signal(self, name)

    def timeout(self, seconds: float) -> "Timeout":
        """An async context manager that raises TimeoutError inside once the seconds are over."""
        return Timeout(self, seconds)

    def spawn(self, work: Coroutine[Any, Any, T], name: str) -> asyncio.Task[T | None]:
        """Starts a participant. Its crash is kept in `crashes` and told to the `crash_watchers`."""
        me = self._enter(name)
        task = asyncio.get_running_loop().create_task(self._drive(work, me), name=name)
        self._tasks[task] = me
        task.add_done_callback(lambda _: self._close_unstarted(work, me))
        return task

    async def join(self, *tasks: "asyncio.Task[Any]") -> None:
        """Waits for other participants without holding the clock."""
        for task in tasks:
            await self._tasks[task].finished.wait()

    def cancel(self, task: "asyncio.Task[Any]") -> None:
        """Cancels a participant, which runs from this moment on."""
        self._woken(self._tasks[task])
        task.cancel()

    @contextmanager
    def participant(self, name: str) -> Iterator[Participant]:
        """Registers the current task, which somebody else started."""
        me = self._enter(name)
        token = _me.set(me)
        try:
            yield me
        finally:
            _me.reset(token)
            self._leave(me)

    def outside(self, waiting_for: str) -> "Outside":
        """Parks the current participant on something that only the outside can bring."""
        return Outside(self, waiting_for)

    def sent(self, passes: int = 1) -> None:
        """Says that a frame went onto a socket, so that the next settle sees it arrive."""
        self._passes_owed = max(self._passes_owed, passes)

    @contextmanager
    def barrier(self, barrier: Barrier, of: Address | None = None) -> Iterator[None]:
        """Registers a link: awaiting the barrier means that what was sent before has arrived.

        `of` is the customer's own address, by which `leaving_out` may name the link.
        """
        self._barriers[barrier] = of
        try:
            yield
        finally:
            self._barriers.pop(barrier, None)

    @contextmanager
    def leaving_out(self, is_held: Callable[[Address], bool]) -> Iterator[None]:
        """Leaves out the barriers of links that somebody holds, who then answers for them."""
        self._left_out[is_held] = None
        try:
            yield
        finally:
            self._left_out.pop(is_held, None)

    async def settle(self, *, look_outside: bool = True) -> None:
        """Returns once nobody is running and everything sent has arrived."""
        if look_outside:
            self.sent()
        while True:
            while self._running:
                await self._idle.wait()
            if self._passes_owed == 0:
                return
            self._passes_owed -= 1
            wakes = self._wakes
            await self._pass_barriers()
            if self._wakes != wakes:
                self.sent()

    async def _pass_barriers(self) -> None:
        for barrier, link in tuple(self._barriers.items()):
            held = self._left_out and link and any(is_held(link) for is_held in self._left_out)
            if not held:
                await barrier()

    def at_work(self) -> Iterator[str]:
        """The names of all participants."""
        return (participant.name for participant in self._participants)

    def waiting(self) -> list[str]:
        """Who is at work or waiting, and for what; one sentence each."""
        return [f"{p.name}: {p.waiting_for or 'running'}" for p in self._participants]

    async def _drive(self, work: Coroutine[Any, Any, T], me: Participant) -> T | None:
        _me.set(me)
        try:
            return await work
        except asyncio.CancelledError:
            raise
        except Exception as crash:  # noqa: BLE001 - kept for the World, which fails the scenario
            self.crashes.append((me.name, crash))
            for watcher in self.crash_watchers:
                watcher(me.name, crash)
            return None
        finally:
            self._leave(me)

    def _close_unstarted(self, work: Coroutine[Any, Any, T], me: Participant) -> None:
        work.close()
        self._leave(me)

    def _enter(self, name: str) -> Participant:
        me = Participant(name, Signal(self, f"{name} to end"))
        self._participants[me] = None
        self._ran(+1)
        return me

    def _leave(self, me: Participant) -> None:
        if me in self._participants:
            me.finished.set()
            del self._participants[me]
            if me.waiting_for is None:
                self._ran(-1)

    def _parked(self, me: Participant | None, waiting_for: str) -> None:
        if me is not None and me.waiting_for is None:
            me.waiting_for = waiting_for
            self._ran(-1)

    def _woken(self, me: Participant | None) -> None:
        if me is not None and me.waiting_for is not None and me in self._participants:
            me.waiting_for = None
            self._wakes += 1
            self._ran(+1)

    def _ran(self, change: int) -> None:
        were_running = self._running
        self._running += change
        if not were_running:
            self._idle.clear()
        elif not self._running:
            self._idle.set()


class Signal:
    """An event between participants: `set` wakes all who wait, and stays set."""

    def __init__(self, clock: Clock, name: str) -> None:
        self._clock = clock
        self._name = name
        self._set = False
        self._waiters: dict[asyncio.Future[None], Participant | None] = {}

    def __bool__(self) -> bool:
        return self._set

    def set(self) -> None:
        self._set = True
        for future, participant in self._waiters.items():
            if not future.done():
                self._clock._woken(participant)
                future.set_result(None)

    def clear(self) -> None:
        self._set = False

    async def wait(self) -> None:
        if self._set:
            return
        future = asyncio.get_running_loop().create_future()
        me = _me.get()
        self._waiters[future] = me
        self._clock._parked(me, self._name)
        try:
            await future
        finally:
            del self._waiters[future]
            self._clock._woken(me)


class Outside:
    """Parked while it is entered: `with clock.outside("a frame from the customer"):`."""

    __slots__ = ("_clock", "_me", "_waiting_for")

    def __init__(self, clock: Clock, waiting_for: str) -> None:
        self._clock = clock
        self._waiting_for = waiting_for
        self._me: Participant | None = None

    def __enter__(self) -> None:
        self._me = _me.get()
        self._clock._parked(self._me, self._waiting_for)

    def __exit__(self, *_: object) -> None:
        self._clock._woken(self._me)


@dataclass(eq=False, slots=True)
class Timeout:
    """`async with clock.timeout(5) as limit:`; `limit.reset(5)` starts the seconds anew."""

    clock: Clock
    seconds: float
    _task: "asyncio.Task[Any] | None" = None
    _me: Participant | None = None
    _call_off: Callable[[], None] = field(default=lambda: None)
    _expired: bool = False
    _cancelling: int = 0

    async def __aenter__(self) -> Self:
        self._task = asyncio.current_task()
        self._me = _me.get()
        self._cancelling = self._task.cancelling() if self._task else 0
        self.reset(self.seconds)
        return self

    def reset(self, seconds: float) -> None:
        self._call_off()
        self._call_off = self.clock.call_at(self.clock.now_ns() + to_ns(seconds), self._expire)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._call_off()
        if self._expired and self._task is not None:
            ours_alone = self._task.uncancel() <= self._cancelling
            if ours_alone and kind is asyncio.CancelledError:
                raise TimeoutError from error

    def _expire(self) -> None:
        if self._task is not None:
            self._expired = True
            self.clock._woken(self._me)
            self._task.cancel()


def to_ns(seconds: float) -> int:
    return round(seconds * NANOSECONDS)


def utc_now() -> datetime:
    return datetime.now(UTC)
