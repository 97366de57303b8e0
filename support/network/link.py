"""One direction of a connection: a wire, or a chain of toxics."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from support.network.added import AddedToxic
from support.network.frames import FrameReader
from support.network.pieces import Direction, Piece
from support.network.stage import Stage

if TYPE_CHECKING:
    from support.network.connection import Connection, End

MOST_BYTES_HELD: Final = 65_536
"""Beyond it the link stops reading, and the sender's own socket fills: backpressure.

A link thus holds this much at most, plus what one read may bring (256 KiB in asyncio); and as
much again in the buffer of the socket it writes to, where the receiver does not read.
"""


class Link:
    """Bytes come from `source` and leave by `sink`, in order.

    Without a toxic it is a wire: what is read is written in the same call, and no task has a part
    in it. With one, each piece goes through the chain, and the last of the chain writes it.
    """

    def __init__(
        self, connection: "Connection", direction: Direction, source: "End", sink: "End"
    ) -> None:
        self.connection = connection
        self.direction = direction
        self.stages: list[Stage] = []
        self.bytes_held = 0
        self._source = source
        self._sink = sink
        self._frames = FrameReader()
        self._has_ended = self._has_delivered_end = False

    @property
    def is_wire(self) -> bool:
        has_end_under_way = self._has_ended and not self._has_delivered_end
        return not (self.bytes_held or has_end_under_way) and all(s.lifted for s in self.stages)

    @property
    def has_delivered_end(self) -> bool:
        return self._has_delivered_end

    @property
    def frame(self) -> int:
        """The number of the WebSocket frame that is being read, or comes next."""
        return self._frames.frame

    def add(self, added: AddedToxic) -> None:
        stage = Stage(self, added)
        self.stages.append(stage)
        name = f"{added.fault}, connection {self.connection.number}, {self.direction}"
        self.connection.spawn(stage.run(), name)

    def receive(self, data: bytes) -> None:
        now_ns = self.connection.clock.now_ns()
        for part, frame, completes in self._frames.parts(data):
            self._enter(Piece(part, now_ns, frame, completes))

    def end(self, *, by_reset: bool) -> None:
        """The source says that nothing more will come; only the first time counts."""
        if not self._has_ended:
            is_wire = self.is_wire
            self._has_ended = True
            now_ns = self.connection.clock.now_ns()
            piece = Piece(b"", now_ns, self.frame, ends=True, by_reset=by_reset)
            if is_wire:
                self._forward(piece)
            else:
                self.stages[0].feed(piece)

    async def pass_on(self, piece: Piece, after: Stage) -> None:
        place = self.stages.index(after) + 1
        if place < len(self.stages):
            self.stages[place].feed(replace(piece, at_ns=self.connection.clock.now_ns()))
            return
        await self._sink.has_room()
        self.connection.clock.sent()
        self.let_go(piece)
        self._forward(piece)

    def let_go(self, piece: Piece) -> None:
        """The link holds these bytes no longer."""
        self.bytes_held -= len(piece.data)
        self.throttle()

    def throttle(self) -> None:
        """Reads no further while too much is held, or while the sink takes no more."""
        self._source.let_read(self.bytes_held < MOST_BYTES_HELD and not self._sink.is_full)

    def _enter(self, piece: Piece) -> None:
        if self.is_wire:
            self._forward(piece)
        else:
            self.bytes_held += len(piece.data)
            self.stages[0].feed(piece)
            self.throttle()

    def _forward(self, piece: Piece) -> None:
        if not piece.ends:
            self._sink.write(piece.data)
        else:
            self._has_delivered_end = True
            self.connection.ended(self._sink, by_reset=piece.by_reset)
