"""The agent: works through named steps, and streams what it says."""

import json
from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from support.clock import Clock
from support.contract.catalogue import CATALOGUE
from support.contract.defaults import PlatformSettings
from support.simulator.failure import AgentFailure
from support.simulator.model.client import ModelReader, Piece, ToolCall
from support.simulator.model.wire import ModelRequest
from support.simulator.plan import Step
from support.simulator.resources import Resources
from support.simulator.run import Run
from support.simulator.tools import ToolBox
from support.simulator.upstream import Call, Upstream

MODEL_CONNECTION = "model connection"
ROLE = "You help customers with their orders."


class Whole(str):
    """All that a tool says: nothing of it is still to come."""

    __slots__ = ()


@dataclass(frozen=True)
class Agent:
    """An agent with its plan and its ports."""

    name: str
    plan: Sequence[Step]
    tools: ToolBox
    clock: Clock
    settings: PlatformSettings
    reader: Callable[..., ModelReader] = ModelReader

    def remaining(self, run: Run, disabled: Collection[str] = ()) -> list[Step]:
        """The steps still to do, without those whose feature is switched off."""
        return [
            step
            for step in self.plan
            if step.name not in run.finished and step.feature not in disabled
        ]

    async def work(
        self, step: Step, run: Run, resources: Resources, given: Call
    ) -> AsyncGenerator[str, None]:
        """What the step says, piece by piece; raises AgentFailure where it cannot be finished.

        The breaker has the outcome before anybody hears of it.
        """
        upstream, permit = given
        try:
            connection, answer = await self._ask(step, run, resources, upstream)
            async with aclosing(answer.pieces()) as pieces:
                async for piece in pieces:
                    permit.answered()
                    text = await self._said(piece, step, run, resources)
                    resources.memory.load(text.encode())
                    yield text
        except AgentFailure as failure:
            permit.failure() if _counts(failure) else permit.ignored()
            raise
        except Exception:
            permit.failure()
            raise
        except BaseException:
            permit.cancelled()
            raise
        permit.success()
        await resources.let_go(connection)

    async def _ask(
        self, step: Step, run: Run, resources: Resources, upstream: Upstream
    ) -> tuple[str, ModelReader]:
        """The call, under the name that its connection is held by, and what reads its answer."""
        request = ModelRequest(self._body(step, run), f"{run.run_id}/{step.name}")
        call = await upstream.port.open(request)
        connection = resources.hold(MODEL_CONNECTION, call.close)
        return connection, self.reader(
            upstream.link, call, clock=self.clock, settings=self.settings
        )

    async def _said(self, piece: Piece, step: Step, run: Run, resources: Resources) -> str:
        """The words themselves, or what the tool says that the model wants run."""
        if not isinstance(piece, ToolCall):
            return piece.text

        def begins() -> None:
            run.in_doubt = step.name if step.outside_effects else None

        return Whole(
            await self.tools.run(
                piece.name,
                piece.arguments,
                run_id=run.run_id,
                memory=resources.memory,
                begins=begins,
            )
        )

    def _body(self, step: Step, run: Run) -> bytes:
        system = f"{ROLE} Your task now: {step.name}."
        earlier = [{"role": "assistant", "content": said} for said in run.finished.values()]
        messages = [{"role": "system", "content": system}, {"role": "user", "content": run.text}]
        body = {
            "model": "simulated",
            "stream": True,
            "metadata": {"step": step.name},
            "messages": messages + earlier,
        }
        return json.dumps(body).encode()


def _counts(failure: AgentFailure) -> bool:
    """Whether the outcome is the provider's fault, by the catalogue unless the failure says so."""
    if failure.counts is not None:
        return failure.counts
    return CATALOGUE[failure.error_type].counts_for_breaker
