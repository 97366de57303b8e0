"""A server that is killed or restarted while customers are served, and customers who come back."""

from collections.abc import Mapping
from typing import Final, Protocol

from support.clock import Clock, WallClock
from support.customer import Customer
from support.targets import Target

LONGEST_WAIT: Final = 900.0
LONGEST_REAL_WAIT: Final = 3.0
LONGEST_SHUTDOWN: Final = 60.0
LONGEST_ANSWER: Final = 2.0
ANSWERS: Final = frozenset({"session_resumed", "replay_gap", "protocol_error"})


class Scene(Protocol):
    """What is needed of the World."""

    clock: Clock

    @property
    def target(self) -> Target: ...
    @property
    def customers(self) -> Mapping[str, Customer]: ...
    async def url(self) -> str: ...


class Restarts:
    """Ends what is under test and starts it again, on the World's clock."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.shutdown_took = 0.0
        self.left_by_kill: list[str] = []

    async def kill(self) -> None:
        await self._scene.target.kill()
        await self._scene.clock.settle()
        self.left_by_kill = self._scene.target.work_folders()

    async def kill_and_start_again(self) -> None:
        await self.kill()
        await self._scene.target.start_again()

    async def kill_and_start_well(self) -> None:
        """Kills it while a fault is in force, and starts it again without."""
        await self.kill()
        self._scene.target.lift_faults()
        await self._scene.target.start_again()

    async def kill_once_told(self, name: str, event: str) -> None:
        """Kills it at the moment at which this person receives the first event of that type."""
        customer = self._scene.customers[name]
        told = await self._scene.clock.run_until(lambda: bool(customer.log.of(event)), LONGEST_WAIT)
        assert told, f"{name} was never told of {event}: {customer.log.told()}"
        await self.kill_and_start_again()

    async def until_step(self, name: str, step: str) -> None:
        """Lets time pass until this person sees a step beginning."""
        customer = self._scene.customers[name]

        def begins() -> bool:
            return any(said["step"] == step for said in customer.log.of("agent_output"))

        real = isinstance(self._scene.clock, WallClock)
        within = LONGEST_REAL_WAIT if real else LONGEST_WAIT
        told = await self._scene.clock.run_until(begins, within)
        assert told, f"{name} never saw the step '{step}': {customer.log.told()}"

    async def until_a_fault_strikes(self) -> None:
        """Lets time pass until a planned fault touches something for the first time."""
        target = self._scene.target
        struck = await self._scene.clock.run_until(lambda: bool(target.receipts()), LONGEST_WAIT)
        assert struck, "no fault that was planned ever touched anything"

    async def begin_planned(self) -> None:
        """Begins to shut down; returns while it is at it."""
        clock = self._scene.clock
        self._began = clock.now()
        self._shutting_down = clock.spawn(self._scene.target.shut_down(), "planned restart")
        await clock.settle()
        if self._shutting_down.done() and clock.crashes:
            raise clock.crashes[-1][1]  # what kept it from shutting down

    async def end_planned(self) -> None:
        """Lets it shut down, and starts it again."""
        clock = self._scene.clock
        ended = await clock.run_until(self._shutting_down.done, LONGEST_SHUTDOWN)
        assert ended, f"the planned shutdown took longer than {LONGEST_SHUTDOWN:g} s"
        self.shutdown_took = clock.now() - self._began
        await self._scene.target.start_again()

    async def end_and_come_back(self, name: str) -> None:
        """Lets it shut down, starts it again, and the person resumes the session."""
        await self.end_planned()
        await self.come_back(name)

    async def come_back(self, name: str) -> None:
        """The person resumes the session on a new line."""
        customer = self._scene.customers[name]
        frame, mark = customer.way_back(), customer.log.mark()
        await customer.connect(await self._scene.url())
        await customer.send(frame)

        def answered() -> bool:
            return any(event.type in ANSWERS for event in customer.log.since(mark))

        heard = await self._scene.clock.run_until(answered, LONGEST_ANSWER)
        assert heard, (
            f"{name} came back, and was told within {LONGEST_ANSWER:g} s neither that nothing is "
            f"missing nor what is: {customer.log.told()}"
        )
