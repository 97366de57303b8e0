"""Variations of the reference platform that a scenario may want, each by a public seam."""

import json
from collections.abc import Mapping
from typing import Final

from support.contract.envelope import Scalar
from support.simulator import ReferencePlatform
from support.simulator.model.provider import ScriptedProvider
from support.simulator.model.replies import Reply
from support.simulator.model.wire import ModelRequest
from support.simulator.operator_log import LogEntry
from support.simulator.wording import Wording

STARTS_WITHIN: Final = 10
WORDING: Final = "wording"


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


class LostSentences(Wording):
    """The shipped sentences, but for one subject."""

    def __init__(self, subject: str, platform: ReferencePlatform) -> None:
        super().__init__()
        self._subject = subject
        self._platform = platform

    def say(self, key: str, params: Mapping[str, Scalar], locale: str) -> str:
        if key.startswith(f"{self._subject}."):
            self._platform.faults.fault_for(WORDING, 1, key, self._platform.clock.now())
            raise KeyError(key)
        return super().say(key, params, locale)
