"""Saboteurs of CAS-2: load that multiplies, stays, or goes back and forth."""

import json
from collections.abc import AsyncGenerator
from typing import Any, Final

from support.self_check.saboteurs.breaker_open import configured, ignored
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.agent import Agent
from support.simulator.breaker import Permit
from support.simulator.execution import Execution
from support.simulator.failure import AgentFailure
from support.simulator.front_desk import FrontDesk
from support.simulator.model.client import ModelReader
from support.simulator.model.wire import ModelRequest
from support.simulator.plan import Step
from support.simulator.providers import HEALTH_CHECK, Providers
from support.simulator.resources import Resources
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.upstream import Call, Upstream

AS_A_LIBRARY_DOES: Final = 2
EVER_SO_LONG: Final = 1_000_000.0


def unnoticed(upstream: Upstream) -> Call:
    """A call of which no breaker hears."""
    return Call(upstream, Permit(-1, 0, ignored, is_probe=False))


class TriesAgainInTwoLayers(Agent):
    async def work(
        self, step: Step, run: Run, resources: Resources, given: Call
    ) -> AsyncGenerator[str, None]:
        for _ in range(AS_A_LIBRARY_DOES):
            try:
                async for said in super().work(step, run, resources, unnoticed(given.upstream)):
                    yield said
            except AgentFailure:
                continue
            given.permit.success()
            return
        async for said in super().work(step, run, resources, given):
            yield said


class AsksTwiceEverSince(Agent):
    """What was meant to make up for an outage goes on after it."""

    async def _ask(
        self, step: Step, run: Run, resources: Resources, upstream: Upstream
    ) -> tuple[str, ModelReader]:
        if upstream.breaker.metrics().opening:
            again = ModelRequest(self._body(step, run), f"{run.run_id}/{step.name}")
            await (await upstream.port.open(again)).close()
        return await super()._ask(step, run, resources, upstream)


class SendsThemBackAndForth(Providers):
    turns = 0

    def acquire(self) -> Call:
        if self.all_are_closed or len(self.upstreams) == 1:
            return super().acquire()
        self.turns += 1
        return unnoticed(self.upstreams[self.turns % 2])


class AsksForWhoeverComesBack(FrontDesk):
    def resume(self, *asked: Any) -> Session:
        session = super().resume(*asked)
        session.clock.spawn(self._ask(session), "a question that nobody asked")
        return session

    async def _ask(self, session: Session) -> None:
        upstream = self.admission.routes.of(session.user_id).primary
        body = json.dumps({"metadata": {"step": HEALTH_CHECK}}).encode()
        await (await upstream.port.open(ModelRequest(body, HEALTH_CHECK))).close()


class DoesAgainWhatItCouldNotSave(Execution):
    async def finish(self, step: Step, output: str) -> None:
        try:
            await super().finish(step, output)
        except AgentFailure:
            del self.job.run.finished[step.name]
            raise


SABOTEURS: Final = (
    Saboteur(
        "tries again in two layers",
        "CAS-2",
        "asked the model 12 times in 4 attempts",
        Parts(agent=TriesAgainInTwoLayers),
    ),
    Saboteur(
        "asks everything twice ever since the outage",
        "CAS-2",
        "one request, when all was well, cost 6 calls",
        Parts(agent=AsksTwiceEverSince),
    ),
    Saboteur(
        "sends requests back and forth between provider and fallback",
        "CAS-2",
        "went back and forth",
        Parts(providers=SendsThemBackAndForth),
    ),
    Saboteur(
        "lets the hundred through at once",
        "CAS-2",
        "and 99 were expected",
        configured(permitted_calls_in_half_open=1000),
    ),
    Saboteur(
        "tests the provider every second",
        "CAS-2",
        "the model was asked",
        configured(wait_duration_in_open=1.0),
    ),
    Saboteur(
        "takes slow answers for good ones",
        "CAS-2",
        "was told of circuit_breaker_triggered 0 times",
        configured(slow_call_duration=EVER_SO_LONG),
    ),
    Saboteur(
        "asks the model for whoever comes back",
        "CAS-2",
        "because everybody came back",
        Parts(front_desk=AsksForWhoeverComesBack),
    ),
    Saboteur(
        "does again what it could not save",
        "CAS-2",
        "how often other steps were done than once",
        Parts(execution=DoesAgainWhatItCouldNotSave),
    ),
)
