"""People, a server and the network proxy between them, for steps that try the proxy."""

import asyncio
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from behave import fixture, use_fixture
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from support.clock import Clock
from support.customer import Customer
from support.network import NetworkProxy
from support.self_check.plain_sockets import PlainSocket
from support.simulator import ReferencePlatform

LOOPBACK: Final = "127.0.0.1"


class NetworkTrial:
    """A server, people, and the proxy between them; `begin` chooses what the server is.

    `customer` and `server` are the two ends of the latest plain connection.
    """

    customer: PlainSocket
    server: PlainSocket

    def __init__(self, clock: Clock, *, seed: object = 0) -> None:
        self.clock = clock
        self.people: dict[str, Customer] = {}
        self.platform: ReferencePlatform | None = None
        self.proxy = NetworkProxy(clock, LOOPBACK, 0, seed=seed)
        self._loop = asyncio.get_running_loop()
        self._listening: Any = None
        self._port = 0
        self._sockets: list[PlainSocket] = []
        self._descriptors = open_descriptors()

    async def begin(self, behind: str) -> None:
        """Starts an echo over WebSocket, a plain TCP server or the platform, and the proxy."""
        match behind:
            case "an echo":
                self._listening = await serve(
                    self._echo, LOOPBACK, 0, compression=None, ping_interval=None, close_timeout=1
                )
            case "a plain server":
                self._listening = await self._loop.create_server(self._plain, LOOPBACK, 0)
            case "the platform":
                self.platform = ReferencePlatform(clock=self.clock)
                await self.platform.start()
        self.proxy.upstream_port = self._port_of_server()
        await self.proxy.start()
        self._port = self.proxy.port

    async def person(self, name: str) -> Customer:
        """The person, connected by way of the proxy."""
        person = self._person(name)
        if not person.connected:
            await self._connect(person)
            await self.clock.settle()
        return person

    async def say(self, name: str, *words: str) -> None:
        """The person says these words one after the other, without waiting in between."""
        person = await self.person(name)
        for word in words:
            await person.send_bad(word)
        await self.clock.settle()

    async def ask(self, *names: str) -> None:
        """Each of them asks the platform."""
        for name in names:
            await self.people[name].ask("The lamp that I bought is broken.")
        await self.clock.settle()

    async def connected_at(self, name: str, within: float) -> float:
        """Connects while time passes, because the network is slow; returns when that was done."""
        opening = self.clock.spawn(self._connect(self._person(name)), f"{name} connects")
        assert await self.clock.run_until(opening.done, within), f"{name} never got through"
        return self.clock.now()

    async def connect_plainly(self) -> None:
        """A TCP connection by way of the proxy."""
        self.customer = self._plain()
        await self._loop.create_connection(lambda: self.customer, LOOPBACK, self.proxy.port)
        await self.clock.settle()
        self.server = self._sockets[-1]

    async def end_in_every_way(self, times: int) -> None:
        """So many plain connections, ended by each side, by a cut and by a reset in turn."""
        for _ in range(times // 4):
            for end in (self._customer_leaves, self._server_leaves, self.proxy.cut):
                await self._connect_and(end)
            await self._connect_and(self.proxy.reset)

    async def stop_server(self) -> None:
        """Nobody listens behind the proxy any more."""
        if self._listening is not None:
            self._listening.close()
            await self._listening.wait_closed()
            self._listening = None

    async def is_refused(self) -> bool:
        """Whether the proxy, at the address where it began, refuses a connection."""
        try:
            _, writer = await asyncio.open_connection(LOOPBACK, self._port)
        except ConnectionRefusedError:
            return True
        writer.close()
        await writer.wait_closed()
        return False

    def heard(self, name: str) -> list[tuple[str, float]]:
        """What came to the person, and when."""
        return [(str(frame.raw), frame.at) for frame in self.people[name].log]

    def everything_heard(self) -> list[tuple[str, str, float]]:
        """Who heard what, and when."""
        return [(name, what, at) for name in self.people for what, at in self.heard(name)]

    def delays(self, name: str) -> list[float]:
        """How long each event was on its way to the person, in seconds."""
        log = self.people[name].log
        return [
            round(frame.at - self._moment(datetime.fromisoformat(frame["sent_at"])), 3)
            for frame in log
        ]

    async def close(self) -> list[str]:
        """Ends everything, the proxy first; says what is left. Twice is once."""
        left = await self._close_proxy()
        for person in self.people.values():
            await person.close()
        for one in self._sockets:
            await one.close()
        if self.platform is not None:
            await self.platform.close()
            self.platform = None
        await self.stop_server()
        await self.clock.settle()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        left += [f"the task '{task.get_name()}'" for task in tasks]
        left += [f"the descriptor {one}" for one in open_descriptors() - self._descriptors]
        return left + [f"the crash of '{name}': {crash!r}" for name, crash in self.clock.crashes]

    def close_now(self) -> list[str]:
        """The same, from outside the event loop."""
        return self._loop.run_until_complete(self.close())

    def _moment(self, at: datetime) -> float:
        return self.clock.seconds_until(at) + self.clock.now()

    def _person(self, name: str) -> Customer:
        if name not in self.people:
            user_id = f"user-{name.lower()}"
            token = self.platform.tokens.issue(user_id) if self.platform else "none"
            self.people[name] = Customer(name, user_id, token, self.clock)
        return self.people[name]

    async def _close_proxy(self) -> list[str]:
        """What the proxy should have closed before it says that it has."""
        links = sum(not connection.is_over for connection in self.proxy.connections)
        expected = 2 * links + self.proxy.enabled
        before = open_descriptors()
        await self.proxy.close()
        closed = len(before - open_descriptors())
        return [f"{expected - closed} sockets of the proxy"] if closed < expected else []

    async def _connect(self, person: Customer) -> None:
        url = f"ws://{LOOPBACK}:{self.proxy.port}/"
        if self.platform is not None:
            await person.connect(self.proxy.url_of(self.platform.url))
        else:
            await person.open(url)

    async def _connect_and(self, end: Callable[[], None]) -> None:
        await self.connect_plainly()
        end()
        await self.clock.settle()

    def _customer_leaves(self) -> None:
        self.customer.say_no_more()
        self.server.say_no_more()

    def _server_leaves(self) -> None:
        self.server.leave()

    def _plain(self) -> PlainSocket:
        self._sockets.append(PlainSocket(self.clock))
        return self._sockets[-1]

    def _port_of_server(self) -> int:
        if self.platform is not None:
            return urlsplit(self.platform.url).port or 0
        port: int = self._listening.sockets[0].getsockname()[1]
        return port

    async def _echo(self, socket: ServerConnection) -> None:
        with self.clock.participant("echo"):
            try:
                while True:
                    with self.clock.outside("something to send back"):
                        said = await socket.recv()
                    self.clock.sent()
                    await socket.send(said)
            except ConnectionClosed:
                with self.clock.outside("the socket to close"):
                    await socket.wait_closed()


async def begin(context: Any, behind: str, *people: str) -> None:
    """A trial for this scenario, with these people connected; it ends with the scenario."""
    trial = NetworkTrial(context.world.notes.get("clock", context.world.clock))
    context.world.notes["trial"] = use_fixture(_closed_at_the_end, context, trial)
    await trial.begin(behind)
    for person in people:
        await trial.person(person)


def trial_of(context: Any) -> NetworkTrial:
    """The trial that the scenario has begun."""
    trial: NetworkTrial = context.world.notes["trial"]
    return trial


@fixture
def _closed_at_the_end(_context: Any, trial: NetworkTrial) -> Iterator[NetworkTrial]:
    """Closes the trial after its scenario, and fails it for whatever is left."""
    yield trial
    left = trial.close_now()
    assert not left, f"Left behind: {', '.join(left)}"


def open_descriptors() -> set[str]:
    """The descriptors of this process with what they are."""
    found = set()
    for entry in os.scandir("/proc/self/fd"):
        try:
            found.add(f"{entry.name} {Path(entry.path).readlink()}")
        except FileNotFoundError:
            continue  # the one that reads the folder
    return found
