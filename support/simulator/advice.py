"""What customers are told to do about a failure, and how long it may take."""

from dataclasses import dataclass
from typing import Final

from support.contract.catalogue import CATALOGUE
from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import AttemptStatus, SuggestedAction
from support.simulator.incident import Incident
from support.simulator.retry import Backoff


@dataclass(frozen=True)
class Advice:
    """What to do; whether asking again is of use; seconds to wait, and until it may be mended.

    Seconds are None where nobody knows them.
    """

    action: SuggestedAction
    retry_possible: bool
    retry_after: float | None
    estimated_recovery_time: float | None


NOTHING_TO_DO: Final = Advice(SuggestedAction.NONE, True, None, 0.0)


@dataclass(frozen=True)
class Adviser:
    """Advises by the catalogue, and by what is known of the wait."""

    settings: PlatformSettings

    def of_failure(self, incident: Incident, kept: bool) -> Advice:
        """To wait while we retry ourselves, else the final action of the catalogue."""
        if incident.backoff is not None:
            asked = incident.failure.retry_after
            return Advice(SuggestedAction.WAIT, True, asked, incident.backoff.delay)
        entry = CATALOGUE[incident.error_type]
        if incident.unknown_steps:
            return Advice(SuggestedAction.CONTACT_SUPPORT, entry.retry_possible, None, None)
        action = entry.final_action
        if action is SuggestedAction.USE_PARTIAL_RESULT and not kept:
            action = SuggestedAction.RETRY_NOW
        if incident.wait is not None and entry.is_recoverable:
            action = SuggestedAction.WAIT_AND_RETRY
        if action is SuggestedAction.WAIT_AND_RETRY:
            asked = incident.failure.retry_after or 0.0
            wait = max(asked, self.settings.backoff_cap if incident.wait is None else incident.wait)
            return Advice(action, entry.retry_possible, wait, wait)
        now = 0.0 if action is SuggestedAction.RETRY_NOW else None
        return Advice(action, entry.retry_possible, None, now)

    def of_attempt(
        self, incident: Incident, backoff: Backoff, status: AttemptStatus, kept: bool
    ) -> Advice:
        """While a retry of ours is on its way, and after it."""
        match status:
            case AttemptStatus.SCHEDULED:
                asked = incident.failure.retry_after
                return Advice(SuggestedAction.WAIT, True, asked, backoff.delay)
            case AttemptStatus.STARTED:
                return Advice(SuggestedAction.WAIT, True, None, self.settings.first_token)
            case AttemptStatus.SUCCEEDED:
                return NOTHING_TO_DO
            case AttemptStatus.ABORTED:
                return Advice(SuggestedAction.NONE, True, None, None)
            case _:
                return self.of_failure(incident, kept)

    def of_trip(self, wait: float, *, is_last: bool) -> Advice:
        """Whoever still waits for an attempt on the last provider is told that it is called off."""
        if is_last:
            return Advice(SuggestedAction.WAIT_AND_RETRY, True, wait, wait)
        return Advice(SuggestedAction.WAIT, True, None, wait)
