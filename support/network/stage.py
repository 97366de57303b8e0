"""One toxic at work on one direction of one connection: a link of the chain."""

from collections import deque
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from support.clock.base import to_ns
from support.network.added import AddedToxic, Receipt
from support.network.pieces import Piece

if TYPE_CHECKING:
    from support.network.connection import Connection
    from support.network.link import Link


class _Removed(Exception):  # noqa: N818 - no error: the toxic's work is over
    """The toxic was removed; what it had not taken yet passes by it."""


class Stage:
    """What a toxic works with: pieces in their order, waiting on the clock, and its receipt."""

    def __init__(self, link: "Link", added: AddedToxic) -> None:
        self.connection: Connection = link.connection
        self.touched = False
        self._link = link
        self._added = added
        self._position = len(link.stages)
        self._first_frame = link.frame
        self._clock = link.connection.clock
        self._queue: deque[Piece] = deque()
        self._stir = self._clock.signal("bytes, a moment, or its removal")
        self._bytes_left = added.after_bytes
        self._frames_left = added.after_frames
        self._spared = 0
        added.tell_when_removed(self._stir.set)

    @property
    def lifted(self) -> bool:
        return self._added.lifted

    async def run(self) -> None:
        try:
            await self._let_pass_until_due()
            await self._added.toxic.work(self)
        except _Removed:
            while True:
                await self._until(lambda: bool(self._queue))
                await self.pass_on(self._queue.popleft())

    def feed(self, piece: Piece) -> None:
        """Takes a piece from whoever is before it."""
        self._queue.append(piece)
        self._stir.set()

    async def next(self) -> Piece:
        """The next piece, when it comes."""
        await self._until(lambda: self.lifted or bool(self._queue))
        if self.lifted:
            raise _Removed
        return self._queue.popleft()

    async def next_before(self, moment_ns: int | None) -> Piece | None:
        """The next piece; None once the moment is there or the toxic is removed."""
        due = await self._until(lambda: self.lifted or bool(self._queue), moment_ns)
        return None if due or self.lifted else self._queue.popleft()

    async def pass_on(self, piece: Piece) -> None:
        """Hands it to the next toxic, or to the socket as soon as that takes it."""
        await self._link.pass_on(piece, after=self)

    def drop(self, piece: Piece) -> None:
        self._link.let_go(piece)

    async def wait(self, seconds: float) -> None:
        await self.wait_until(self.now_ns() + to_ns(seconds))

    async def wait_until(self, moment_ns: int) -> None:
        """Waits on the clock; not at all once the toxic is removed."""
        if moment_ns > self.now_ns():
            await self._until(lambda: self.lifted, moment_ns)

    async def until_lifted(self) -> None:
        await self._until(lambda: self.lifted)

    def now_ns(self) -> int:
        return self._clock.now_ns()

    def dice(self, piece: Piece | None = None) -> Random:
        """Chance that is the same in every run; one source for each frame since it was added."""
        frame = "all" if piece is None else piece.frame - self._first_frame
        me = f"{self.connection.number}/{self._link.direction}/{self._position}"
        return Random(f"{self.connection.seed}/{me}/{frame}")  # noqa: S311 - a fault, no secret

    def touch(self) -> None:
        """Writes the receipt, the first time."""
        if not self.touched:
            self.touched = True
            self._added.receipts.append(
                Receipt(
                    fault=self._added.fault,
                    port=self._added.port,
                    connection=self.connection.number,
                    direction=self._link.direction,
                    at=self._clock.now(),
                    bytes=self._spared,
                )
            )

    async def _let_pass_until_due(self) -> None:
        """Pieces before the count is reached; the one in which it is reached is cut in two."""
        while self._bytes_left > 0 or self._frames_left > 0:
            piece = await self.next()
            if self._frames_left > 0:
                self._frames_left -= piece.completes and piece.frame > 0
                head, rest = piece, None
            else:
                head, rest = piece.split(self._bytes_left)
            self._bytes_left -= len(head.data)
            self._spared += len(head.data)
            await self.pass_on(head)
            if rest is not None:
                self._queue.appendleft(rest)

    async def _until(self, reached: Callable[[], bool], moment_ns: int | None = None) -> bool:
        """Parks until something is reached; True where the moment came first."""
        alarm = False

        def ring() -> None:
            nonlocal alarm
            alarm = True
            self._stir.set()

        call_off = None if moment_ns is None else self._clock.call_at(moment_ns, ring)
        try:
            while not reached() and not alarm:
                self._stir.clear()
                await self._stir.wait()
        finally:
            if call_off is not None:
                call_off()
        return not reached()
