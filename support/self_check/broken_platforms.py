"""Platforms that are broken on purpose, each by one public seam of the reference platform."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from support.contract.envelope import Envelope
from support.simulator import Parts
from support.simulator.conversation import Conversation
from support.simulator.failure import AgentFailure
from support.simulator.resources import Resources
from support.simulator.retry import Backoff
from support.simulator.session import PublishedEvent, Session


class SwallowsTheException(Conversation):
    async def failed(
        self, failure: AgentFailure, attempt: int, resources: Resources
    ) -> Backoff | None:
        await resources.clean_up()
        return None


class SaysTheException(Conversation):
    def understood(self, problem: Exception) -> AgentFailure:
        found = super().understood(problem)
        found.operator_message = str(problem)[:500]
        return found


class CleansUpNothing(Conversation):
    async def failed(
        self, failure: AgentFailure, attempt: int, resources: Resources
    ) -> Backoff | None:
        return await super().failed(failure, attempt, Resources(self.clock, 1))


class DropsAField(Session):
    def after(self, sequence: int) -> list[PublishedEvent]:
        return [replace(sent, text=_without_user_message(sent)) for sent in super().after(sequence)]


class SwapsTwoEvents(Session):
    def publish(self, model: Any, /, **fields: Any) -> Any:
        event = super().publish(model, **fields)
        if event.type == "resource_cleanup":
            self._swap_with_the_one_before(event)
        return event

    def _swap_with_the_one_before(self, event: Envelope) -> None:
        earlier = self._events[-2]
        texts = self._events[-1].text, earlier.text
        self._events[-2] = replace(earlier, text=texts[0])
        self._events[-1] = PublishedEvent(event, texts[1])


def _without_user_message(sent: PublishedEvent) -> str:
    told = json.loads(sent.text)
    told.pop("user_message", None)
    return json.dumps(told)


BROKEN: Final[Mapping[str, Parts]] = {
    "swallows an exception": Parts(conversation=SwallowsTheException),
    "says what the exception says": Parts(conversation=SaysTheException),
    "cleans up nothing": Parts(conversation=CleansUpNothing),
    "drops a field": Parts(session=DropsAField),
    "swaps two events": Parts(session=SwapsTwoEvents),
}
