"""The customers' lines to what is under test: how they fail, and how customers come back."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from support.blame import NotDeclared, NotTestable
from support.clock import Clock
from support.configuration import Configuration
from support.contract.customer_frames import Resume
from support.customer import Customer
from support.network import Direction, LimitData, NetworkProxy
from support.targets import Target

DOWN: Final = Direction.DOWNSTREAM
HTTP_PORT: Final = 80
CONNECT_WITHIN: Final = 60.0
TURNS_UNTIL_AWAKE: Final = 3
"""Of the event loop, until whoever awaits a shielded end of a line goes on."""


class Scene(Protocol):
    """The people, the clock, and what is under test."""

    clock: Clock
    configuration: Configuration
    customers: dict[str, Customer]

    @property
    def target(self) -> Target: ...
    async def url(self) -> str: ...
    def person(self, name: str) -> Customer: ...
    async def customer(self, name: str) -> Customer: ...
    async def pass_time(self, seconds: float) -> None: ...
    async def let_it_arrive(self, customer: Customer) -> None: ...


class Lines:
    """Direct lines, and for some people lines by way of a network that can be made to fail."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._networks: dict[str, NetworkProxy] = {}
        self._registered = ExitStack()
        self._registered.enter_context(scene.clock.barrier(self._departures_are_noticed))

    async def url_for(self, name: str) -> str:
        """Where this person connects."""
        url = await self._scene.url()
        network = self._networks.get(name)
        return network.url_of(url) if network else url

    async def network_of(self, name: str) -> NetworkProxy:
        """The network that this person's lines run through from the next one on."""
        if name not in self._networks:
            address = urlsplit(await self._scene.url())
            if address.scheme != "ws" or address.hostname is None:
                raise NotTestable("nobody can stand in between: its line is encrypted, or unknown")
            seed, port = self._scene.configuration.seed, address.port or HTTP_PORT
            network = NetworkProxy(self._scene.clock, address.hostname, port, seed=seed)
            await network.start()
            self._networks[name] = network
        return self._networks[name]

    async def connect(self, name: str) -> None:
        """Opens a new line, however long the person's network takes for it."""
        customer, clock = self._scene.person(name), self._scene.clock
        opening = customer.connect(await self.url_for(name))
        if name not in self._networks:
            await opening
            return
        task = clock.spawn(opening, f"{name} connects")
        assert await clock.run_until(task.done, CONNECT_WITHIN), f"{name} could not connect"

    async def connect_by_network(self, name: str) -> NetworkProxy:
        """The network, once the person is here by way of it."""
        network = await self.network_of(name)
        await self._scene.customer(name)
        return network

    async def drop(self, name: str) -> None:
        """The person's device is gone, without a word."""
        await self._scene.customers[name].drop()
        await self._scene.clock.settle()

    async def leave(self, name: str) -> None:
        """The person closes the app."""
        await self._scene.customers[name].close()
        await self._scene.clock.settle()

    async def cut(self, name: str) -> None:
        """The network ends the line, in order as far as TCP goes."""
        self._networks[name].cut()
        await self._scene.clock.settle()

    async def reset(self, name: str) -> None:
        self._networks[name].reset()
        await self._scene.clock.settle()

    async def go_dead(self, name: str) -> None:
        """The newest line carries nothing any more, and nobody is told."""
        network = self._networks[name]
        network.hold(network.connections[-1].number)
        await self._scene.clock.settle()

    async def be_away(self, name: str, how: "Leaving", after: float, seconds: float) -> None:
        """Leaves after a while, for a while, and comes back."""
        await self._scene.pass_time(after)
        await how(self, name)
        await self._scene.pass_time(seconds)
        await self.come_back(name)

    async def come_back(self, name: str, **changed: Any) -> None:
        """The person resumes the session; `changed` fields of the frame say something else."""
        customer = self._scene.customers[name]
        speech = customer.speech
        if speech is not None and not speech.speaks_the_contract:
            frames = speech.come_back()
            await self.connect(name)
            await customer.say(frames)
            await self._scene.let_it_arrive(customer)
            return
        await self.resume(name, customer.way_back().model_copy(update=changed))

    async def come_back_briefly(self, name: str, messages: int) -> None:
        """Comes back, and the network cuts the line after so many messages to the person."""
        network = await self.network_of(name)
        number = len(network.connections) + 1
        network.add(LimitData(0), DOWN, from_connection=number, times=1, after_frames=messages)
        await self.come_back(name)

    async def bring_back(self, name: str) -> None:
        """Brings back a person who is away, or whose app hangs, to hear the rest."""
        customer = self._scene.customers[name]
        if customer.connected and not customer.line.is_reading:
            await self.drop(name)
        if not customer.connected and customer.has_session:
            await self.come_back(name)

    async def resume(self, name: str, frame: Resume) -> None:
        """Opens a new line and asks for the session that the frame names."""
        await self.connect(name)
        await self.send(name, frame)

    async def send(self, name: str, frame: Resume) -> None:
        """A frame on the newest line, which reaches the platform."""
        await self._scene.customers[name].send(frame)
        await self._scene.clock.settle()

    async def go_on_elsewhere(self, name: str, device: str) -> Customer:
        """The same person on another device, which was told nothing yet, takes the session over."""
        person = self._scene.customers[name]
        if person.speech is not None:
            raise NotDeclared("the target's file does not say how another device goes on")
        token = self._scene.target.token_for(person.user_id)
        other = Customer(device, person.user_id, token, self._scene.clock)
        self._scene.customers[device] = other
        await self.resume(device, person.way_back().model_copy(update={"last_sequence": 0}))
        return other

    def untouched_faults(self) -> list[str]:
        """What was to fail in a network and did not."""
        networks = self._networks.values()
        return [toxic.fault for network in networks for toxic in network.untouched()]

    async def close(self) -> None:
        for network in self._networks.values():
            await network.close()
        self._registered.close()

    async def _departures_are_noticed(self) -> None:
        """A line that ended here has ended there: nobody pings a line that is over."""
        for customer in self._scene.customers.values():
            while customer.departures:
                await self._scene.target.has_noticed_the_end(customer.departures.pop())
                for _ in range(TURNS_UNTIL_AWAKE):
                    await asyncio.sleep(0)


Leaving = Callable[[Lines, str], Any]
