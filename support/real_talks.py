"""Customers who talk with a real model: how it is put in place, and what it wrote for them."""

from typing import Final, Protocol

from support.clock import Clock
from support.customer import Customer
from support.expectations import has_ended
from support.real_model import RealModelInUse
from support.simulator import Parts
from support.simulator.plan import WRITE_ANSWER
from support.targets import PlatformSetup

LONGEST_REAL_STEP: Final = 180.0
"""Seconds: a real model takes its time, and the platform's own deadlines bound it."""


class Scene(Protocol):
    """What is needed of the World."""

    clock: Clock
    customers: dict[str, Customer]

    async def customer(self, name: str) -> Customer: ...
    async def ask(self, name: str, text: str) -> str: ...


def setup_with(model: RealModelInUse | None) -> PlatformSetup:
    """The default platform; a real model gets one step with words, for not all call tools."""
    if model is None:
        return PlatformSetup()
    return PlatformSetup(parts=Parts(provider=model.provider), plan=(WRITE_ANSWER,))


class RealTalks:
    """Steps of a scenario with a real model act on it and ask it."""

    def __init__(self, scene: Scene, model: RealModelInUse | None) -> None:
        self._scene = scene
        self._in_use = model

    async def ask_and_stop_in_output(self, name: str, text: str) -> None:
        """Lets the model write without end, and stops it once its first words are there."""
        customer = await self._scene.customer(name)
        self._model.write_on()
        request_id = await self._scene.ask(name, text)
        await self._scene.clock.run_until(
            lambda: bool(customer.log.of("agent_output")) or has_ended(customer, request_id),
            LONGEST_REAL_STEP,
        )
        await customer.cancel(customer.log.of("run_started")[-1]["run_id"])
        await self._scene.clock.run_until(
            lambda: has_ended(customer, request_id), LONGEST_REAL_STEP
        )
        await self._scene.clock.settle()

    def words_for(self, name: str) -> str:
        """What the model wrote for a person's newest run, as its bytes say it."""
        run_id = self._scene.customers[name].log.of("run_started")[-1]["run_id"]
        return self._model.words(f"{run_id}/{WRITE_ANSWER.name}")

    @property
    def _model(self) -> RealModelInUse:
        assert self._in_use is not None, "this scenario has no real model"
        return self._in_use
