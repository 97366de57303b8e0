"""Saboteurs of REC: ends that are not told as such, and false recoveries."""

from dataclasses import replace
from typing import Any, Final

from support.contract.vocabulary import AttemptStatus
from support.self_check.saboteurs.saboteur import Saboteur
from support.self_check.saboteurs.telling import on_the_wire
from support.simulator import Parts
from support.simulator.admission import Admission, Admitted, Request
from support.simulator.failure import AgentFailure
from support.simulator.incident import Incident
from support.simulator.notices import Notices
from support.simulator.recovery import Ended, Recovery
from support.simulator.retry import Backoff, RetryPolicy

HASTE: Final = 0.5


class NeverSaysFinal(Recovery):
    def tell(self, ended: Ended) -> None:
        if ended.attempt is None:
            super().tell(ended)
        else:
            self.tell_attempt(AttemptStatus.FAILED, ended.attempt)


class SaysFinalEachTime(Recovery):
    def tell(self, ended: Ended) -> None:
        if ended.attempt is not None:
            self.tell_attempt(AttemptStatus.FAILED, ended.attempt)
        self.tell_error(
            replace(ended.incident, backoff=None) if ended.number else ended.incident, ended.number
        )


class GivesUpEarly(RetryPolicy):
    def next_attempt(self, failure: AgentFailure, failed_attempt: int) -> Backoff | None:
        return None if failed_attempt == 2 else super().next_attempt(failure, failed_attempt)


class CountsWrongAtLast(Notices):
    def agent_error(self, run: Any, incident: Incident, attempt: int) -> None:
        super().agent_error(run, incident, max(0, attempt - 1))


class TellsNoRecovery(Notices):
    def recovered(self, incident: Incident, run_id: str | None = None, **more: Any) -> None:
        if run_id is None:
            super().recovered(incident, run_id, **more)


class TellsEachRecoveryTwice(Notices):
    def recovered(self, incident: Incident, run_id: str | None = None, **more: Any) -> None:
        super().recovered(incident, run_id, **more)
        super().recovered(incident, run_id, **more)


class TellsRecoveryAtTheStart(Recovery):
    def tell_attempt(self, status: AttemptStatus, attempt: Backoff) -> None:
        super().tell_attempt(status, attempt)
        if status is AttemptStatus.STARTED and self.incident is not None:
            self.job.notices.recovered(self.incident, self.job.run.run_id)


class TellsRecoveryAfterTheEnd(Recovery):
    async def release(self, ended: Ended) -> None:
        await super().release(ended)
        if not ended.incident.will_retry and ended.number:
            self.job.notices.recovered(ended.incident)


def _says_no_time(told: dict[str, Any]) -> None:
    told["recovery_time"] = 0.0


def _says_half_a_second_less(told: dict[str, Any]) -> None:
    told["recovery_time"] = max(0.0, told["recovery_time"] - HASTE)


def _says_no_attempts(told: dict[str, Any]) -> None:
    told["attempts_made"] = 0


class AdmitsNobodyAfterARecovery(Admission):
    def admit(self, request: Request) -> Admitted | None:
        runs = request.session.runs.values()
        if any(run.execution and not run.is_running for run in runs):
            self.reject_for_want_of_workers(request)
            return None
        return super().admit(request)


SABOTEURS: Final = (
    Saboteur(
        "never says that the last failure is final",
        "REC-4",
        "but no final failure was told",
        Parts(recovery=NeverSaysFinal),
    ),
    Saboteur(
        "says of each attempt that it is final",
        "REC-4",
        "the attempts after which Maya was told that a failure is final",
        Parts(recovery=SaysFinalEachTime),
    ),
    Saboteur(
        "gives up before the last attempt",
        "REC-4",
        "the attempts after which Maya was told that a failure is final",
        Parts(retry=GivesUpEarly),
    ),
    Saboteur(
        "miscounts the attempts in the final failure",
        "REC-4",
        "the attempts after which Maya was told that a failure is final",
        Parts(notices=CountsWrongAtLast),
    ),
    Saboteur(
        "does not tell the recovery",
        "REC-5",
        "but its recovery was never told",
        Parts(notices=TellsNoRecovery),
    ),
    Saboteur(
        "tells each recovery twice", "REC-5", "a second time", Parts(notices=TellsEachRecoveryTwice)
    ),
    Saboteur(
        "tells the recovery when a retry starts",
        "REC-5",
        "before a retry of it succeeded",
        Parts(recovery=TellsRecoveryAtTheStart),
    ),
    Saboteur(
        "tells of a recovery after the final failure",
        "REC-5",
        "a recovery that did not happen",
        Parts(recovery=TellsRecoveryAfterTheEnd),
    ),
    Saboteur(
        "says that the recovery took no time",
        "REC-5",
        "says that the recovery took 0.0 s",
        on_the_wire("system_recovered", _says_no_time),
    ),
    Saboteur(
        "says that the recovery took half a second less",
        "REC-5",
        "the time of the recovery",
        on_the_wire("system_recovered", _says_half_a_second_less),
    ),
    Saboteur(
        "says that the recovery took no attempts",
        "REC-5",
        "took 0 attempts",
        on_the_wire("system_recovered", _says_no_attempts),
    ),
    Saboteur(
        "admits no request after a recovery",
        "REC-5",
        "got no answer",
        Parts(admission=AdmitsNobodyAfterARecovery),
    ),
)
