"""Platforms that go wrong once among thousands of events: nobody would see it by looking."""

from typing import ClassVar, Final

from websockets.protocol import State

from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.connection import Connection
from support.simulator.delivery import Delivery

ONE_IN: Final = 10_000
FIRST: Final = 2_500
"""Which of so many it is: one that few people, in whatever order they come, do not reach."""


class OnceInTenThousand(Delivery):
    """`went_out` counts what all customers together were sent."""

    went_out: ClassVar[int] = 0
    everybody: ClassVar[dict["OnceInTenThousand", None]] = {}

    async def _run(self) -> None:
        self.everybody[self] = None
        try:
            await super()._run()
        finally:
            del self.everybody[self]

    async def _write(self, text: str) -> None:
        OnceInTenThousand.went_out += 1
        if OnceInTenThousand.went_out % ONE_IN == FIRST:
            await self.go_wrong(text)
        else:
            await super()._write(text)

    @property
    def is_read(self) -> bool:
        return self._socket.state is State.OPEN

    async def go_wrong(self, text: str) -> None:
        """With this one."""
        raise NotImplementedError

    async def write(self, text: str) -> None:
        """Really."""
        await super()._write(text)


class DropsOne(OnceInTenThousand):
    async def go_wrong(self, text: str) -> None:
        """It is simply not sent."""


class RepeatsOne(OnceInTenThousand):
    async def go_wrong(self, text: str) -> None:
        await self.write(text)
        await self.write(text)


class TellsTheWrongOwner(OnceInTenThousand):
    async def go_wrong(self, text: str) -> None:
        other = next(one for one in self.everybody if one is not self and one.is_read)
        await other.write(text)


def delivering_by(way: type[Delivery]) -> Parts:
    class Delivers(Connection):
        delivery_type = way

    return Parts(connection=Delivers)


SABOTEURS: Final[tuple[Saboteur, ...]] = (
    Saboteur(
        "drops one event in ten thousand", "LOAD-1", "events never came", delivering_by(DropsOne)
    ),
    Saboteur(
        "tells the wrong owner once",
        "LOAD-1",
        "events came to somebody else",
        delivering_by(TellsTheWrongOwner),
    ),
    Saboteur("repeats one event", "LOAD-1", "events came again", delivering_by(RepeatsOne)),
)
