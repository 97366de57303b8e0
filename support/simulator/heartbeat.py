"""Finds out whether anybody is still there: the gateway's own pings, on the Clock."""

from asyncio import Future
from collections.abc import Callable

from websockets.exceptions import ConnectionClosed

from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.simulator.wire_guard import GuardedConnection


def _nobody_listens() -> None:
    """Until somebody wants to know."""


class CustomerSocket(GuardedConnection):
    """Says when the customer has taken what had to wait for room on the line."""

    when_drained: Callable[[], None] = staticmethod(_nobody_listens)

    def resume_writing(self) -> None:
        super().resume_writing()
        self.when_drained()


class Heartbeat:
    """A ping every `heartbeat_interval`, and `heartbeat_timeout` for any sign of life after it.

    A dead line is noticed within the sum of both. Signs of life are the pong, a frame, and that
    the customer reads what waits: somebody who reads slowly answers late, but is there. No ping is
    sent behind what waits already.
    """

    def __init__(self, socket: CustomerSocket, clock: Clock, settings: PlatformSettings) -> None:
        self._socket = socket
        self._clock = clock
        self._interval = settings.heartbeat_interval
        self._timeout = settings.heartbeat_timeout
        self._sign_of_life = clock.signal("a sign of life from the customer")
        socket.when_drained = self._sign_of_life.set

    def frame_came(self) -> None:
        self._sign_of_life.set()

    async def watch(self) -> bool:
        """Returns once the line is closed (False), or once nobody is there any more (True)."""
        wait = self._interval
        while True:
            await self._clock.sleep(wait)
            asked_at = self._clock.now()
            try:
                await self._ask()
                async with self._clock.timeout(self._timeout):
                    await self._sign_of_life.wait()
            except TimeoutError:
                return True
            except ConnectionClosed:
                return False
            wait = max(0.0, asked_at + self._interval - self._clock.now())

    async def _ask(self) -> None:
        self._sign_of_life.clear()
        if not self._socket.paused:
            self._clock.sent(passes=2)
            pong: Future[float] = await self._socket.ping()  # type: ignore[assignment]
            pong.add_done_callback(self._answered)

    def _answered(self, pong: "Future[float]") -> None:
        if not pong.cancelled() and pong.exception() is None:
            self._sign_of_life.set()
