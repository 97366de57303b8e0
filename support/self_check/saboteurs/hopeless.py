"""Saboteurs of REC: retries of what no retry can mend, and none of what it could."""

from collections.abc import AsyncGenerator, Mapping
from typing import Any, Final

from support.contract.catalogue import CATALOGUE
from support.contract.vocabulary import ErrorType
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.agent import Agent
from support.simulator.failure import AgentFailure
from support.simulator.plan import Step
from support.simulator.retry import Backoff, RetryPolicy
from support.simulator.wording import Wording


class RetriesAll(RetryPolicy):
    def limit(self, error_type: ErrorType) -> int:
        return 3

    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        number = failed_attempt + 1
        return Backoff(number, self._jitter() * self.ceiling(number)) if number <= 3 else None


class WordsEveryRetry(Wording):
    """Has words even for a retry that there should not be."""

    def say(self, key: str, params: Mapping[str, Any], locale: str) -> str:
        try:
            return super().say(key, params, locale)
        except KeyError:
            return super().say("service_unavailable.retrying", params, locale)


class RetriesAFilteredOne(RetriesAll):
    def limit(self, error_type: ErrorType) -> int:
        filtered = error_type is ErrorType.CONTENT_FILTERED
        return 1 if filtered else RetryPolicy.limit(self, error_type)

    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        if failure.error_type is ErrorType.CONTENT_FILTERED and not failed_attempt:
            return RetriesAll.next_attempt(self, failure, failed_attempt)
        return RetryPolicy.next_attempt(self, failure, failed_attempt)


class RetriesTheUnforeseenThrice(RetryPolicy):
    def limit(self, error_type: ErrorType) -> int:
        return self._settings.max_attempts

    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        if CATALOGUE[failure.error_type].is_recoverable and failed_attempt < self.limit(
            failure.error_type
        ):
            number = failed_attempt + 1
            return Backoff(number, self._jitter() * self.ceiling(number))
        return None


class NeverRetries(RetryPolicy):
    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        return None


class RetriesInSilence(Agent):
    """Asks a second time at once, and says nothing of it."""

    async def work(self, step: Step, *given: Any) -> AsyncGenerator[str, None]:
        try:
            async for said in super().work(step, *given):
                yield said
        except AgentFailure:
            run, resources, call = given
            again = call._replace(permit=call.upstream.breaker.acquire())
            async for said in super().work(step, run, resources, again):
                yield said


SABOTEURS: Final = (
    Saboteur(
        "retries the unrecoverable",
        "REC-3",
        "which cannot recover",
        Parts(retry=RetriesAll, wording=WordsEveryRetry),
    ),
    Saboteur(
        "retries once what was filtered",
        "REC-3",
        "a retry was announced",
        Parts(retry=RetriesAFilteredOne, wording=WordsEveryRetry),
    ),
    Saboteur(
        "retries the unforeseen three times",
        "REC-3",
        "the attempts after which Maya was told that a failure is final",
        Parts(retry=RetriesTheUnforeseenThrice),
    ),
    Saboteur("retries nothing", "REC-3", "and 4 times were expected", Parts(retry=NeverRetries)),
    Saboteur("retries in silence", "REC-3", "instead of once", Parts(agent=RetriesInSilence)),
)
