"""Saboteurs of REC: retries that come too soon, or all at once."""

from typing import Final

from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.conversation import Conversation
from support.simulator.failure import AgentFailure
from support.simulator.retry import Backoff, RetryPolicy


class Hurries(RetryPolicy):
    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        asked, failure.retry_after = failure.retry_after, None
        given = super().next_attempt(failure, failed_attempt)
        failure.retry_after = asked
        return given


class HurriesTheSecondTime(Hurries):
    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        of = Hurries if failed_attempt else RetryPolicy
        return of.next_attempt(self, failure, failed_attempt)


class StartsBeforeItSaid(Conversation):
    async def _wait_out(self, backoff: Backoff, due_ns: int) -> bool:
        now = self.job.clock.now_ns()
        return await super()._wait_out(backoff, now + (due_ns - now) // 2)


class AsksBeforeItSaid(Conversation):
    """Calls the provider at once, and says that it waits."""

    async def wait_for_attempt(self, backoff: Backoff) -> bool:
        step = self.job.agent.remaining(self.run)[0]
        if self.job.providers.primary.is_closed:
            resources = self.job.new_resources()
            try:
                async for _ in self.job.agent.work(
                    step, self.run, resources, self.job.providers.acquire()
                ):
                    break
            except AgentFailure:
                pass
            await resources.clean_up()
        return await super().wait_for_attempt(backoff)


class WaitsHalfOfTheJitter(RetryPolicy):
    def _jitter(self) -> float:
        return super()._jitter() / 2


class WaitsTooLittleSometimes(RetryPolicy):
    """Below the jitter before every third attempt."""

    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        given = super().next_attempt(failure, failed_attempt)
        return given and given._replace(delay=given.delay / (3 if given.attempt == 3 else 1))


class WaitsAlike(RetryPolicy):
    def _jitter(self) -> float:
        return 1.0


class NeverWaitsLonger(RetryPolicy):
    def ceiling(self, attempt: int) -> float:
        return super().ceiling(1)


class WaitsWithoutLimit(RetryPolicy):
    def ceiling(self, attempt: int) -> float:
        return self._settings.backoff_base * 2.0 ** (attempt - 1)


class WaitsForEver(RetryPolicy):
    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        given = super().next_attempt(failure, failed_attempt)
        if given is None and failure.retry_after and failed_attempt < 1:
            return Backoff(failed_attempt + 1, failure.retry_after)
        return given


SABOTEURS: Final = (
    Saboteur(
        "retries before Retry-After",
        "REC-2",
        "less than the 20.0 s that were asked for",
        Parts(retry=Hurries),
    ),
    Saboteur(
        "retries before Retry-After the second time",
        "REC-2",
        "less than the 20.0 s that were asked for",
        Parts(retry=HurriesTheSecondTime),
    ),
    Saboteur(
        "starts a retry before it said",
        "REC-2",
        "expected not before the",
        Parts(conversation=StartsBeforeItSaid),
    ),
    Saboteur(
        "asks the provider at once and says that it waits",
        "REC-2",
        "it was asked again after 0 s",
        Parts(conversation=AsksBeforeItSaid),
    ),
    Saboteur(
        "waits less than the jitter allows",
        "REC-2",
        "expected 0.5 to 1 s",
        Parts(retry=WaitsHalfOfTheJitter),
    ),
    Saboteur(
        "waits less than the jitter allows before its third attempt",
        "REC-2",
        "before attempt 3, expected 2 to 4 s",
        Parts(retry=WaitsTooLittleSometimes),
    ),
    Saboteur(
        "waits without any jitter", "REC-2", "the delays show no jitter", Parts(retry=WaitsAlike)
    ),
    Saboteur(
        "never waits longer",
        "REC-2",
        "before attempt 2, expected 1 to 2 s",
        Parts(retry=NeverWaitsLonger),
    ),
    Saboteur("waits without a cap", "REC-2", "of 30 s", Parts(retry=WaitsWithoutLimit)),
    Saboteur(
        "waits five minutes where it is asked to",
        "REC-2",
        "the run was expected to end",
        Parts(retry=WaitsForEver),
    ),
)
