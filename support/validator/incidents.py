"""One incident, one story: what carries the same failure_id agrees, is told in time, ends once."""

from dataclasses import dataclass
from typing import Any, Final

from support.contract.defaults import PlatformSettings
from support.contract.vocabulary import ErrorType
from support.validator.findings import Tell, listed, named
from support.validator.minimal import is_minimal
from support.validator.moments import ROUNDING, seconds_between

TIME_TOLERANCE: Final = 1.0


@dataclass(slots=True)
class _Incident:
    root: str
    agent: str
    occurred: str
    begun_by: str
    types: set[str]
    recovered: int | None = None


_NAMES_A_CAUSE: Final = frozenset(
    {"agent_error", "partial_result_preserved", "recovery_attempt", "request_rejected"}
)


def _story(event: Any) -> _Incident:
    return _Incident(
        event.root_failure_id, event.agent_name, event.timestamp, event.type, {event.error_type}
    )


class IncidentRules:
    """Follows the failures of each session by their failure_id."""

    def __init__(self, tell: Tell, settings: PlatformSettings) -> None:
        self._tell = tell
        self._settings = settings
        self._incidents: dict[tuple[str, str], _Incident] = {}
        self._roots: set[tuple[str, str]] = set()

    def follow(self, event: Any) -> None:
        self._check_told_in_time(event)
        self._check_root(event)
        key = (event.session_id, event.failure_id)
        incident = self._incidents.get(key)
        if incident is None:
            self._begin(key, event)
            return
        self._check_same_story(incident, event)
        if event.type == "system_recovered":
            self._recover(incident, event)
        elif incident.recovered is not None:
            self._tell(
                "REC-5",
                f"{named(event)} goes on with the failure {event.failure_id}, from which recovery "
                f"was told before (event {incident.recovered}).",
            )
            incident.recovered = None

    def heard(self, event: Any) -> None:
        """A failure whose event does not fit the schema was told all the same."""
        fields = (event.session_id, event.failure_id, event.root_failure_id, event.agent_name)
        if all(isinstance(field, str) for field in (*fields, event.timestamp)):
            self._incidents.setdefault((event.session_id, event.failure_id), _story(event))

    def was_recovered(self, session_id: str, failure_id: str) -> bool:
        incident = self._incidents.get((session_id, failure_id))
        return incident is not None and incident.recovered is not None

    def _begin(self, key: tuple[str, str], event: Any) -> None:
        if event.type == "system_recovered":
            self._tell(
                "REC-5",
                f"{named(event)} tells of the recovery from {event.failure_id}, a failure that "
                "the customer was never told of.",
            )
        elif key in self._roots:
            self._tell(
                "EVT-3",
                f"{named(event)} tells of the failure {event.failure_id} only after what it "
                "brought about; the cause comes first.",
            )
        self._incidents[key] = _story(event)
        if event.root_failure_id != event.failure_id:
            root = (event.session_id, event.root_failure_id)
            if root not in self._incidents:
                self._roots.add(root)

    def _check_root(self, event: Any) -> None:
        """What began with another failure is no root."""
        root = self._incidents.get((event.session_id, event.root_failure_id))
        own = event.root_failure_id == event.failure_id
        if root is not None and not own and root.root != event.root_failure_id:
            self._tell(
                "CAS-1",
                f"{named(event)} names {event.root_failure_id} as the root of the failure "
                f"{event.failure_id}, which itself began with {root.root}.",
            )

    def _check_same_story(self, incident: _Incident, event: Any) -> None:
        if event.root_failure_id != incident.root:
            self._tell(
                "CAS-1",
                f"{named(event)} names {event.root_failure_id} as the root of the failure "
                f"{event.failure_id}, expected {incident.root} as before.",
            )
        if event.type in _NAMES_A_CAUSE or is_minimal(event):
            incident.types.add(event.error_type)
        elif event.error_type not in incident.types and event.error_type != ErrorType.CANCELLED:
            self._tell(
                "NSF-4",
                f"{named(event)} calls the failure {event.failure_id} {event.error_type}, "
                f"but the customer was told of {listed(incident.types)}.",
            )
        if event.agent_name != incident.agent:
            self._tell(
                "ACT-1",
                f"{named(event)} says that {event.agent_name} failed in {event.failure_id}, "
                f"expected {incident.agent} as before.",
            )

    def _recover(self, incident: _Incident, event: Any) -> None:
        if incident.recovered is not None:
            self._tell(
                "REC-5",
                f"{named(event)} tells the recovery from {event.failure_id} a second time; "
                f"the first was event {incident.recovered}.",
            )
            return
        incident.recovered = event.sequence
        took = seconds_between(incident.occurred, event.timestamp)
        short = event.recovery_time < took - TIME_TOLERANCE
        measured_here = incident.begun_by != "request_rejected" and (
            incident.root == event.failure_id
        )
        long = measured_here and event.recovery_time > took + TIME_TOLERANCE
        if short or long:
            self._tell(
                "REC-5",
                f"{named(event)} says that the recovery took {event.recovery_time} s, "
                f"but the failure was {took:.3f} s before.",
            )

    def _check_told_in_time(self, event: Any) -> None:
        late = seconds_between(event.timestamp, event.sent_at)
        if late > self._settings.notify_within + ROUNDING:
            self._tell(
                "TIME-1" if event.type == "system_recovered" else "NSF-3",
                f"{named(event)} was told {late:.3f} s after it happened, "
                f"expected within {self._settings.notify_within} s.",
            )
