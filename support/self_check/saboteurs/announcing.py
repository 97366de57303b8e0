"""Saboteurs of NSF: failures that are told late, under a wrong name, or not at all."""

from collections.abc import AsyncGenerator
from typing import Any, Final

from support.contract import failure_events as failing
from support.contract.vocabulary import ErrorType
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.announcer import Announcer
from support.simulator.failure import AgentFailure
from support.simulator.incident import Incident
from support.simulator.model.client import ModelReader, Piece
from support.simulator.model.wire import WireItem
from support.simulator.notices import Notices
from support.simulator.recovery import Ended, Recovery
from support.simulator.resources import Cleanup
from support.simulator.run import Run
from support.simulator.tools import ToolBox

TOO_LATE: Final = 5.0


PATIENCE: Final = 15.0


class TellsLate(Recovery):
    async def see_to(self, ended: Ended) -> None:
        if self._is_late(ended):
            await self.job.clock.sleep(TOO_LATE)
        await super().see_to(ended)

    def _is_late(self, ended: Ended) -> bool:
        return True


class TellsTheLastLate(TellsLate):
    def _is_late(self, ended: Ended) -> bool:
        return ended.number == 3


class TellsOurOwnLate(TellsLate):
    def _is_late(self, ended: Ended) -> bool:
        return ended.incident.failure.upstream is None


class TellsRefusalsLate(TellsLate):
    def _is_late(self, ended: Ended) -> bool:
        return not ended.incident.will_retry


class HasPatience(ModelReader):
    async def pieces(self) -> AsyncGenerator[Piece, None]:
        self._due = self._clock.now() + PATIENCE
        async for piece in super().pieces():
            yield piece


class TakesSignsOfLifeForWords(ModelReader):
    async def _next(self) -> WireItem:
        item = await super()._next()
        self._due = self._clock.now() + self._settings.stall
        return item


class HasPatienceWithTools(ToolBox):
    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._within = 60.0


def calls(wrong: ErrorType, *, in_place_of: tuple[ErrorType, ...] = tuple(ErrorType)) -> Parts:
    """A platform that gives these failures a wrong name."""

    class Miscalls(Recovery):
        async def after(self, failure: AgentFailure, *given: Any) -> Any:
            if failure.error_type in in_place_of:
                failure.error_type = wrong
            return await super().after(failure, *given)

    return Parts(recovery=Miscalls)


class KeepsTheFirstName(Recovery):
    async def after(self, failure: AgentFailure, *given: Any) -> Any:
        if self.incident is not None:
            failure.error_type = self.incident.failure.error_type
        return await super().after(failure, *given)


class CallsTheSecondAssistantsWrong(Recovery):
    async def after(self, failure: AgentFailure, *given: Any) -> Any:
        if failure.upstream not in (None, "primary"):
            failure.error_type = ErrorType.SERVICE_UNAVAILABLE
        return await super().after(failure, *given)


class CallsAStopAFailure(Notices):
    def cleanup(self, run: Run, incident: Incident, attempt: int, done: Cleanup) -> None:
        if incident.failure.error_type is ErrorType.CANCELLED:
            incident.failure = AgentFailure(ErrorType.INTERNAL_ERROR, "It was stopped.")
        super().cleanup(run, incident, attempt, done)


class SaysNothingUnworded(Announcer):
    def say(self, model: Any, run_id: Any, incident: Incident, **fields: Any) -> None:
        try:
            self._spoken(
                fields["wording"], fields.get("params") or {}, fields["advice"], incident.locale
            )
        except KeyError:
            return
        super().say(model, run_id, incident, **fields)


class SaysOnlyErrorsUnworded(SaysNothingUnworded):
    def say(self, model: Any, run_id: Any, incident: Incident, **fields: Any) -> None:
        said = Announcer if model is failing.AgentErrorEvent else SaysNothingUnworded
        said.say(self, model, run_id, incident, **fields)


