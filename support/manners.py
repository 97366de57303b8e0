"""How a scenario deals with what is under test: with ours by the clock, with a real server in time.

A real server cannot be hurried, settles at no moment that anybody knows of, and may have words of
its own. What it is asked and judged by is the same; how long one waits for it is not.
"""

from typing import Final, Protocol

from hamcrest import assert_that, equal_to

from support.blame import NotDeclared, NotTestable
from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.customer import Customer, Speech
from support.expectations import answer, expect_finished, has_ended
from support.server_expectations import (
    expect_answered,
    expect_not_accepted,
    is_text_of_a_kind,
)
from support.simulator import Parts
from support.simulator.plan import WRITE_ANSWER
from support.targets import PlatformSetup, Target
from support.targets.real_server import RealServer
from support.targets.variations import RepeatsTheQuestion

LONGEST_RUN: Final = 900.0
LONGEST_REAL_WAIT: Final = 1.5
"""For what has not ended by the end of a scenario on the wall clock: waiting costs its seconds."""
ASKED_WAIT: Final = 20.0


class Scene(Protocol):
    """What is needed of the World."""

    clock: Clock
    customers: dict[str, Customer]
    setup: PlatformSetup

    @property
    def target(self) -> Target: ...
    @property
    def has_target(self) -> bool: ...


class Manners:
    """Those for the reference platform, and for whatever is built as it is.

    `longest_run`: after so many seconds a request that has no ending never ends.
    `judges_vocabulary`: what is under test says that it speaks the contract's words.
    `shortest_wait`: what a provider asks for that "asks us to wait". `grace`: how long one waits
    for what must not come.
    """

    longest_run: float = LONGEST_RUN
    judges_vocabulary: bool = True
    shortest_wait: float = ASKED_WAIT
    grace: float = 0.0

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def patience(self, *, in_real_time: bool) -> float:
        """Seconds for endings that are not there at the end of a scenario."""
        return LONGEST_REAL_WAIT if in_real_time else LONGEST_RUN

    def seconds(self, seconds: float) -> float:
        """How many really pass where a scenario says so many."""
        return seconds

    def speech(self, user_id: str, token: str) -> Speech | None:
        """A customer's own way of speaking, where it is not the contract's."""
        return None

    async def let_in(self, customer: Customer) -> None:
        """Returns once a new line has been answered, if it is going to be."""
        await self._scene.clock.settle()

    async def let_it_begin(self, customer: Customer, request_id: str) -> None:
        """Returns once the request is at work."""
        await self._scene.clock.settle()

    async def let_it_arrive(self, customer: Customer) -> None:
        """Returns once what was sent has been answered."""
        await self._scene.clock.settle()

    async def let_it_stop(self, customer: Customer) -> None:
        """Returns once a request that was stopped is over."""
        await self._scene.clock.settle()

    def newest_run(self, customer: Customer) -> str:
        """What names the request that began last, to stop it."""
        return str(customer.log.of("run_started")[-1]["run_id"])

    def repeat_questions(self) -> None:
        """The model says in each answer what it was asked."""
        self._scene.setup.parts = Parts(provider=RepeatsTheQuestion)

    def expect_whole_answer(self, customer: Customer) -> None:
        words = self._scene.setup.replies[WRITE_ANSWER.name].words
        read = answer(customer, WRITE_ANSWER.name)
        assert_that(read, equal_to("".join(words)), f"{customer.name}'s answer")
        expect_finished(customer)

    def expect_not_accepted(self, customer: Customer) -> None:
        """The customer was told that the newest bad message is none."""
        expect_not_accepted(customer)

    def keeps(self, numbers: PlatformSettings) -> PlatformSettings:
        """Those that what is under test is held to, where it is configured with these."""
        return numbers

    def check_wishes(self, setup: PlatformSetup) -> None:
        """Fails where what is under test cannot be set up as the scenario wants it."""

    def without_proof(self) -> NotTestable | None:
        """Why a scenario proves nothing whatever it has seen; None where it may be judged."""
        return None

    def end(self) -> None:
        """The scenario is over."""


