"""Saboteurs of IMP: what customers receive, or the provider, no longer shows what it cost them."""

from typing import Any, Final

from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.model.provider import ScriptedCall, ScriptedProvider
from support.simulator.model.wire import ModelRequest
from support.simulator.notices import Notices
from support.simulator.providers import Providers


class NamesARootForEachFailure(Providers):
    def root_failure_id(self) -> str:
        return self.ids.next("outage", self.primary.name)


class TellsOfNoFinishedWork(Notices):
    def partial_result(self, *what: Any) -> None:
        """Says nothing."""


class TellsOfNoAttempt(Notices):
    def recovery_attempt(self, *what: Any, **more: Any) -> None:
        """Says nothing."""


class AsksTwice(ScriptedProvider):
    async def open(self, request: ModelRequest) -> ScriptedCall:
        first = await super().open(request)
        await first.close()
        return await super().open(request)


SABOTEURS: Final = (
    Saboteur(
        "names another cause for each failure of one outage",
        "IMP-1",
        "one incident was expected, and by what customers received there were",
        Parts(providers=NamesARootForEachFailure),
    ),
    Saboteur(
        "keeps finished work to itself",
        "IMP-1",
        "the figure 'work kept' is 0 of 1",
        Parts(notices=TellsOfNoFinishedWork),
    ),
    Saboteur(
        "is silent while it tries again",
        "IMP-1",
        "the figure 'longest silence' is",
        Parts(notices=TellsOfNoAttempt),
    ),
    Saboteur(
        "asks the provider everything twice",
        "IMP-1",
        "the figure 'retry amplification' is",
        Parts(provider=AsksTwice),
    ),
)