class SaysOnlyEnglishUnworded(SaysNothingUnworded):
    def say(self, model: Any, run_id: Any, incident: Incident, **fields: Any) -> None:
        said = Announcer if incident.locale == "en" else SaysNothingUnworded
        said.say(self, model, run_id, incident, **fields)


class KeepsTheNameUnworded(Announcer):
    def _spoken(self, key: str, params: Any, advice: Any, locale: str) -> dict[str, Any]:
        try:
            return super()._spoken(key, params, advice, locale)
        except KeyError:
            return super()._spoken("service_unavailable.retrying", params, advice, locale)


SABOTEURS: Final = (
    Saboteur(
        "tells after five seconds", "NSF-3", "5 s after the failure", Parts(recovery=TellsLate)
    ),
    Saboteur(
        "tells the last attempt's failure after five seconds",
        "NSF-3",
        "5 s after the failure",
        Parts(recovery=TellsTheLastLate),
    ),
    Saboteur(
        "tells failures of its own after five seconds",
        "NSF-3",
        "5 s after the failure",
        Parts(recovery=TellsOurOwnLate),
    ),
    Saboteur(
        "tells final failures after five seconds",
        "NSF-3",
        "5 s after the failure",
        Parts(recovery=TellsRefusalsLate),
    ),
    Saboteur(
        "waits fifteen seconds for the first word",
        "NSF-3",
        "5 s after the failure",
        Parts(reader=HasPatience),
    ),
    Saboteur(
        "takes signs of life for words",
        "NSF-3",
        "never ended",
        Parts(reader=TakesSignsOfLifeForWords),
    ),
    Saboteur(
        "waits a minute for a tool",
        "NSF-3",
        "s after the failure",
        Parts(tools=HasPatienceWithTools),
    ),
    Saboteur(
        "calls every failure a timeout",
        "NSF-4",
        "never told of the failure 'rate_limit_exceeded'",
        calls(ErrorType.LLM_TIMEOUT),
    ),
    Saboteur(
        "takes a used-up quota for a limit on the rate",
        "NSF-4",
        "never told of the failure 'quota_exhausted'",
        calls(ErrorType.RATE_LIMIT_EXCEEDED, in_place_of=(ErrorType.QUOTA_EXHAUSTED,)),
    ),
    Saboteur(
        "calls trouble with its records its own",
        "NSF-4",
        "never told of the failure 'database_connection_failed'",
        calls(ErrorType.INTERNAL_ERROR, in_place_of=(ErrorType.DATABASE_CONNECTION_FAILED,)),
    ),
    Saboteur(
        "blames the provider for its own crash",
        "NSF-4",
        "never told of the failure 'internal_error'",
        calls(ErrorType.SERVICE_UNAVAILABLE, in_place_of=(ErrorType.INTERNAL_ERROR,)),
    ),
    Saboteur(
        "calls every later failure by the first one's name",
        "NSF-4",
        "never told of the failure",
        Parts(recovery=KeepsTheFirstName),
    ),
    Saboteur(
        "calls whatever the second assistant does an outage",
        "NSF-4",
        "never told of the failure",
        Parts(recovery=CallsTheSecondAssistantsWrong),
    ),
    Saboteur("calls a stop a failure", "NSF-4", "cancelled", Parts(notices=CallsAStopAFailure)),
    Saboteur(
        "says nothing where a notice cannot be worded",
        "NSF-6",
        "never ended",
        Parts(announcer=SaysNothingUnworded),
    ),
    Saboteur(
        "says nothing but errors where a notice cannot be worded",
        "NSF-6",
        "never told of the failure 'internal_error'",
        Parts(announcer=SaysOnlyErrorsUnworded),
    ),
    Saboteur(
        "says nothing where a notice cannot be worded in German",
        "NSF-6",
        "never ended",
        Parts(announcer=SaysOnlyEnglishUnworded),
    ),
    Saboteur(
        "words a notice that cannot be worded as another failure",
        "NSF-6",
        "never told of the failure 'internal_error'",
        Parts(announcer=KeepsTheNameUnworded),
    ),
)
