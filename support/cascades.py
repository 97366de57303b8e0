"""What a scenario does to many customers at once, and to the load that they bring about."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from support.clock import Clock
from support.customer import Customer
from support.lines import Lines
from support.simulator.model.faults import ModelFault
from support.simulator.model.provider import JournalledCall
from support.targets import Target
from support.targets.setup import PlatformSetup

A_HUNDRED: Final = 100
QUIET: Final = 120.0
"""Seconds in which whatever still asks without being asked to would be seen."""
UNTIL_IT_FAILS: Final = 11.0


class Scene(Protocol):
    """What is needed of the World."""

    clock: Clock
    lines: Lines
    setup: PlatformSetup

    @property
    def target(self) -> Target: ...
    @property
    def customers(self) -> Mapping[str, Customer]: ...
    async def ask(self, name: str, text: str) -> str: ...
    async def ask_and_wait(self, name: str, text: str) -> None: ...
    async def pass_time(self, seconds: float) -> None: ...


async def take_all_room(scene: Scene, name: str, text: str) -> None:
    """One request of the person's has failed, one is at work, and one fills the line."""
    scene.setup.settings |= {"concurrent_runs": 1, "queue_limit": 1}
    scene.target.inject(ModelFault.NEVER_ANSWERS)
    for _ in range(2):
        await scene.ask(name, text)
    await scene.pass_time(UNTIL_IT_FAILS)
    await scene.ask(name, text)


async def a_hundred(scene: Scene) -> list[Customer]:
    """So many customers, all of them connected."""
    names = [f"customer {number}" for number in range(1, A_HUNDRED + 1)]
    for name in names:
        await scene.lines.connect(name)
    return [scene.customers[name] for name in names]


async def all_ask(scene: Scene, customers: Sequence[Customer], text: str) -> None:
    """In one moment of the clock, one after the other, so that it is the same one each time."""
    for customer in customers:
        await customer.ask(text)
        await scene.clock.settle()


async def calls_of_one_request(scene: Scene, name: str, text: str) -> list[JournalledCall]:
    """What reaches the model for one request of this person's, and in the quiet after it."""
    before = len(scene.target.model_calls())
    await scene.ask_and_wait(name, text)
    await scene.pass_time(QUIET)
    return scene.target.model_calls()[before:]
