"""Saboteurs of ACT: what depends on the language, and retries that look final."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from support.contract.vocabulary import SuggestedAction
from support.self_check.saboteurs.saboteur import Saboteur
from support.self_check.saboteurs.telling import on_the_wire
from support.simulator import Parts
from support.simulator.advice import Advice, Adviser
from support.simulator.incident import Incident
from support.simulator.recovery import Ended, Recovery
from support.simulator.wording import Wording


class CallsAllFinal(Recovery):
    def tell_error(self, incident: Incident, number: int) -> None:
        super().tell_error(replace(incident, backoff=None), number)


class PromisesARetry(Recovery):
    """Says that it tries again, and then does not."""

    async def after(self, *given: Any) -> Any:
        backoff = await super().after(*given)
        if backoff is None or self.incident is None:
            return None
        self.incident.backoff = None
        self.tell_error(self.incident, backoff.attempt - 1)
        return None


class AnnouncesNoRetry(Recovery):
    """Tells of no retry where one follows: only the failures that are final are told."""

    def tell(self, ended: Ended) -> None:
        if not ended.incident.will_retry:
            super().tell(ended)


class AdvisesSupportWhileRetrying(Adviser):
    def of_attempt(self, *given: Any) -> Advice:
        advice = super().of_attempt(*given)
        if advice.action is SuggestedAction.WAIT:
            return replace(advice, action=SuggestedAction.CONTACT_SUPPORT)
        return advice


class SpeaksEnglishToAll(Wording):
    def say(self, key: str, params: Mapping[str, Any], locale: str) -> str:
        return super().say(key, params, "en")


class SpeaksEnglishOfRetries(Wording):
    def say(self, key: str, params: Mapping[str, Any], locale: str) -> str:
        return super().say(key, params, "en" if key.startswith("attempt.") else locale)


class AdvisesByLanguage(Adviser):
    def of_failure(self, incident: Incident, kept: bool) -> Advice:
        given = super().of_failure(incident, kept)
        if incident.locale == "de" and not incident.will_retry:
            return replace(given, action=SuggestedAction.CONTACT_SUPPORT)
        return given


def _says_both(told: dict[str, Any]) -> None:
    told["will_retry"] = told["terminal"] = not told["terminal"] or told["will_retry"]


def _says_neither(told: dict[str, Any]) -> None:
    told["terminal"] = False


SABOTEURS: Final = (
    Saboteur(
        "calls every failure final",
        "ACT-2",
        "what Maya was told first",
        Parts(recovery=CallsAllFinal),
    ),
    Saboteur(
        "promises a retry that never comes",
        "ACT-2",
        "said to be retried, without a retry",
        Parts(recovery=PromisesARetry),
    ),
    Saboteur(
        "tells of no failure that it retries",
        "ACT-2",
        "was told of no failure",
        Parts(recovery=AnnouncesNoRetry),
    ),
    Saboteur(
        "sends customers to our support while it retries",
        "ACT-2",
        "is a retry under way but advises contact_support",
        Parts(adviser=AdvisesSupportWhileRetrying),
    ),
    Saboteur(
        "says both that it retries and that it is final",
        "ACT-2",
        "says both that it will be retried and that it is final",
        on_the_wire("agent_error", _says_both),
    ),
    Saboteur(
        "says neither that it retries nor that it is final",
        "ACT-2",
        "says neither that it will be retried nor that it is final",
        on_the_wire("agent_error", _says_neither),
    ),
    Saboteur("speaks English to everybody", "ACT-3", "German", Parts(wording=SpeaksEnglishToAll)),
    Saboteur(
        "speaks English of its retries", "ACT-3", "German", Parts(wording=SpeaksEnglishOfRetries)
    ),
    Saboteur(
        "advises something else in German",
        "ACT-3",
        "suggested_action",
        Parts(adviser=AdvisesByLanguage),
    ),
)
