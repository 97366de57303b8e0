"""The agent: works through named steps, and streams what it says."""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from support.clock import Clock
from support.contract.defaults import PlatformSettings
from support.simulator.model.client import ModelReader, ToolCall
from support.simulator.model.wire import ModelPort, ModelRequest
from support.simulator.plan import Step
from support.simulator.resources import Resources
from support.simulator.run import Run
from support.simulator.tools import ToolBox

MODEL_CONNECTION = "model connection"


@dataclass(frozen=True)
class Agent:
    """An agent with its plan and its ports."""

    name: str
    plan: Sequence[Step]
    model: ModelPort
    tools: ToolBox
    clock: Clock
    settings: PlatformSettings
    reader: Callable[..., ModelReader] = ModelReader

    def remaining(self, run: Run) -> list[Step]:
        return [step for step in self.plan if step.name not in run.finished]

    async def work(self, step: Step, run: Run, resources: Resources) -> AsyncIterator[str]:
        """What the step says, piece by piece; raises AgentFailure where it cannot be finished."""
        request = ModelRequest(self._body(step, run), f"{run.run_id}/{step.name}")
        call = await self.model.open(request)
        resources.hold(MODEL_CONNECTION, call.close)
        answer = self.reader(self.model.name, call, clock=self.clock, settings=self.settings)
        async for piece in answer.pieces():
            if isinstance(piece, ToolCall):
                yield await self.tools.run(piece.name, piece.arguments, run.run_id)
            else:
                yield piece.text
        await resources.let_go(MODEL_CONNECTION)

    def _body(self, step: Step, run: Run) -> bytes:
        system = f"You help customers with their orders. Your task now: {step.name}."
        earlier = [{"role": "assistant", "content": said} for said in run.finished.values()]
        messages = [{"role": "system", "content": system}, {"role": "user", "content": run.text}]
        body = {
            "model": "simulated",
            "stream": True,
            "metadata": {"step": step.name},
            "messages": messages + earlier,
        }
        return json.dumps(body).encode()
