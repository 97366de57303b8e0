"""Saboteurs of REC: attempts that are hidden or miscounted."""

from typing import Any, Final

from support.contract.vocabulary import AttemptStatus
from support.self_check.saboteurs.saboteur import Saboteur
from support.self_check.saboteurs.telling import on_the_wire
from support.simulator import Parts
from support.simulator.conversation import Conversation
from support.simulator.failure import AgentFailure
from support.simulator.recovery import Recovery
from support.simulator.retry import Backoff, RetryPolicy


def tells_no(*statuses: AttemptStatus, from_attempt: int = 1) -> Parts:
    """A platform that leaves out these news of its attempts."""

    class LeavesOut(Recovery):
        def tell_attempt(self, status: AttemptStatus, attempt: Backoff) -> None:
            if status not in statuses or attempt.attempt < from_attempt:
                super().tell_attempt(status, attempt)

    return Parts(recovery=LeavesOut)


class SkipsANumber(RetryPolicy):
    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        given = super().next_attempt(failure, failed_attempt)
        return given and given._replace(attempt=given.attempt + 1)


class SkipsTheSecond(RetryPolicy):
    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        given = super().next_attempt(failure, failed_attempt)
        return given and given._replace(attempt=given.attempt + (failed_attempt == 1))


class AnnouncesAnotherDelay(Conversation):
    async def _wait_out(self, backoff: Backoff, due_ns: int) -> bool:
        return await super()._wait_out(backoff, due_ns + 2_000_000_000)


class AnnouncesAnotherDelayThirdTime(AnnouncesAnotherDelay):
    async def _wait_out(self, backoff: Backoff, due_ns: int) -> bool:
        waits = AnnouncesAnotherDelay if backoff.attempt == 3 else Conversation
        return await waits._wait_out(self, backoff, due_ns)


def _says_another_limit(told: dict[str, Any]) -> None:
    told["max_attempts"] += 2


def _says_another_limit_at_last(told: dict[str, Any]) -> None:
    told["max_attempts"] += told["status"] == "failed"


_S: Final = AttemptStatus


SABOTEURS: Final = (
    Saboteur(
        "says nothing of its retries",
        "REC-1",
        "the attempts that Maya was told of",
        tells_no(*AttemptStatus),
    ),
    Saboteur(
        "does not say that a retry waits", "REC-1", "but none is announced", tells_no(_S.SCHEDULED)
    ),
    Saboteur(
        "does not say that a retry starts",
        "REC-1",
        "statuses only move forward",
        tells_no(_S.STARTED),
    ),
    Saboteur(
        "does not say that a retry failed",
        "REC-1",
        "without telling that its attempt failed",
        tells_no(_S.FAILED),
    ),
    Saboteur(
        "does not say that the third retry failed",
        "REC-1",
        "without telling that its attempt failed",
        tells_no(_S.FAILED, from_attempt=3),
    ),
    Saboteur(
        "does not say that a retry worked",
        "REC-1",
        "without telling what became of attempt",
        tells_no(_S.SUCCEEDED),
    ),
    Saboteur(
        "does not say that a retry is called off",
        "REC-1",
        "the attempts that Maya was told of",
        tells_no(_S.ABORTED),
    ),
    Saboteur("skips an attempt number", "REC-1", "schedules attempt 2", Parts(retry=SkipsANumber)),
    Saboteur(
        "skips the second attempt number",
        "REC-1",
        "schedules attempt 3",
        Parts(retry=SkipsTheSecond),
    ),
    Saboteur(
        "waits longer than it said",
        "REC-1",
        "a retry's real delay",
        Parts(conversation=AnnouncesAnotherDelay),
    ),
    Saboteur(
        "waits longer than it said before its third attempt",
        "REC-1",
        "a retry's real delay",
        Parts(conversation=AnnouncesAnotherDelayThirdTime),
    ),
    Saboteur(
        "says another limit of attempts",
        "REC-1",
        "expected at most 3",
        on_the_wire("recovery_attempt", _says_another_limit),
    ),
    Saboteur(
        "says another limit where an attempt fails",
        "REC-1",
        "expected 3 as before",
        on_the_wire("recovery_attempt", _says_another_limit_at_last),
    ),
)
