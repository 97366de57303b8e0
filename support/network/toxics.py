"""The toxics, named as in Toxiproxy. Seconds for every time, bytes for every size.

Several toxics in one direction are a chain, in the order in which they were added.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from support.clock.base import to_ns
from support.network.pieces import Piece

if TYPE_CHECKING:
    from support.network.stage import Stage

PARTS_PER_SECOND: Final = 10


class Toxic(ABC):
    """What it does is a coroutine over one direction of one connection.

    Once it is removed, waiting is over at once, and the next `next()` ends the coroutine.
    """

    name: ClassVar[str]

    @abstractmethod
    async def work(self, stage: "Stage") -> None:
        """Takes each piece from the stage, and passes it on, late or in parts, or drops it."""


@dataclass(frozen=True)
class Latency(Toxic):
    """Everything comes `latency` seconds later, give or take up to `jitter`; the order is kept.

    The jitter is drawn once for each WebSocket frame, from the proxy's seed.
    """

    latency: float
    jitter: float = 0.0
    name: ClassVar[str] = "latency"

    async def work(self, stage: "Stage") -> None:
        while True:
            piece = await stage.next()
            swing = stage.dice(piece).uniform(-self.jitter, self.jitter)
            stage.touch()
            await stage.wait_until(piece.at_ns + to_ns(max(0.0, self.latency + swing)))
            await stage.pass_on(piece)


@dataclass(frozen=True)
class Timeout(Toxic):
    """Nothing comes through, what is sent is lost, and after `timeout` the connection is cut.

    Where `timeout` is 0 it stays open until the toxic is removed. Removal cuts it, because a
    stream with a hole in it is worth nothing.
    """

    timeout: float = 0.0
    name: ClassVar[str] = "timeout"

    async def work(self, stage: "Stage") -> None:
        until = stage.now_ns() + to_ns(self.timeout) if self.timeout else None
        while (piece := await stage.next_before(until)) is not None:
            stage.touch()
            stage.drop(piece)
        if stage.touched or not stage.lifted:
            stage.touch()
            stage.connection.finish()


@dataclass(frozen=True)
class ResetPeer(Toxic):
    """The first bytes are lost, and `timeout` seconds after them both sides get a reset."""

    timeout: float = 0.0
    name: ClassVar[str] = "reset_peer"

    async def work(self, stage: "Stage") -> None:
        stage.drop(await stage.next())
        stage.touch()
        await stage.wait(self.timeout)
        stage.connection.reset()


@dataclass(frozen=True)
class SlowClose(Toxic):
    """The end of the stream comes `delay` seconds late, its bytes in time."""

    delay: float
    name: ClassVar[str] = "slow_close"

    async def work(self, stage: "Stage") -> None:
        while True:
            piece = await stage.next()
            if piece.ends:
                stage.touch()
                await stage.wait(self.delay)
            await stage.pass_on(piece)


@dataclass(frozen=True)
class Bandwidth(Toxic):
    """No more than `rate` bytes a second, at least 1, in parts of a tenth of a second."""

    rate: int
    name: ClassVar[str] = "bandwidth"

    async def work(self, stage: "Stage") -> None:
        free_ns = 0
        while True:
            piece = await stage.next()
            begun_ns, sent = max(free_ns, piece.at_ns), 0
            rest: Piece | None = piece
            while rest is not None:
                part, rest = rest.split(max(1, self.rate // PARTS_PER_SECOND))
                sent += len(part.data)
                free_ns = begun_ns + to_ns(sent / self.rate)
                if not part.ends:
                    stage.touch()
                await stage.wait_until(free_ns)
                await stage.pass_on(part)


@dataclass(frozen=True)
class Slicer(Toxic):
    """Each frame comes in slices of `average_size` bytes, give or take up to `size_variation`.

    After each slice nothing comes for `delay` seconds. The sizes are drawn from the proxy's seed.
    """

    average_size: int
    size_variation: int = 0
    delay: float = 0.0
    name: ClassVar[str] = "slicer"

    async def work(self, stage: "Stage") -> None:
        room = 0
        dice = stage.dice()
        while True:
            rest: Piece | None = await stage.next()
            while rest is not None:
                if room == 0:
                    swing = dice.randint(-self.size_variation, self.size_variation)
                    room = max(1, self.average_size + swing)
                slice_, rest = rest.split(room)
                room = 0 if slice_.completes else room - len(slice_.data)
                await stage.pass_on(slice_)
                if not slice_.ends and room == 0:
                    stage.touch()
                    await stage.wait(self.delay)


@dataclass(frozen=True)
class LimitData(Toxic):
    """The connection is cut as soon as `bytes` bytes have come through."""

    bytes: int
    name: ClassVar[str] = "limit_data"

    async def work(self, stage: "Stage") -> None:
        left = self.bytes
        while left > 0:
            head, _ = (await stage.next()).split(left)
            left -= len(head.data)
            await stage.pass_on(head)
        stage.touch()
        stage.connection.finish()


@dataclass(frozen=True)
class HalfOpen(Toxic):
    """Nothing comes through, neither bytes nor an end, and nothing is lost: it waits for removal.

    In both directions it is a dead peer: the connection stands, and nobody is there.
    """

    name: ClassVar[str] = "half_open"

    async def work(self, stage: "Stage") -> None:
        while True:
            piece = await stage.next()
            stage.touch()
            await stage.until_lifted()
            await stage.pass_on(piece)
