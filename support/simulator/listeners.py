"""Who has to do with an agent's providers: runs at work, and sessions that wait to hear more."""

from dataclasses import dataclass
from typing import Protocol

from support.simulator.degradation import ServiceLevel
from support.simulator.incident import Incident
from support.simulator.notices import Notices
from support.simulator.run import Run
from support.simulator.session import Session
from support.simulator.upstream import Upstream


class Worker(Protocol):
    """A run that has work on one of the providers."""

    upstream: Upstream | None

    @property
    def session(self) -> Session: ...

    @property
    def notices(self) -> Notices: ...

    @property
    def run(self) -> Run: ...

    def incident_of_outage(self) -> Incident:
        """Under which incident its customer is told of a trip."""

    def provider_tripped(self) -> None:
        """Attempts that wait for that provider are of no use any more."""


@dataclass(eq=False)
class Listener:
    """A session that was told of the outage and waits to hear that it is over.

    `incidents` are those under which it was told, each of which owes it a recovery; what concerns
    the session alone is told under the first. `is_reduced` once it was told of a reduced level.
    """

    notices: Notices
    incidents: list[Incident]
    level: ServiceLevel | None = None
    is_reduced: bool = False

    @property
    def incident(self) -> Incident:
        return self.incidents[0]

    def add(self, incident: Incident) -> None:
        if incident not in self.incidents:
            self.incidents.append(incident)