class ServerManners(Manners):
    """Those for a real server, by its description."""

    def __init__(self, scene: Scene, server: RealServer) -> None:
        super().__init__(scene)
        self._server = server
        self._limits = server.description.limits
        self.longest_run = self._limits.answer
        self.judges_vocabulary = server.judges_vocabulary
        self.shortest_wait = server.description.llm_settings.retry_after
        self.grace = self._limits.grace

    def patience(self, *, in_real_time: bool) -> float:
        """What is still at work at the end has its time, as any request has."""
        return self._limits.answer

    def seconds(self, seconds: float) -> float:
        """Where the vocabulary is judged, what must happen in that time is judged, too."""
        if seconds > self._limits.pause and self.judges_vocabulary:
            raise NotTestable(
                f"in this scenario {seconds:g} seconds pass, and [limits] pause is "
                f"{self._limits.pause:g}"
            )
        return min(seconds, self._limits.pause)

    def speech(self, user_id: str, token: str) -> Speech:
        return self._server.speech(user_id, token, self._scene.clock.timestamp)

    async def let_in(self, customer: Customer) -> None:
        """Whoever speaks the contract greets; of others nobody knows."""
        if self.judges_vocabulary:
            line = customer.connections

            def is_greeted() -> bool:
                return any(one.connection == line for one in (*customer.log, *customer.closings))

            await self._scene.clock.run_until(is_greeted, within=self._limits.pause)

    async def let_it_begin(self, customer: Customer, request_id: str) -> None:
        """Seen by what the customer is told, or by its model being asked."""

        def has_begun() -> bool:
            told = customer.log.of("run_started")
            begun = any(one["request_id"] == request_id for one in told)
            return begun or bool(self._scene.target.receipts())

        await self._scene.clock.run_until(has_begun, within=self._limits.pause)

    async def let_it_arrive(self, customer: Customer) -> None:
        """Or once it is clear that nothing will: it may never be answered.

        A greeting that nobody understands is no answer.
        """
        known, ends = _understood(customer), len(customer.closings)
        await self._scene.clock.run_until(
            lambda: _understood(customer) > known or len(customer.closings) > ends,
            within=self._limits.pause,
        )

    async def let_it_stop(self, customer: Customer) -> None:
        """Or once it is clear that stopping it did nothing."""
        newest = customer.asked[-1]
        limit = self._limits.pause
        await self._scene.clock.run_until(lambda: has_ended(customer, newest), within=limit)

    def newest_run(self, customer: Customer) -> str:
        """The request itself, where the server has told of no run yet."""
        told = customer.log.of("run_started")
        return str(told[-1]["run_id"]) if told else customer.asked[-1]

    def repeat_questions(self) -> None:
        self._server.plan_of(self._scene.target).repeats_the_question = True

    def expect_whole_answer(self, customer: Customer) -> None:
        words = self._scene.setup.replies[WRITE_ANSWER.name].words
        expect_answered(customer, "".join(words) if self._server.probed.asks_our_model else None)

    def expect_not_accepted(self, customer: Customer) -> None:
        raw = next((sent.raw for sent in reversed(customer.sent) if sent.is_bad), "")
        if self._server.description.capabilities.any_text and is_text_of_a_kind(raw):
            raise NotDeclared("any text is a request to it, and this is no mistake")
        expect_not_accepted(customer)

    def keeps(self, numbers: PlatformSettings) -> PlatformSettings:
        return self._server.keeps(numbers)

    def check_wishes(self, setup: PlatformSetup) -> None:
        """Of what holds for any server, nothing rests on how the built-in one is set up."""
        if self.judges_vocabulary and (wishes := setup.wishes(self.keeps(PlatformSettings()))):
            raise NotTestable(
                f"it would have to be set up anew for this scenario ({', '.join(wishes)})"
            )

    def without_proof(self) -> NotTestable | None:
        """No verdict where the fault that it is about never reached the server."""
        if not self._scene.has_target:
            return None
        target = self._scene.target
        touched = {receipt.fault for receipt in target.receipts()}
        missed = [one.fault for one in target.untouched_faults() if one.fault not in touched]
        if not missed:
            return None
        return NotTestable(f"the fault '{missed[0]}' never reached it in this scenario")

    def end(self) -> None:
        asked = [one for one in self._scene.customers.values() if one.asked]
        if asked:
            heard = any(event.event for one in asked for event in one.log)
            self._server.patience.note(answered=heard)


def manners(scene: Scene, server: RealServer | None) -> Manners:
    return Manners(scene) if server is None else ServerManners(scene, server)


def _understood(customer: Customer) -> int:
    return sum(bool(received.event) for received in customer.log)
