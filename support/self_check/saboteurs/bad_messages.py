"""Platforms that a message which they cannot accept throws off."""

from typing import Any, Final

from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.connection import Connection


class HangsUpOnABadMessage(Connection):
    def _refuse(self, code: Any, message: str) -> None:
        super()._refuse(code, message)
        self.socket.transport.abort()


class SaysNothingToABadMessage(Connection):
    def _refuse(self, code: Any, message: str) -> None:
        """Whoever sends nonsense hears nothing."""


class AnswersOnlyTheFirst(Connection):
    refused = 0

    def _refuse(self, code: Any, message: str) -> None:
        self.refused += 1
        if self.refused < 100:
            super()._refuse(code, message)


class SaysTheSameToEach(Connection):
    def _refuse(self, code: Any, message: str) -> None:
        super()._refuse(code, "That was wrong.")


class TakesPiecesForMessages(Connection):
    async def _receive(self) -> str | bytes:
        with self._clock.outside("a frame from the customer"):
            pieces = [piece async for piece in self.socket.recv_streaming()]
        self._heartbeat.frame_came()
        return pieces[0]


class HangsUpOnEverybody(Connection):
    """A message that it cannot read ends every line."""

    everywhere: list[Connection] = []  # noqa: RUF012 - that is the fault

    def __init__(self, *own: Any) -> None:
        super().__init__(*own)
        self.everywhere.append(self)

    def _refuse(self, code: Any, message: str) -> None:
        super()._refuse(code, message)
        for one in self.everywhere:
            one.socket.transport.abort()


_S: Final = Saboteur
SABOTEURS: Final[tuple[Saboteur, ...]] = (
    _S(
        "hangs up on a bad message",
        "SEC-3",
        "Maya was not told that the frame was not accepted",
        Parts(connection=HangsUpOnABadMessage),
    ),
    _S(
        "says nothing to a bad message",
        "SEC-3",
        "Maya was not told that the frame was not accepted",
        Parts(connection=SaysNothingToABadMessage),
    ),
    _S(
        "answers only the first bad messages",
        "SEC-3",
        "answers to Maya's bad messages",
        Parts(connection=AnswersOnlyTheFirst),
    ),
    _S(
        "says the same to each bad message",
        "SEC-3",
        "why Maya's message was not accepted",
        Parts(connection=SaysTheSameToEach),
    ),
    _S(
        "takes pieces for messages",
        "SEC-3",
        "Maya still waits",
        Parts(connection=TakesPiecesForMessages),
    ),
    _S(
        "hangs up on everybody",
        "SEC-3",
        "Maya was not told that the frame was not accepted",
        Parts(connection=HangsUpOnEverybody),
    ),
)
