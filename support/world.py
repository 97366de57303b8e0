"""One scenario's world: what is under test, the people, the clock, and the judgement at the end."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any, Final

from behave import fixture
from behave.model import Scenario, Step

from support.blame import NotTestable, SuiteAtFault
from support.clock import Clock, VirtualClock, WallClock
from support.contract.defaults import PlatformSettings
from support.contract.parts import CircuitBreakerConfig
from support.customer import AnswersNoPing, Customer, LineIsOver, NotConnected, Received, faults_of
from support.endings import Endings
from support.expectations import has_ended
from support.figures.records import write_captured
from support.judging import judged_log, write_logs
from support.lines import Lines
from support.load.scenario import UnderLoad
from support.manners import manners
from support.measures import Evidence
from support.real_talks import LONGEST_REAL_STEP, RealTalks, setup_with
from support.recording import write_transcripts
from support.restarts import Restarts
from support.suite import Suite
from support.targets import Target
from support.targets.trial import memory_needed
from support.validator import Finding
from support.verdict import Verdict
from support.watchdog import Watchdog

LONGEST_ANSWER: Final = 2.0
LONGEST_WITH_A_PROCESS: Final = 20.0
QUESTION: Final = "The lamp that I bought is broken. Can I have my money back?"


class World:
    """Steps act on it and ask it; nothing reaches past it."""

    def __init__(self, suite: Suite, runner: asyncio.Runner, scenario: Scenario) -> None:
        self.configuration = suite.configuration
        is_self_check = "self_check" in scenario.effective_tags
        self.server = None if is_self_check else suite.under_test.server
        in_real_time = self.server is not None or _is_in_real_time(scenario)
        quiet = self.server.quiet if self.server is not None else 0.0
        self.clock: Clock = WallClock(quiet) if in_real_time else VirtualClock()
        self.watchdog = Watchdog(_longest_step(suite), self.clock.waiting)
        self.customers: dict[str, Customer] = {}
        self.notes: dict[str, Any] = {}
        self.setup = setup_with(suite.real_model)
        self.setup.watches_cleanups = "cleanup" in scenario.effective_tags
        self.setup.build = suite.under_test.build
        self.in_a_process = False
        self.restarts = Restarts(self)
        self.lines = Lines(self)
        self.under_load = UnderLoad(suite.under_test, self.watchdog, self.configuration.seed)
        self.real_talks = RealTalks(self, suite.real_model)
        self.manners = manners(self, self.server)
        self._suite = suite
        self._runner = runner
        self._scenario = scenario
        self._started = self._ended = False
        self._starting: asyncio.Task[Any] | None = None
        self._endings = Endings(self.customers)
        self._verdict = Verdict(self)
        self._expects_problems = False

    @cached_property
    def target(self) -> Target:
        """What is under test, made at first use."""
        self.manners.check_wishes(self.setup)
        return self._suite.under_test.target(
            self.clock, self.configuration, self.setup, in_a_process=self.in_a_process
        )

    @property
    def settings(self) -> PlatformSettings:
        """The numbers that the platform of this scenario has to keep."""
        kept = self.manners.keeps(self.configuration.platform)
        return kept.model_copy(update=self.setup.settings)

    @property
    def breaker(self) -> CircuitBreakerConfig:
        """How its circuit breakers are configured."""
        return self.configuration.breaker.model_copy(update=self.setup.breaker)

    def put_in_a_process(self) -> None:
        """What is under test runs in a process of its own, whose start is real time of others."""
        self.in_a_process = True
        self.watchdog.at_least(LONGEST_WITH_A_PROCESS)

    async def memory_needed(self) -> int:
        """Bytes that a request of this scenario needs, as measured on a trial of it."""
        return await memory_needed(self.clock, self.settings, self.setup.plan, QUESTION)

    async def customer(self, name: str) -> Customer:
        """The person, connected and authenticated at first use."""
        known = self.customers.get(name)
        if known is not None and known.connected:
            return known
        await self.lines.connect(name)
        await self.manners.let_in(self.customers[name])
        return self.customers[name]

    def person(self, name: str) -> Customer:
        """The person, connected or not."""
        if name not in self.customers:
            user_id = f"user-{name.lower()}"
            token = self.target.token_for(user_id)
            speech = self.manners.speech(user_id, token)
            self.customers[name] = Customer(name, user_id, token, self.clock, speech=speech)
        return self.customers[name]

    async def url(self) -> str:
        """Where the target listens; starts it at first use."""
        self._suite.reach.require()
        if not self._started:
            self._started = True
            await self.target.start()
        return self.target.url

    @property
    def judges_vocabulary(self) -> bool:
        """Whether what is under test says that it speaks the contract's words."""
        return self.manners.judges_vocabulary

    @property
    def has_target(self) -> bool:
        """Whether the scenario has put anything to the test yet."""
        return "target" in self.__dict__

    def end_step(self, step: Step) -> None:
        self.watchdog.disarm()
        self._suite.reach.note_failure(step.exception)
        if isinstance(step.exception, AssertionError):
            step.exception = self.manners.without_proof() or step.exception

    async def begin_to_start(self) -> None:
        """Starts the target, and goes on while it is still starting."""
        self._started = True
        self._starting = self.clock.spawn(self.target.start(), "the start of the platform")
        await self.clock.settle()

    async def ask(self, name: str, text: str, **options: Any) -> str:
        """Sends a request and lets it reach the platform; returns its id."""
        customer = await self.customer(name)
        request_id = await customer.ask(text, **options)
        await self.clock.settle()
        return request_id

    async def ask_one_after_another(self, text: str, people: Mapping[str, float]) -> None:
        """Sends a request for each of them, and lets so many seconds pass after it."""
        for name, seconds in people.items():
            await self.ask(name, text)
            await self.pass_time(seconds)

    async def ask_and_wait(self, name: str, text: str, **options: Any) -> None:
        """Sends a request and lets time pass until it has its ending."""
        request_id = await self.ask(name, text, **options)
        customer = self.customers[name]
        await self._wait(name, lambda: has_ended(customer, request_id))

    async def wait_for_endings(self, name: str) -> None:
        """Lets time pass until each request of this person has its ending."""
        await self._wait(name, lambda: self._endings.are_there_for(self.customers[name]))

    async def _wait(self, name: str, ended: Callable[[], bool]) -> None:
        limit = self.manners.longest_run
        assert await self.clock.run_until(ended, within=limit), (
            f"{name}'s request never ended: within {limit:g} s {name} received "
            f"{self.customers[name].log.told()}"
        )

    async def ask_and_stop(self, name: str, text: str) -> None:
        """Sends a request and takes it back as soon as it has begun."""
        await self.ask_and_begin(name, text)
        await self.stop(name)

    async def stop(self, name: str) -> None:
        """Stops the request that began last, and lets that reach the platform."""
        customer = self.customers[name]
        await customer.cancel(self.manners.newest_run(customer))
        await self.manners.let_it_stop(customer)

    async def ask_and_be_at_work(self, name: str, text: str, seconds: float) -> None:
        """Sends a request and lets time pass; fails where nothing is left to be cut off by then."""
        await self.ask(name, text)
        await self.pass_time(seconds)
        customer = self.customers[name]
        assert not self._endings.are_there_for(customer), (
            f"{name}'s request had ended already, so nothing was cut off: {customer.log.told()}"
        )

    async def wait_for_everybody(self) -> None:
        """Lets time pass until every request that somebody waits for has its ending."""
        limit = self.manners.longest_run
        ended = await self.clock.run_until(self._endings.all_are_there, within=limit)
        assert ended, "\n".join(
            f"{customer.name} still waits, and received {customer.log.told()}"
            for customer in self.customers.values()
        )

    async def fetch_preserved(self, name: str) -> tuple[Received, Received]:
        """The newest notice of finished work, and that work as the platform gives it back."""
        customer = await self.customer(name)
        told = customer.log.of("partial_result_preserved")
        assert told, f"{name} was never told of finished work: {customer.log.told()}"
        mark = customer.log.mark()
        await customer.fetch_result(told[-1]["result_id"])

        def given() -> list[Received]:
            return [event for event in customer.log.since(mark) if event.type == "result"]

        await self.clock.run_until(lambda: bool(given()), within=LONGEST_ANSWER)
        fetched = given()
        assert fetched, f"{name} could not fetch the finished work: {customer.log.told()}"
        return told[-1], fetched[-1]

    async def pass_time(self, seconds: float) -> None:
        """With a real server, who cannot be hurried, as much of it as its description allows."""
        await self.clock.advance(self.manners.seconds(seconds))

    async def ask_and_begin(self, name: str, text: str) -> None:
        """Sends a request, and waits until it is at work."""
        request_id = await self.ask(name, text)
        await self.manners.let_it_begin(self.customers[name], request_id)

    async def let_it_arrive(self, customer: Customer) -> None:
        """Lets what the customer sent be answered, if it is going to be."""
        await self.manners.let_it_arrive(customer)

    def expect_whole_answer(self, name: str) -> None:
        """Fails where the person has not the answer that the model gave, or not all of it."""
        self.manners.expect_whole_answer(self.customers[name])

    def evidence(self) -> Evidence:
        """What the record of this scenario shows by now, for the figures made from it."""
        ports = {port for route in self.setup.routes.values() for port in route}
        return self._verdict.evidence(self._scenario.name, sorted(ports))

    def findings(self) -> dict[str, list[Finding]]:
        """What the validator finds in each person's log, judged as a whole."""
        return self._verdict.findings()

    def problems(self) -> list[str]:
        """Everything that must not be at the end of a scenario, one sentence each."""
        return self._verdict.problems(self.findings())

    def expect_problems(self) -> None:
        """For a scenario about a broken platform, which has asserted what must be found."""
        self._expects_problems = True

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        return self._runner.get_loop()

    def judge(self, scenario: Scenario) -> None:
        """Ends the scenario, keeps its record, and fails it for whatever must not be."""
        self.close()
        if not self.has_target:
            return
        for customer in self.customers.values():
            self._suite.reach.note_lines(customer)
        findings = self.findings()
        record = self._verdict.maker_of_record(findings, self.clock.now())
        self._suite.reporter.attach(scenario, record)
        if self.configuration.transcripts is not None:
            name = f"{scenario.feature.name} {scenario.name}"
            write_transcripts(self.configuration.transcripts, name, self.customers)
        ours = [fault for one in self.customers.values() for fault in faults_of(one)]
        if ours:
            raise SuiteAtFault("\n".join(ours))
        self.manners.end()
        if (without := self.manners.without_proof()) is not None:
            raise without
        problems = self._verdict.problems(findings)
        if self._expects_problems:
            assert problems, "The problems that this scenario is about are gone."
        elif not scenario.status.has_failed():
            assert not problems, "\n".join(problems)
            self._keep_logs(scenario)

    def _keep_logs(self, scenario: Scenario) -> None:
        if self.configuration.logs is not None:
            name = f"{scenario.feature.name} {scenario.name}"
            logs = [judged_log(one, self.settings, self.breaker) for one in self.customers.values()]
            write_logs(self.configuration.logs, name, logs)
            with suppress(NotTestable):  # of a process nobody sees what its models were asked
                write_captured(self.configuration.logs, name, self.evidence())

    def close(self) -> None:
        """Ends every connection and the target; what is left then is a problem. Twice is once."""
        if not self._ended:
            self._ended = True
            self.watchdog.arm("closing the scenario")
            try:
                self._runner.run(self._close())
            finally:
                self.watchdog.disarm()

    async def _close(self) -> None:
        if self._started:
            for name, customer in tuple(self.customers.items()):
                if not self._endings.are_there_for(customer):
                    await self._bring_back(name)
            patience = self.manners.patience(in_real_time=_is_in_real_time(self._scenario))
            await self.clock.run_until(self._endings.all_are_there, within=patience)
            if self.manners.grace:
                await self.clock.advance(self.manners.grace)
        await self.lines.close()
        for customer in self.customers.values():
            await customer.close()
        if self._starting is not None and not self._starting.done():
            self.clock.cancel(self._starting)
            await self.clock.join(self._starting)
        if self.has_target:
            self._verdict.left = self.target.held_resources()
            await self.target.stop()
            self._verdict.left += self.target.left_behind()
        mine = asyncio.current_task()
        tasks = [task for task in asyncio.all_tasks() if task is not mine]
        self._verdict.left += [f"the task '{task.get_name()}'" for task in tasks]

    async def _bring_back(self, name: str) -> None:
        """Where nobody lets the person back in, that is one more thing that must not be."""
        try:
            await self.lines.bring_back(name)
        except (NotConnected, AnswersNoPing, LineIsOver) as refused:
            self._verdict.refused.append(str(refused))


def _is_in_real_time(scenario: Scenario) -> bool:
    return "wall_clock" in scenario.effective_tags


def _longest_step(suite: Suite) -> float:
    if suite.under_test.server is not None:
        return suite.under_test.server.description.limits.step
    given = suite.configuration.step_watchdog
    return given if suite.real_model is None else max(given, LONGEST_REAL_STEP)


@fixture
def world(context: Any, scenario: Scenario) -> Iterator[World]:
    """A World on an event loop of its own, which is the one that behave runs steps on."""
    runner = asyncio.Runner()
    asyncio.set_event_loop(runner.get_loop())
    one = World(context.suite, runner, scenario)
    try:
        yield one
    finally:
        try:
            one.close()
        finally:
            one.watchdog.arm("ending what the scenario left running")
            try:
                runner.close()
            finally:
                one.watchdog.disarm()
