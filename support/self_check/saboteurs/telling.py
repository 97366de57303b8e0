"""Saboteurs of ACT: notices that say too little, the wrong thing, or two things at once."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from support.contract.vocabulary import SuggestedAction
from support.self_check.saboteurs.saboteur import Saboteur
from support.simulator import Parts
from support.simulator.admission import Admission, Admitted, Request
from support.simulator.advice import Advice, Adviser
from support.simulator.incident import Incident
from support.simulator.replay import PublishedEvent
from support.simulator.session import Session
from support.simulator.wording import Wording

HASTE: Final = 5.0


FEW_WORDS: Final = "An error occurred"


Change = Callable[[dict[str, Any]], None]


def on_the_wire(kind: str, change: Change) -> Parts:
    """A platform that rewrites the events of one type on their way to the customer."""

    class Rewrites(Session):
        def next_after(self, sequence: int) -> PublishedEvent | None:
            sent = super().next_after(sequence)
            if sent is None or sent.event.type != kind:  # type: ignore[attr-defined]
                return sent
            told = json.loads(sent.text)
            change(told)
            return replace(sent, text=json.dumps(told))

    return Parts(session=Rewrites)


class AdvisesHaste(Adviser):
    def of_failure(self, incident: Incident, kept: bool) -> Advice:
        given = super().of_failure(incident, kept)
        return given if incident.will_retry or not given.retry_after else _hastened(given)


def _hastened(given: Advice) -> Advice:
    return replace(given, retry_after=HASTE, estimated_recovery_time=HASTE)


class SendsEverybodyToSupport(Adviser):
    def of_failure(self, incident: Incident, kept: bool) -> Advice:
        given = super().of_failure(incident, kept)
        if incident.will_retry:
            return given
        return replace(given, action=SuggestedAction.CONTACT_SUPPORT)


class AdvisesWhatIsNotThere(Adviser):
    def of_failure(self, incident: Incident, kept: bool) -> Advice:
        return super().of_failure(incident, kept=True)


class SaysNeverAgain(Adviser):
    def of_failure(self, incident: Incident, kept: bool) -> Advice:
        given = super().of_failure(incident, kept)
        if incident.will_retry or not given.retry_possible:
            return given
        return Advice(SuggestedAction.CONTACT_SUPPORT, False, None, None)


class DoesNotAdmitWhatItAdvised(Admission):
    def admit(self, request: Request) -> Admitted | None:
        if request.session.runs:
            self.reject_for_want_of_workers(request)
            return None
        return super().admit(request)


class SaysACode(Wording):
    def say(self, key: str, params: Mapping[str, Any], locale: str) -> str:
        return f"Failed: {key.partition('.')[0]}."


class SaysNextToNothing(Wording):
    def say(self, key: str, params: Mapping[str, Any], locale: str) -> str:
        return FEW_WORDS


class SaysNextToNothingInGerman(SaysNextToNothing):
    def say(self, key: str, params: Mapping[str, Any], locale: str) -> str:
        said = SaysNextToNothing if locale == "de" else Wording
        return said.say(self, key, params, locale)


class WordsAnotherAdvice(Wording):
    def say(self, key: str, params: Mapping[str, Any], locale: str) -> str:
        return super().say(key.replace("opened", "spared"), params, locale)


class SaysAnotherWait(Wording):
    def say(self, key: str, params: Mapping[str, Any], locale: str) -> str:
        wrong = {"seconds": 1} if "seconds" in params else {}
        return super().say(key, {**params, **wrong}, locale)


def _says_that_it_recovers(told: dict[str, Any]) -> None:
    told["is_recoverable"] = True


def _forgets_the_wait(told: dict[str, Any]) -> None:
    told["retry_after"] = told["estimated_recovery_time"] = None


SABOTEURS: Final = (
    Saboteur(
        "does not say how long it may take",
        "ACT-1",
        "the wait until the next try",
        on_the_wire("agent_error", _forgets_the_wait),
    ),
    Saboteur(
        "asks to try again too soon",
        "ACT-1",
        "the wait until the next try",
        Parts(adviser=AdvisesHaste),
    ),
    Saboteur(
        "sends everybody to our support",
        "ACT-1",
        "was told the wrong thing to do",
        Parts(adviser=SendsEverybodyToSupport),
    ),
    Saboteur(
        "advises to use a partial result that is not there",
        "ACT-1",
        "use a partial result",
        Parts(adviser=AdvisesWhatIsNotThere),
    ),
    Saboteur(
        "says that trying again is of no use", "ACT-1", "was told", Parts(adviser=SaysNeverAgain)
    ),
    Saboteur(
        "turns away who tries again as advised",
        "ACT-1",
        "Maya's answer",
        Parts(admission=DoesNotAdmitWhatItAdvised),
    ),
    Saboteur("shows a code in place of words", "ACT-1", "code", Parts(wording=SaysACode)),
    Saboteur("says next to nothing", "ACT-1", "says too little", Parts(wording=SaysNextToNothing)),
    Saboteur(
        "says next to nothing in German",
        "ACT-1",
        "says too little",
        Parts(wording=SaysNextToNothingInGerman),
    ),
    Saboteur(
        "words another advice than it gives",
        "ACT-1",
        "for the advice",
        Parts(wording=WordsAnotherAdvice),
    ),
    Saboteur(
        "names another wait in its words", "ACT-1", "for the advice", Parts(wording=SaysAnotherWait)
    ),
    Saboteur(
        "says that everything recovers",
        "ACT-1",
        "says is_recoverable True for provider_refused_us, expected False",
        on_the_wire("agent_error", _says_that_it_recovers),
    ),
)
