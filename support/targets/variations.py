"""Variations of the reference platform that a scenario may want, each by a public seam."""

import json
from typing import Final

from support.simulator import ReferencePlatform
from support.simulator.model.provider import ScriptedProvider
from support.simulator.model.replies import Reply
from support.simulator.model.wire import ModelRequest
from support.simulator.operator_log import LogEntry

STARTS_WITHIN: Final = 10


class RepeatsTheQuestion(ScriptedProvider):
    """Says the customer's own words in each answer, so that it shows who received whose."""

    def reply_to(self, request: ModelRequest, step: str) -> Reply:
        reply = super().reply_to(request, step)
        if not reply.words:
            return reply
        asked = json.loads(request.body)["messages"][1]["content"]
        return reply._replace(words=(f"You asked: {asked} ", *reply.words))


class StartsSlowly(ReferencePlatform):
    """Has much to do before its first customer."""

    async def prepare(self) -> None:
        await self.clock.sleep(STARTS_WITHIN)
        await super().prepare()


class FullLog:
    """A log on a disk that is full."""

    def write(self, entry: LogEntry) -> None:
        raise OSError(f"no space left for '{entry.what}'")
