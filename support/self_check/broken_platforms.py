"""Platforms that are broken on purpose, each by one public seam of the reference platform."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from support.contract.failure_events import ResourceCleanup
from support.simulator import Parts
from support.simulator.connection import Connection
from support.simulator.failure import AgentFailure
from support.simulator.planted import LEAKY_ERROR
from support.simulator.recovery import Ended, Recovery
from support.simulator.replay import PublishedEvent
from support.simulator.resources import Resources
from support.simulator.retry import Backoff
from support.simulator.sanitiser import Sanitiser
from support.simulator.session import Session


class SwallowsTheException(Recovery):
    async def after(
        self, failure: AgentFailure, number: int, resources: Resources
    ) -> Backoff | None:
        await self.clean_up(resources)
        return None


class SaysTheException(Recovery):
    def understood(self, problem: Exception) -> AgentFailure:
        found = super().understood(problem)
        found.operator_message = str(problem)[:500]
        return found


class LetsAllPass(Sanitiser):
    def for_customers(self, text: str) -> str:
        return text


class CleansUpNothing(Recovery):
    async def release(self, ended: Ended) -> None:
        await super().release(replace(ended, resources=Resources(self.job.clock, 1)))


class DropsAField(Session):
    def next_after(self, sequence: int) -> PublishedEvent | None:
        sent = super().next_after(sequence)
        return sent and replace(sent, text=_without_user_message(sent))


class SwapsTwoEvents(Session):
    def next_after(self, sequence: int) -> PublishedEvent | None:
        sent = super().next_after(sequence)
        other = sent and super().next_after(sequence + self._towards_the_other(sent))
        return sent and replace(sent, text=other.text if other else sent.text)

    def _towards_the_other(self, sent: PublishedEvent) -> int:
        if isinstance(sent.event, ResourceCleanup):
            return -1
        following = super().next_after(sent.event.sequence)
        return 1 if following and isinstance(following.event, ResourceCleanup) else 0


class StumblesOverAStop(Connection):
    async def _handle(self, frame: str | bytes) -> None:
        if '"cancel"' in str(frame):
            raise RuntimeError(LEAKY_ERROR)
        await super()._handle(frame)


def _without_user_message(sent: PublishedEvent) -> str:
    told = json.loads(sent.text)
    told.pop("user_message", None)
    return json.dumps(told)


BROKEN: Final[Mapping[str, Parts]] = {
    "swallows an exception": Parts(recovery=SwallowsTheException),
    "says what the exception says": Parts(recovery=SaysTheException, sanitiser=LetsAllPass),
    "cleans up nothing": Parts(recovery=CleansUpNothing),
    "stumbles over a stop": Parts(connection=StumblesOverAStop),
    "drops a field": Parts(session=DropsAField),
    "swaps two events": Parts(session=SwapsTwoEvents),
}
