"""Platforms whose events a frontend cannot rely on."""

from typing import Any, Final

from support.contract import everyday_events as everyday
from support.contract.vocabulary import AttemptStatus
from support.self_check.saboteurs.saboteur import Saboteur
from support.self_check.saboteurs.wire import numbering, saying, without, writing
from support.simulator import Parts
from support.simulator.conversation import Conversation
from support.simulator.recovery import Ended, Recovery
from support.simulator.session import Session


def local_time(told: dict[str, Any]) -> None:
    told["timestamp"] = told["timestamp"].removesuffix("Z")


def every_tenth_without_a_version(told: dict[str, Any]) -> None:
    if told["sequence"] % 10 == 0:
        del told["schema_version"]


def number_as_text(told: dict[str, Any]) -> None:
    told["sequence"] = str(told["sequence"])


def sent_before_it_happened(told: dict[str, Any]) -> None:
    told["sent_at"] = "2020-01-01T00:00:00.000Z"


def named_by_its_number(told: dict[str, Any]) -> None:
    told["event_id"] = f"event-{told['sequence']}"


def named_by_its_session(told: dict[str, Any]) -> None:
    told["event_id"] = told["session_id"]


class TellsTheTripFirst(Recovery):
    def tell(self, ended: Ended) -> None:
        self.job.providers.tell_trips(self.worker)
        super().tell(ended)


class CleansUpFirst(Recovery):
    async def see_to(self, ended: Ended) -> None:
        await self.release(ended)
        await self.preserve(ended.incident)
        self.tell(ended)
        self.job.providers.tell_trips(self.worker)


class StartsAfterItsFirstWords(Session):
    """Holds each start back until the run has said something."""

    held: tuple[Any, ...] = ()

    def publish(self, model: type[Any], /, **fields: Any) -> Any:
        if model is everyday.RunStarted:
            self.held = (model, fields)
            return None
        told = super().publish(model, **fields)
        if self.held and fields.get("run_id"):
            (first, its), self.held = self.held, ()
            super().publish(first, **its)
        return told


class AnnouncesTheAttemptBeforeTheFailure(Recovery):
    def tell(self, ended: Ended) -> None:
        if ended.attempt is None and ended.incident.backoff is not None:
            self.tell_attempt(AttemptStatus.SCHEDULED, ended.incident.backoff)
        super().tell(ended)


class SaysWellBeforeItIs(Conversation):
    def completed(self) -> None:
        incident = self.recovery.incident
        if incident is not None:
            self.notices.recovered(incident, self.run.run_id)
            self.recovery.incident = None
        super().completed()


_S: Final = Saboteur
_FITS: Final = "does not fit the schema"
SABOTEURS: Final[tuple[Saboteur, ...]] = (
    _S("does not say what to do", "EVT-1", _FITS, writing(without("suggested_action"))),
    _S("has no words for the customer", "EVT-1", _FITS, writing(saying(user_message=None))),
    _S("says yes as a word", "EVT-1", _FITS, writing(saying(is_recoverable="yes"))),
    _S("counts the time backwards", "EVT-1", _FITS, writing(saying(estimated_recovery_time=-1))),
    _S("leaves the time zone out", "EVT-1", _FITS, writing(local_time)),
    _S("numbers in words", "EVT-1", _FITS, writing(number_as_text)),
    _S("forgets its version now and then", "EVT-1", _FITS, writing(every_tenth_without_a_version)),
    _S("has kinds of failure of its own", "EVT-1", _FITS, writing(saying(error_type="oops"))),
    _S(
        "refuses without a reason",
        "EVT-1",
        _FITS,
        writing(without("reason_code"), "request_rejected"),
    ),
    _S(
        "names no session after a restart",
        "EVT-1",
        _FITS,
        writing(without("session_id"), once_started_again=True),
    ),
    _S(
        "says that it sent it long ago",
        "EVT-1",
        "before what it reports happened",
        writing(sent_before_it_happened),
    ),
    _S(
        "sequence repeats",
        "EVT-2",
        "; sequence 3 was expected",
        writing(numbering(lambda n: n - (n == 3))),
    ),
    _S(
        "sequence has a gap",
        "EVT-2",
        "3 never came, and no gap was announced",
        writing(numbering(lambda n: n + (n >= 3))),
    ),
    _S(
        "sequence has a gap late",
        "EVT-2",
        "50 never came, and no gap was announced",
        writing(numbering(lambda n: n + (n >= 50))),
    ),
    _S(
        "sequence begins at nought",
        "EVT-2",
        "sequence 8 was expected",
        writing(numbering(lambda n: n - 1)),
    ),
    _S(
        "sequence restarts",
        "EVT-2",
        "came after 4; sequence 5 was expected",
        writing(numbering(lambda n: (n - 1) % 4 + 1)),
    ),
    _S(
        "sequence restarts with the server",
        "EVT-2",
        "came after 7; sequence 8 was expected",
        writing(numbering(lambda n: (n - 1) % 4 + 1), once_started_again=True),
    ),
    _S("names two events alike", "EVT-2", "an id names one event", writing(named_by_its_session)),
    _S(
        "names two customers' events alike",
        "EVT-2",
        "an id names one event",
        writing(named_by_its_number),
    ),
    _S(
        "tells the trip before the failure",
        "EVT-3",
        "only after the breaker",
        Parts(recovery=TellsTheTripFirst),
    ),
    _S(
        "cleans up before it tells",
        "EVT-3",
        "before its failure or its cancellation",
        Parts(recovery=CleansUpFirst),
    ),
    _S(
        "tells of a start after its first words",
        "EVT-3",
        "which was never started",
        Parts(session=StartsAfterItsFirstWords),
    ),
    _S(
        "announces the attempt before the failure",
        "EVT-3",
        "was not told",
        Parts(recovery=AnnouncesTheAttemptBeforeTheFailure),
    ),
    _S(
        "is well again before the attempt was",
        "EVT-3",
        "Maya's events are not in the promised order",
        Parts(conversation=SaysWellBeforeItIs),
    ),
)
